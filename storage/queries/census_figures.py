"""How many people of each group live in the area, as far as figures have been taken in?"""

from sqlmodel import Session, col, select

from models.census import Census, CensusFigure
from models.people import Permission, Viewer, require


def census_figures(session: Session, viewer: Viewer) -> dict[str, Census]:
    """The newest figures of each kind that there are any of."""
    require(viewer, Permission.READ_FIGURES)
    rows = session.exec(
        select(CensusFigure)
        .where(CensusFigure.watchdog_id == viewer.watchdog_id)
        .order_by(col(CensusFigure.kind), col(CensusFigure.id))
    ).all()
    found: dict[str, Census] = {}
    people: dict[str, dict[str, int]] = {}
    for row in rows:
        people.setdefault(row.kind, {})[row.answer] = row.people
        found[row.kind] = Census(people[row.kind], row.source, row.as_of)
    return found
