"""Take over an entry that somebody else began and did not send."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from actions.entry_rows import due_at
from content.words import words
from models.entry import EntryDraft
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.staff import StaffMember
from storage import audit

WRITING_NOW = timedelta(hours=1)
"""Whoever has saved something within this time may still be on the phone."""


def take_over(session: Session, draft_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Make a draft one's own that is overdue, or whose owner's account is switched off.

    Raises FeedbackError where its owner still has time for it or was writing within `WRITING_NOW`, and where
    there is none.
    """
    require(by, Permission.READ_FEEDBACK)
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = session.get(EntryDraft, (by.watchdog_id, draft_id), with_for_update=True)
    if row is None or row.sent_at is not None:
        raise FeedbackError(words("entry.not_here"))
    if row.staff_id == by.staff_id:
        return
    owner = session.get_one(StaffMember, (by.watchdog_id, row.staff_id))
    if owner.disabled_at is None and at < due_at(row.begun_at):
        raise FeedbackError(words("entry.not_overdue"))
    if owner.disabled_at is None and at < row.saved_at + WRITING_NOW:
        raise FeedbackError(words("entry.being_written"))
    row.staff_id = own_staff_id(by)
    session.add(row)
    about = row.feedback_id or row.id
    audit.record(session, Event.ENTRY_CHANGED, by=by, at=at, subject=about, detail={"taken_over": 1})
