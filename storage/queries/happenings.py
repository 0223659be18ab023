"""What happened on a day that a picture should show: programmes that started, and days of listening."""

from sqlmodel import Session, and_, col, select

from models.facts import Happening
from models.outreach import OutreachEvent
from models.people import Permission, Viewer, require
from models.programme import Programme
from storage.queries.programme_starts import programme_starts

PROGRAMME, OUTREACH = "programme", "outreach"


def happenings(session: Session, viewer: Viewer) -> tuple[Happening, ...]:
    """The watchdog's own, the earliest first, each with the programme that it belongs to."""
    require(viewer, Permission.READ_FIGURES)
    its_programme = and_(
        col(Programme.watchdog_id) == OutreachEvent.watchdog_id,
        col(Programme.id) == OutreachEvent.programme_id,
    )
    held = session.execute(
        select(col(OutreachEvent.held_on), col(OutreachEvent.place), col(Programme.code))
        .join(Programme, its_programme, isouter=True)
        .where(col(OutreachEvent.watchdog_id) == viewer.watchdog_id)
    )
    listened = [Happening(day, place, "", OUTREACH, code or "") for day, place, code in held]
    started = [
        Happening(one.started_on, one.name, one.source, PROGRAMME, one.code)
        for one in programme_starts(session, viewer)
    ]
    return tuple(sorted([*started, *listened]))
