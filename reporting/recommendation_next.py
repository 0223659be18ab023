"""What is to be done next about a recommendation, and in which order are they listed?"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from analysis.working_days import Changes, working_days_between
from models.provider_response import is_unread
from models.recommendation import StepKind
from models.recommendation_seen import ClockState, RecommendationSeen

PATIENCE = 5
"""Working days that a body has after it was chased, or that whoever was turned to has."""
ORDER = (
    ClockState.LATE,
    ClockState.RUNNING,
    ClockState.DRAFT,
    ClockState.ANSWERED,
    ClockState.ENDED,
)


class Next(StrEnum):
    """What somebody here does next. WAIT: nothing, it is another's turn. NOTHING: it has come to its end.

    UNKEPT: what was promised wasn't all there when somebody looked. CHECK: what the body typed on our site.
    """

    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    WAIT = "wait"
    CHASE = "chase"
    ESCALATE = "escalate"
    CHECK = "check"
    RECHECK = "recheck"
    UNKEPT = "unkept"
    NOTHING = "nothing"


def next_thing(one: RecommendationSeen, ladder: Sequence[str], today: date, changes: Changes) -> Next:
    """What comes first on a day. Who was chased a short while ago is left in peace."""
    state = one.state(today)
    if state is ClockState.DRAFT:
        return Next.SEND
    if state is ClockState.RUNNING:
        return Next.WAIT if one.step(StepKind.ACKNOWLEDGED) else Next.ACKNOWLEDGE
    if state is ClockState.LATE:
        return _when_late(one, ladder, today, changes)
    if state is ClockState.ANSWERED and one.answer is not None and is_unread(one.answer):
        return Next.CHECK
    if state is ClockState.ANSWERED and one.recheck_on is not None:
        return Next.RECHECK if one.recheck_on <= today else Next.WAIT
    if state is ClockState.ANSWERED and one.is_unkept:
        return Next.UNKEPT
    return Next.NOTHING


def next_of_ladder(one: RecommendationSeen, ladder: Sequence[str]) -> str:
    """Whom to turn to next; empty where all have been."""
    asked = {step.to_name for step in one.steps if step.kind is StepKind.ESCALATED and not step.is_taken_back}
    return next((name for name in ladder if name not in asked), "")


def in_order(found: Iterable[RecommendationSeen], today: date) -> list[RecommendationSeen]:
    """Late ones first, longest first; then those that run, the next one due first; then as given."""
    waiting = {ClockState.LATE, ClockState.RUNNING}

    def place(one: RecommendationSeen) -> tuple[int, date]:
        state = one.state(today)
        return ORDER.index(state), (one.due_on or date.max) if state in waiting else date.max

    return sorted(found, key=place)


def _when_late(one: RecommendationSeen, ladder: Sequence[str], today: date, changes: Changes) -> Next:
    pressed = [one.step(kind) for kind in (StepKind.CHASED, StepKind.ESCALATED)]
    last = max((step.on for step in pressed if step), default=None)
    if last is None or (one.due_on and last <= one.due_on):
        return Next.CHASE
    if working_days_between(last, today, changes) < PATIENCE:
        return Next.WAIT
    return Next.ESCALATE if next_of_ladder(one, ladder) else Next.CHASE
