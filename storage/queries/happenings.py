"""What happened on a day that a picture should show: programmes that started, and days of listening."""

from sqlmodel import Session, col, select

from models.facts import Happening
from models.outreach import OutreachEvent
from models.people import Permission, Viewer, require
from storage.queries.programme_starts import programme_starts

PROGRAMME, OUTREACH = "programme", "outreach"


def happenings(session: Session, viewer: Viewer) -> tuple[Happening, ...]:
    """The watchdog's own, the earliest first."""
    require(viewer, Permission.READ_FIGURES)
    held = session.execute(
        select(col(OutreachEvent.held_on), col(OutreachEvent.place)).where(
            col(OutreachEvent.watchdog_id) == viewer.watchdog_id
        )
    )
    listened = [Happening(day, place, "", OUTREACH) for day, place in held]
    started = [
        Happening(one.started_on, one.name, one.source, PROGRAMME)
        for one in programme_starts(session, viewer)
    ]
    return tuple(sorted([*started, *listened]))
