"""Remove a programme that was added by mistake, with its promises and published figures."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from models.commitment import Commitment
from models.errors import FeedbackError
from models.events import Event
from models.indicator import Indicator, IndicatorFigure
from models.people import Permission, Viewer, require
from models.programme import Programme, ProgrammeDate, ProgrammeService
from storage import audit
from storage.queries.programme_used import is_programme_used

IN_USE = (
    "That programme has feedback, an event, a verdict or contacts by now, so it stays. Give it a last day"
)


def remove_programme(session: Session, programme_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Remove it: its name and the code of its address are free again.

    Raises FeedbackError where it isn't here, or has been used.
    """
    require(by, Permission.EDIT_DIRECTORY)
    audit.lock(session, by.watchdog_id)
    programme = session.get(Programme, (by.watchdog_id, programme_id))
    if programme is None:
        raise FeedbackError("That programme isn't here any more")
    if is_programme_used(session, by.watchdog_id, programme_id):
        raise FeedbackError(IN_USE)
    figures = select(Indicator.id).where(
        Indicator.watchdog_id == by.watchdog_id, Indicator.programme_id == programme_id
    )
    session.exec(
        delete(IndicatorFigure).where(
            col(IndicatorFigure.watchdog_id) == by.watchdog_id,
            col(IndicatorFigure.indicator_id).in_(figures),
        )
    )
    for table in (Indicator, Commitment, ProgrammeDate, ProgrammeService):
        session.exec(
            delete(table).where(
                col(table.watchdog_id) == by.watchdog_id, col(table.programme_id) == programme_id
            )
        )
    session.delete(programme)
    session.flush()
    audit.record(session, Event.PROGRAMME_REMOVED, by=by, at=at, subject=programme_id)
