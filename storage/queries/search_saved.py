"""Which searches has somebody kept, to ask them again?"""

import json
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, own_staff_id, require
from models.saved_search import SavedSearch


class Saved(NamedTuple):
    """A search under its name: what was typed, and what was chosen beside it, by the choice's name."""

    id: UUID
    name: str
    typed: str
    chosen: dict[str, str]


def saved_searches(session: Session, viewer: Viewer) -> list[Saved]:
    """The viewer's own, by name; nobody sees another's."""
    require(viewer, Permission.READ_APPROVED)
    rows = session.exec(
        select(SavedSearch).where(
            col(SavedSearch.watchdog_id) == viewer.watchdog_id,
            col(SavedSearch.staff_id) == own_staff_id(viewer),
        )
    )
    return sorted(
        (Saved(row.id, row.name, **json.loads(row.asked)) for row in rows),
        key=lambda saved: saved.name.casefold(),
    )
