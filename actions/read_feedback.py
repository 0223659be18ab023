"""Open what somebody told us, and leave one row in the record that says who read it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select, update

from models.errors import NotAllowed
from models.events import Event
from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.visit import RecordVisit
from storage import audit
from storage.engine import Store
from storage.queries.moderation_queue import ToModerate, to_moderate


def open_feedback(
    store: Store, feedback_id: UUID, *, visit: str, by: Viewer, at: datetime
) -> ToModerate | None:
    """One piece of this watchdog's feedback, with everything around it; None when there is none of that id.

    `visit` stays the same from opening it until something else is opened or the page is left. Its
    first call leaves one row in the record, however often the page is drawn; where that row can't be
    kept nothing is shown (StoreUnavailable). Once a moderator has opened an entry, whoever wrote it down
    changes it no more.
    """
    require(by, Permission.READ_FEEDBACK)
    if by.sign_in_id is None:
        raise NotAllowed("Sign in first.")
    with store.reading() as session:
        if _is_noted(session, feedback_id, visit, by=by):
            return to_moderate(session, by, feedback_id)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        if not _is_noted(session, feedback_id, visit, by=by):
            if not _is_here(session, feedback_id, by=by):
                return None
            session.add(
                RecordVisit(
                    watchdog_id=by.watchdog_id,
                    sign_in_id=by.sign_in_id,
                    feedback_id=feedback_id,
                    visit=visit,
                    began_at=at,
                )
            )
            _take(session, feedback_id, by=by, at=at)
            audit.record(session, Event.FEEDBACK_READ, by=by, at=at, subject=feedback_id)
        return to_moderate(session, by, feedback_id)


def _take(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Note when a moderator first opened what somebody else wrote down."""
    if not by.may(Permission.MODERATE):
        return
    untaken = (
        col(Feedback.watchdog_id) == by.watchdog_id,
        col(Feedback.id) == feedback_id,
        col(Feedback.entered_by) != by.staff_id,
        col(Feedback.taken_at).is_(None),
    )
    session.exec(update(Feedback).where(*untaken).values(taken_at=at))


def _is_noted(session: Session, feedback_id: UUID, visit: str, *, by: Viewer) -> bool:
    noted = select(RecordVisit.id).where(
        RecordVisit.watchdog_id == by.watchdog_id,
        RecordVisit.sign_in_id == by.sign_in_id,
        RecordVisit.feedback_id == feedback_id,
        RecordVisit.visit == visit,
    )
    return session.exec(noted).first() is not None


def _is_here(session: Session, feedback_id: UUID, *, by: Viewer) -> bool:
    found = select(Feedback.id).where(Feedback.watchdog_id == by.watchdog_id, Feedback.id == feedback_id)
    return session.exec(found).first() is not None
