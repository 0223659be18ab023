"""What staff decided about the limits of charts in one scope, and still holds."""

from collections import defaultdict

from sqlmodel import Session, col, select

from models.limits import Decided, LimitsDecision, scope_of_chart
from models.people import Permission, Viewer, require
from models.scope import Scope
from storage.queries.names_of_actors import names_of_actors


def limits_decisions(
    session: Session, viewer: Viewer, scope: Scope, *, is_people_only: bool = False
) -> dict[str, tuple[Decided, ...]]:
    """The decisions about a scope, whatever its period, by measure; the earliest month first."""
    require(viewer, Permission.READ_FIGURES)

    def chart_of(measure: str) -> str:
        return scope_of_chart(scope, measure, is_people_only=is_people_only)

    found = session.exec(
        select(LimitsDecision)
        .where(
            LimitsDecision.watchdog_id == viewer.watchdog_id,
            col(LimitsDecision.scope).in_({chart_of("people"), chart_of("theme.")}),
            col(LimitsDecision.ended_at).is_(None),
        )
        .order_by(col(LimitsDecision.month), col(LimitsDecision.id))
    ).all()
    rows = [row for row in found if row.scope == chart_of(row.measure)]
    names = names_of_actors(session, viewer, {row.signed_by for row in rows})
    by_measure: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        name = names.get(row.signed_by, "")
        decided = Decided(row.id, row.kind, row.month, row.reason, name, row.signed_at)
        by_measure[row.measure].append(decided)
    return {measure: tuple(decided) for measure, decided in by_measure.items()}
