"""What a body promised, how the watchdog measures it, and what its people decided that experience shows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.limits import LONGEST_SCOPE
from models.promise_looks import looks, wanted_since
from models.scope import IN_A_LINK, Looking, looking_from_link

LONGEST_QUOTATION = 600
LONGEST_BODY = 200
LONGEST_SOURCE = 500
LONGEST_REASON = 500
LONGEST_SEEN = 800
WHAT_A_VERDICT_IS_ABOUT = {"quotation", "promised_by", "measure", "scope", "direction", "baseline"}
"""Where one of these is changed, what was decided before is about something else."""


class Direction(StrEnum):
    """Which way a figure goes where the promise is kept."""

    UP = "up"
    DOWN = "down"


class Verdict(StrEnum):
    """What experience shows of a promise, in the order of the ladder: a person says so, never the machine."""

    NO_EVIDENCE = "no_evidence_yet"
    TOO_LITTLE = "too_little_to_say"
    NOT_CONSISTENT = "not_consistent"
    MIXED = "mixed"
    CONSISTENT = "consistent"


@dataclass(frozen=True)
class CommitmentDraft:
    """What staff say about a promise, before it is checked.

    `scope` is one without its period, as `models.limits.scope_of_chart` names it; the programme itself is
    part of it only where it says so.
    """

    quotation: str
    promised_by: str
    source: str
    organisation_id: UUID | None = None
    said_on: date | None = None
    due_on: date | None = None
    measure: str = ""
    scope: str = ""
    direction: Direction | None = None
    baseline: date | None = None
    look_again_on: date | None = None


@dataclass(frozen=True)
class VerdictDraft:
    """What somebody decides about a promise. `seen` is the finding that they had before them."""

    verdict: Verdict | None
    reason: str
    seen: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True)
class VerdictSeen:
    """One decision about a promise, as pages show it: `signed_by` is a name."""

    verdict: Verdict
    reason: str
    seen: str
    signed_by: str
    signed_at: datetime


class AnotherBaseline(NamedTuple):
    """Another month that a figure is held against: by a promise, or, where none is quoted, on “Over time”."""

    month: date
    quotation: str = ""


@dataclass(frozen=True)
class CommitmentSeen:
    """A promise as pages show it; names of people stand for how the record calls them, and nothing for a job.

    `answers_now` is the body that answers for it today, which may have come after the one that promised;
    empty where the directory has none. `organisation_id` and `scope` name what stands for a body or service
    that was merged; `lost` are the names of what in the scope is not there any more. `frozen_by` and
    `frozen_at`: who chose the month of the baseline, and when. `another` holds the same figure against
    another month. `verdicts` are newest first; `changed_at` is when what they are about was last changed.
    `number` is that of the last change.
    """

    id: UUID
    programme_id: UUID
    programme: str
    programme_code: str
    quotation: str
    promised_by: str
    source: str
    organisation_id: UUID | None = None
    answers_now: str = ""
    said_on: date | None = None
    due_on: date | None = None
    measure: str = ""
    scope: str = ""
    lost: tuple[str, ...] = ()
    direction: Direction | None = None
    baseline: date | None = None
    frozen_by: str = ""
    frozen_at: datetime | None = None
    another: AnotherBaseline | None = None
    look_again_on: date | None = None
    added_by: str = ""
    added_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    ended_because: str = ""
    verdicts: tuple[VerdictSeen, ...] = ()
    changed_at: datetime | None = None
    number: int = 0

    @property
    def is_followed(self) -> bool:
        return self.ended_at is None

    @property
    def holds(self) -> VerdictSeen | None:
        """The verdict that holds; None where nobody has given one on what the promise says now."""
        return self.verdicts[0] if self.verdicts and self.is_about_this(self.verdicts[0]) else None

    @property
    def needs_a_new_look(self) -> bool:
        """Whether what the last verdict was about has changed since."""
        return self.is_followed and bool(self.verdicts) and self.holds is None

    def is_about_this(self, verdict: VerdictSeen) -> bool:
        """Whether a verdict was given on what the promise says and measures now."""
        return self.changed_at is None or verdict.signed_at >= self.changed_at

    @property
    def looking(self) -> Looking:
        """What its measure is taken in."""
        return looking_of(self.scope)[0]

    @property
    def looks(self) -> tuple[date, ...]:
        """The days on which somebody is to look at it, after the last verdict; none of what has ended."""
        return (
            looks((self.due_on, self.look_again_on), self._said_last, self.added_at)
            if self.is_followed
            else ()
        )

    def wanted_since(self, today: date) -> date | None:
        """Since when it waits for somebody to look at it; None while nothing is due."""
        if not self.is_followed:
            return None
        return wanted_since(self.looks, self._said_last, self.changed_at, today)

    @property
    def _said_last(self) -> datetime | None:
        return self.verdicts[0].signed_at if self.verdicts else None


def looking_of(scope: str) -> tuple[Looking, tuple[str, ...]]:
    """What a stored scope looks at, and the names of what in it cannot be read.

    >>> looking_of("journey=leaving_hospital&who=patients")[0].scope.chosen
    ('journey', 'who')
    """
    said = dict(part.partition("=")[::2] for part in scope.split("&") if part)
    looking, unread = looking_from_link(said)
    return looking, (*unread, *(name for name in said if name not in IN_A_LINK))


class Commitment(WatchdogTable, table=True):
    """One promise, in its own words, and the measure that experience is held against.

    `organisation_id` is the body that answers for it, where the directory has it; `promised_by` is who said
    so then, by the name it had. `baseline` is the first of the month that the promise is measured from:
    what is usual is counted from all that was told about the months before. `ended_at`: it is no longer
    followed, and why.
    """

    __table_args__ = (
        belongs_to("programme", "programme_id"),
        belongs_to("organisation", "organisation_id"),
        Index("ix_commitment_watchdog_id_programme_id", "watchdog_id", "programme_id"),
    )

    programme_id: UUID
    position: int
    quotation: str = Field(max_length=LONGEST_QUOTATION)
    promised_by: str = Field(max_length=LONGEST_BODY)
    organisation_id: UUID | None = None
    source: str = Field(max_length=LONGEST_SOURCE)
    said_on: date | None = None
    due_on: date | None = None
    measure: str = Field(default="", max_length=120)
    scope: str = Field(default="", max_length=LONGEST_SCOPE)
    direction: Direction | None = Field(default=None, sa_type=choice(Direction))
    baseline: date | None = None
    look_again_on: date | None = None
    added_by: str = Field(max_length=120)
    added_at: datetime
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
    ended_because: str = Field(default="", max_length=LONGEST_REASON)


class CommitmentVerdict(WatchdogTable, table=True):
    """One decision about a promise: dated, signed and with a reason; the newest holds.

    `seen` is the finding under the chart as it was then.
    """

    __tablename__ = "commitment_verdict"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "commitment_id", "number"),
        belongs_to("commitment", "commitment_id"),
    )

    commitment_id: UUID
    number: int
    verdict: Verdict = Field(sa_type=choice(Verdict))
    reason: str = Field(max_length=LONGEST_REASON)
    seen: str = Field(default="", max_length=LONGEST_SEEN)
    signed_by: str = Field(max_length=120)
    signed_at: datetime
