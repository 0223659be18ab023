"""Is the same figure held against another month elsewhere? Two baselines for one chart would contradict."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import AnotherBaseline, Commitment
from models.limits import LimitsDecision, LimitsKind, same_people
from storage.queries.scopes_kept import Standing, scope_now


def another_baseline(
    session: Session,
    mine: str,
    measure: str,
    scope: str,
    month: date,
    *,
    known: Standing,
    but: UUID | None = None,
) -> AnotherBaseline | None:
    """The first other month that this is held against of the same people, at the watchdog `mine`.

    `but` is the promise that is asked about. Limits that only begin anew somewhere are no baseline.
    """

    def counted(scope: str) -> tuple[str, tuple[str, ...]]:
        now, lost = scope_now(scope, measure, known)
        return same_people(now, known.covering), lost

    asked = counted(scope)
    promises = session.exec(
        select(Commitment).where(
            Commitment.watchdog_id == mine,
            Commitment.measure == measure,
            col(Commitment.baseline).is_not(None),
            Commitment.baseline != month,
            col(Commitment.ended_at).is_(None),
        )
    ).all()
    for one in promises:
        if one.id != but and one.baseline and counted(one.scope) == asked:
            return AnotherBaseline(one.baseline, one.quotation)
    limits = session.exec(
        select(LimitsDecision).where(
            LimitsDecision.watchdog_id == mine,
            LimitsDecision.measure == measure,
            LimitsDecision.kind == LimitsKind.FROZEN,
            LimitsDecision.month != month,
            col(LimitsDecision.ended_at).is_(None),
        )
    ).all()
    for each in limits:
        if counted(each.scope) == asked:
            return AnotherBaseline(each.month)
    return None
