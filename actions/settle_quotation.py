"""Note that somebody saw to the copies of what was published with words that may not be shown any more."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.commitments import checked_reason
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.report import PublishedDocument, Quoted
from storage import audit
from storage.queries.quoted import quotable


def open_again(session: Session, mine: str, feedback_id: UUID) -> None:
    """Words that may be shown again stand in what was published again: nothing about them is settled then."""
    session.flush()
    for row in session.exec(
        select(Quoted).where(
            Quoted.watchdog_id == mine, Quoted.feedback_id == feedback_id, col(Quoted.settled_at).is_not(None)
        )
    ).all():
        if quotable(session, mine, {feedback_id: row.digest}):
            row.settled_by, row.settled_at, row.settled_how = "", None, ""
            session.add(row)


def settle(session: Session, quoted_id: UUID, how: str, *, by: Viewer, at: datetime) -> None:
    """Keep who saw to it, when and how. A second time changes nothing.

    Raises Problems about "how", and FeedbackError for what isn't here or may still be shown.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    row = session.get(Quoted, (by.watchdog_id, quoted_id))
    if row is None:
        raise FeedbackError("That isn't here. Look at the list again")
    if row.settled_at is not None:
        return
    if quotable(session, by.watchdog_id, {row.feedback_id: row.digest}):
        raise FeedbackError("These words may be shown. There is nothing to see to")
    how, problem = checked_reason(how)
    if problem:
        raise Problems({"how": problem})
    row.settled_by, row.settled_at, row.settled_how = by.actor, at, how
    session.add(row)
    document = session.get_one(PublishedDocument, (by.watchdog_id, row.document_id))
    detail: dict[str, str | int] = {"what": document.kind.value, "version": document.version}
    audit.record(session, Event.QUOTATION_SETTLED, by=by, at=at, subject=row.document_id, detail=detail)
