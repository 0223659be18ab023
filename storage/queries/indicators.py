"""What do the partners of a programme publish, which figures hold, and what was entered before?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.indicator import FigureSeen, Indicator, IndicatorFigure, IndicatorSeen
from models.people import Permission, Viewer, require
from models.setting import SettingChange, SettingKind
from storage.queries.names_of_actors import names_of_actors
from storage.queries.scopes_kept import scope_now, standing


def indicators(session: Session, viewer: Viewer, programme_id: UUID) -> tuple[IndicatorSeen, ...]:
    """The published figures that are followed in a programme, in the order they were added."""
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    rows = session.exec(
        select(Indicator)
        .where(Indicator.watchdog_id == mine, Indicator.programme_id == programme_id)
        .order_by(col(Indicator.added_at), col(Indicator.id))
    ).all()
    entered = figures_entered(session, mine, [row.id for row in rows])
    numbers, known = _numbers(session, mine), standing(session, mine)
    actors = {row.added_by for row in rows} | {one.entered_by for each in entered.values() for one in each}
    people = names_of_actors(session, viewer, actors)
    found = []
    for row in rows:
        scope, lost = scope_now(row.scope, row.measure, known)
        found.append(
            IndicatorSeen(
                id=row.id,
                programme_id=row.programme_id,
                name=row.name,
                definition=row.definition,
                unit=row.unit,
                published_by=row.published_by,
                source=row.source,
                better=row.better,
                measure=row.measure,
                scope=scope,
                lost=lost,
                entered=tuple(_seen(one, people) for one in entered[row.id]),
                added_by=people.get(row.added_by, ""),
                added_at=row.added_at,
                number=numbers.get(str(row.id), 0),
            )
        )
    return tuple(found)


def figures_entered(
    session: Session, mine: str, ids: Iterable[UUID]
) -> defaultdict[UUID, list[IndicatorFigure]]:
    """By indicator of the watchdog `mine`, every figure on record, the newest first."""
    found: defaultdict[UUID, list[IndicatorFigure]] = defaultdict(list)
    for row in session.exec(
        select(IndicatorFigure)
        .where(IndicatorFigure.watchdog_id == mine, col(IndicatorFigure.indicator_id).in_(list(ids)))
        .order_by(col(IndicatorFigure.entered_at).desc(), col(IndicatorFigure.id).desc())
    ):
        found[row.indicator_id].append(row)
    return found


def _seen(row: IndicatorFigure, people: Mapping[str, str]) -> FigureSeen:
    return FigureSeen(
        row.since, row.until, row.value, row.source, people.get(row.entered_by, ""), row.entered_at
    )


def _numbers(session: Session, mine: str) -> dict[str, int]:
    return dict(
        session.exec(
            select(SettingChange.subject, func.max(SettingChange.number))
            .where(SettingChange.watchdog_id == mine, SettingChange.kind == SettingKind.INDICATOR)
            .group_by(col(SettingChange.subject))
        ).all()
    )
