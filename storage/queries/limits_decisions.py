"""What staff decided about the limits of charts in one scope, and still holds."""

from collections import defaultdict

from sqlmodel import Session, col, select

from models.limits import Decided, LimitsDecision, without_period
from models.people import Permission, Viewer, require
from models.scope import Scope
from storage.queries.names_of_actors import names_of_actors


def limits_decisions(session: Session, viewer: Viewer, scope: Scope) -> dict[str, tuple[Decided, ...]]:
    """The decisions about a scope, whatever its period, by measure; the earliest month first."""
    require(viewer, Permission.READ_FIGURES)
    rows = session.exec(
        select(LimitsDecision)
        .where(
            LimitsDecision.watchdog_id == viewer.watchdog_id,
            LimitsDecision.scope == without_period(scope),
            col(LimitsDecision.ended_at).is_(None),
        )
        .order_by(col(LimitsDecision.month), col(LimitsDecision.id))
    ).all()
    names = names_of_actors(session, viewer, {row.signed_by for row in rows})
    found: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        name = names.get(row.signed_by, "")
        found[row.measure].append(Decided(row.id, row.kind, row.month, row.reason, name, row.signed_at))
    return {measure: tuple(decided) for measure, decided in found.items()}
