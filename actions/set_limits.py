"""Decide from when the limits of a chart are made anew, or stay; and take such a decision back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.baselines import other_baseline
from analysis.spc import FEWEST
from models.errors import FeedbackError, Problems
from models.events import Event
from models.limits import LONGEST_REASON, LimitsDecision, LimitsKind
from models.people import Permission, Viewer, require
from models.watchdog import HERE
from models.words import canonical
from storage import audit

FEWEST_WORDS = 3
"""In a reason, which is a sentence."""


@dataclass(frozen=True)
class LimitsDraft:
    """A decision about the chart of a measure. `scope` is one without its period, as decisions name it."""

    measure: str
    scope: str
    kind: LimitsKind
    month: date
    reason: str


def set_limits(
    session: Session, draft: LimitsDraft, *, told_in: Collection[date], by: Viewer, at: datetime
) -> UUID:
    """Let a decision hold for everybody who looks at that chart, and return its id.

    `told_in` are the months, by their first day, that the chart has a point for. Raises Problems, by field.
    """
    require(by, Permission.SET_LIMITS)
    audit.lock(session, by.watchdog_id)
    reason = " ".join(canonical(draft.reason).split())
    others = session.exec(
        select(LimitsDecision).where(
            LimitsDecision.watchdog_id == by.watchdog_id,
            LimitsDecision.measure == draft.measure,
            LimitsDecision.scope == draft.scope,
            col(LimitsDecision.ended_at).is_(None),
        )
    ).all()
    problems = {
        "kind": _kind_problem(draft.kind, others),
        "month": _month_problem(draft, others, told_in, at.astimezone(HERE).date())
        or _baseline_problem(session, by.watchdog_id, draft),
        "reason": _reason_problem(reason),
    }
    if any(problems.values()):
        raise Problems({field: said for field, said in problems.items() if said})
    decision = LimitsDecision(
        watchdog_id=by.watchdog_id,
        measure=draft.measure,
        scope=draft.scope,
        kind=draft.kind,
        month=draft.month,
        reason=reason,
        signed_by=by.actor,
        signed_at=at,
    )
    session.add(decision)
    session.flush()
    _record(session, Event.LIMITS_SET, decision, by=by, at=at)
    return decision.id


def take_back_limits(session: Session, decision_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Let a decision hold no longer. It stays on record, with who took it back and when."""
    require(by, Permission.SET_LIMITS)
    audit.lock(session, by.watchdog_id)
    decision = session.get(LimitsDecision, (by.watchdog_id, decision_id))
    if decision is None or decision.ended_at is not None:
        raise FeedbackError("That decision doesn't hold any more. Look at the list again")
    decision.ended_by, decision.ended_at = by.actor, at
    session.add(decision)
    _record(session, Event.LIMITS_TAKEN_BACK, decision, by=by, at=at)


def _record(session: Session, event: Event, decision: LimitsDecision, *, by: Viewer, at: datetime) -> None:
    detail: dict[str, str | int] = {
        "measure": decision.measure,
        "kind": decision.kind.value,
        "month": f"{decision.month:%Y-%m}",
    }
    audit.record(session, event, by=by, at=at, subject=decision.id, detail=detail)


def _kind_problem(kind: LimitsKind, others: Collection[LimitsDecision]) -> str:
    """Fixed limits stay what they are, so nothing else holds beside them."""
    if any(one.kind is LimitsKind.FROZEN for one in others):
        return "The limits of this chart are fixed. Take that decision back first"
    if others and kind is LimitsKind.FROZEN:
        return "The limits of this chart are made anew somewhere. Take that decision back first"
    return ""


def _month_problem(
    draft: LimitsDraft, others: Collection[LimitsDecision], told_in: Collection[date], today: date
) -> str:
    if draft.month > today:
        return "Choose a month that has begun"
    if draft.month not in told_in:
        return "Choose a month in which people told us about this"
    if sum(month < draft.month for month in told_in) < FEWEST:
        return f"Choose a later month: there need to be {FEWEST} months with people before it"
    steps = [one for one in others if one.kind is draft.kind is LimitsKind.STEP]
    for one in steps:
        first, last = sorted((one.month, draft.month))
        if sum(first <= month < last for month in told_in) < FEWEST:
            return f"Limits begin anew in {one.month:%B %Y}. Choose a month {FEWEST} or more away from it"
    return ""


def _baseline_problem(session: Session, mine: str, draft: LimitsDraft) -> str:
    """A promise that is held against another month by the same figure."""
    if draft.kind is not LimitsKind.FROZEN:
        return ""
    return other_baseline(session, mine, draft.measure, draft.scope, draft.month)


def _reason_problem(reason: str) -> str:
    if len(reason.split()) < FEWEST_WORDS:
        return "Say why, in a sentence"
    if len(reason) > LONGEST_REASON:
        return f"Use {LONGEST_REASON} characters or fewer. You have used {len(reason):,}"
    return ""
