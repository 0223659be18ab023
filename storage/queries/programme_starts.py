"""When did the programmes that the watchdog follows start?"""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.programme import Programme


class ProgrammeStart(NamedTuple):
    """A programme's code and name, the day it is taken to have started, and who says so."""

    code: str
    name: str
    started_on: date
    source: str


def programme_starts(session: Session, viewer: Viewer) -> list[ProgrammeStart]:
    """Programmes with a known start, earliest first."""
    require(viewer, Permission.READ_FIGURES)
    rows = session.exec(
        select(Programme)
        .where(Programme.watchdog_id == viewer.watchdog_id, col(Programme.started_on).is_not(None))
        .order_by(col(Programme.started_on), col(Programme.name))
    ).all()
    return [ProgrammeStart(row.code, row.name, row.started_on, row.source) for row in rows if row.started_on]
