"""Send what was written down for somebody; or send it at once, because somebody may be in danger."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.change_entry import EntryReceipt, change
from actions.concern_steps import LONGEST_NOTE
from actions.entry_beside import keep_beside, keep_consents, keep_themes
from actions.entry_rows import close, own_row
from actions.entry_to_keep import at_once, beside_services, in_full
from actions.raise_concern import raise_by_person
from actions.submit import Receipt, submit
from content.words import words
from models.entry import EntryDraft
from models.errors import FeedbackError, Problems
from models.feedback import Feedback
from models.feedback_draft import FeedbackDraft
from models.people import Permission, Viewer, require
from models.vocabulary import ConcernKind
from models.words import canonical
from storage import audit


def enter(session: Session, draft_id: UUID, *, by: Viewer, at: datetime) -> EntryReceipt:
    """Send an own draft, and empty it. However often it is sent, and by how many at once, one row is kept.

    What was sent of it already is brought up to date: see `change_entry.change`. Raises Problems by the key
    of the answer, and TakenBack; the draft then keeps everything.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = _here(session, draft_id, by=by)
    if row.sent_at is not None:
        return _receipt(session, row)
    if row.feedback_id is not None:
        receipt = change(session, row, row.feedback_id, by=by, at=at)
    else:
        entry = in_full(session, row, by=by, at=at)
        sent = _submit(session, entry.draft, by=by, at=at)
        keep_beside(session, sent.feedback_id, draft_id, entry, by=by, at=at)
        receipt = EntryReceipt(sent.feedback_id, sent.reference, sent.received_at, sent.is_new)
    row.feedback_id = receipt.feedback_id
    close(session, row, at=at)
    return receipt


def enter_in_danger(session: Session, draft_id: UUID, note: str, *, by: Viewer, at: datetime) -> Receipt:
    """Keep what there is by now, even if that is nothing, and raise a concern about it at once.

    The draft stays open and goes on; `enter` completes it. Pressed again, the note is added to the concern.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = _here(session, draft_id, by=by)
    if row.feedback_id is None and row.sent_at is None:
        entry = at_once(session, row, by=by, at=at)
        try:
            receipt = submit(session, entry.draft, by=by, at=at)
        except Problems:  # a service that was closed by then; the draft keeps its name
            bare = entry.draft.model_copy(update={"service_ids": [], "handovers": []})
            receipt = submit(session, bare, by=by, at=at)
        keep_consents(session, receipt.feedback_id, entry, by=by, at=at)
        keep_themes(session, receipt.feedback_id, entry.themes, by=by, at=at)
        row.feedback_id = receipt.feedback_id
        session.add(row)
    else:
        receipt = _receipt(session, row)
    why = canonical(note).strip()[:LONGEST_NOTE] or words("entry.danger_note")  # no note is refused here
    raise_by_person(session, receipt.feedback_id, ConcernKind.RISK_TO_LIFE, why, by=by, at=at)
    return receipt


def _here(session: Session, draft_id: UUID, *, by: Viewer) -> EntryDraft:
    row = own_row(session, draft_id, by=by)
    if row is None or (row.sent_at is not None and row.feedback_id is None):
        raise FeedbackError(words("entry.not_here"))
    return row


def _receipt(session: Session, row: EntryDraft) -> EntryReceipt:
    """What was told when it was sent."""
    feedback = session.get_one(Feedback, (row.watchdog_id, row.feedback_id))
    return EntryReceipt(feedback.id, feedback.reference, feedback.received_at, is_new=False)


def _submit(session: Session, draft: FeedbackDraft, *, by: Viewer, at: datetime) -> Receipt:
    try:
        return submit(session, draft, by=by, at=at)
    except Problems as refused:
        raise beside_services(refused) from refused
