"""Which services of a watchdog have these names?"""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from models.organisation import Service
from storage.queries.stands_for import stands_for


def services_called(session: Session, mine: str, names: Sequence[str]) -> dict[str, UUID]:
    """The id of what stands for each service that is here, by the name given, in whatever capitals."""
    rows = session.exec(
        select(Service.name, stands_for(Service)).where(col(Service.watchdog_id) == mine)
    ).all()
    here = {name.casefold(): standing for name, standing in rows}
    return {name: here[name.casefold()] for name in names if name.casefold() in here}
