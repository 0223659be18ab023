"""A recommendation as pages show it, and how its clock stands on a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from models.provider_response import ChangeState, ResponseSeen, Stance, is_unread
from models.recommendation import Recheck, RecommendationKind, StepKind


class ClockState(StrEnum):
    """How the response clock of a recommendation stands."""

    DRAFT = "draft"
    RUNNING = "running"
    LATE = "late"
    ANSWERED = "answered"
    ENDED = "ended"


@dataclass(frozen=True)
class StepSeen:
    """One step as pages show it: `signed_by` is a name. What was taken back is there too.

    `is_by_body`: the body noted it itself, by its link.
    """

    id: UUID
    number: int
    kind: StepKind
    on: date
    to_name: str
    recheck: Recheck | None
    note: str
    signed_by: str
    signed_at: datetime
    due_on: date | None = None
    longer_due_on: date | None = None
    is_taken_back: bool = False
    is_by_body: bool = False


@dataclass(frozen=True)
class RecommendationSeen:
    """A recommendation with its steps, oldest first, and answers, newest first.

    `answered_on` is when the newest answer came, which may not be among the public ones yet.
    `answers_now` is the body that answers for it today, which may have come after `body`; empty where the
    directory has none. `organisation_id` and `scope` name what stands for what was merged; `lost` are the
    names of what in the scope is not there any more. `number` is the watchdog's ("R7"), `changes` that of
    the last change.
    """

    id: UUID
    number: int
    kind: RecommendationKind
    asks: str
    finding: str
    body: str
    organisation_id: UUID
    recheck_months: int
    details: str = ""
    measure: str = ""
    scope: str = ""
    lost: tuple[str, ...] = ()
    programme_id: UUID | None = None
    programme: str = ""
    answers_now: str = ""
    addressed_to: str = ""
    copied_to: tuple[str, ...] = ()
    added_by: str = ""
    added_at: datetime | None = None
    published_by: str = ""
    published_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    ended_because: str = ""
    steps: tuple[StepSeen, ...] = ()
    responses: tuple[ResponseSeen, ...] = ()
    answered_on: date | None = None
    changes: int = 0

    def step(self, kind: StepKind) -> StepSeen | None:
        """The newest step of a kind that was not taken back."""
        return next((one for one in reversed(self.steps) if one.kind is kind and not one.is_taken_back), None)

    @property
    def sent_on(self) -> date | None:
        sent = self.step(StepKind.SENT)
        return sent.on if sent else None

    @property
    def due_on(self) -> date | None:
        """Until when an answer is due, by the shorter or the longer time; None while it is not sent."""
        sent = self.step(StepKind.SENT)
        if sent is None:
            return None
        return sent.longer_due_on if self.step(StepKind.TAKES_LONGER) else sent.due_on

    @property
    def answer(self) -> ResponseSeen | None:
        """The newest answer that was not taken back."""
        return next(iter(self._standing), None)

    @property
    def _standing(self) -> list[ResponseSeen]:
        return [one for one in self.responses if one.ended_at is None]

    @property
    def first_answer(self) -> ResponseSeen | None:
        """The first answer that was not taken back; one that a body typed itself and nobody has checked
        counts only where there is no other.
        """
        read = [one for one in self._standing if not is_unread(one)]
        return next(reversed(read or self._standing), None)

    @property
    def answer_to_look_at(self) -> ResponseSeen | None:
        """The newest answer that says what to look at later; what a body typed itself, once it is checked."""
        return next((one for one in self._standing if not is_unread(one)), None)

    def looked_since(self, answer: ResponseSeen | None) -> StepSeen | None:
        """When somebody looked whether what an answer promised is there, if they have since."""
        looked = self.step(StepKind.RECHECKED)
        return looked if looked and answer and looked.on >= answer.received_on else None

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.ended_at is None and self.sent_on is not None

    def state(self, today: date) -> ClockState:
        """How the clock stands; an answer stops it on the day it was received."""
        if self.ended_at is not None:
            return ClockState.ENDED
        if self.answer is not None or self.answered_on is not None:
            return ClockState.ANSWERED
        if self.due_on is None:
            return ClockState.DRAFT
        return ClockState.LATE if self.due_on < today else ClockState.RUNNING

    @property
    def is_unkept(self) -> bool:
        """Whether something was promised that wasn't all there when somebody looked."""
        answer = self.answer_to_look_at
        looked = self.looked_since(answer)
        if answer is None or looked is None:
            return False
        return promises(answer.stance, answer.change) and looked.recheck in {Recheck.NOT_DONE, Recheck.PARTLY}

    @property
    def recheck_on(self) -> date | None:
        """When to look whether what was promised is there; None where nothing was, or somebody looked."""
        answer, looked = self.answer_to_look_at, self.step(StepKind.RECHECKED)
        if answer is None or self.ended_at is not None:
            return None
        looked_on = looked.on if looked else None
        return recheck_day(answer.stance, answer.change, answer.received_on, looked_on, self.recheck_months)


def recheck_day(
    stance: Stance | None, change: ChangeState, received_on: date, looked_on: date | None, months: int
) -> date | None:
    """When to look whether what an answer promised is there; None where nothing was, or somebody looked."""
    if not promises(stance, change) or (looked_on is not None and looked_on >= received_on):
        return None
    return months_after(received_on, months)


def promises(stance: Stance | None, change: ChangeState) -> bool:
    """Whether an answer promises something that can be looked at again."""
    return stance in {Stance.ACCEPTED, Stance.PARTLY} or change is not ChangeState.NONE


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
