"""Send what was written down for somebody; or send it at once, because somebody may be in danger."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.change_entry import EntryReceipt, change
from actions.concern_steps import LONGEST_NOTE
from actions.entry_beside import keep_beside, keep_consents, keep_themes
from actions.entry_callback import ask_for_draft, end_unasked
from actions.entry_rows import close, own_row
from actions.entry_to_keep import at_once, beside_services, in_full
from actions.known_again import number_digest
from actions.raise_concern import raise_by_person
from actions.submit import Receipt, submit
from content.entry import Entry
from content.words import words
from models.entry import EntryDraft
from models.errors import FeedbackError, Problems
from models.escalation import EscalationStep, EscalationStepKind
from models.feedback import Contact, Feedback
from models.feedback_draft import FeedbackDraft
from models.people import Permission, Viewer, require
from models.vocabulary import ConcernKind
from models.words import canonical
from storage import audit
from storage.queries.escalations import open_escalations
from storage.queries.kept_of_entry import kept_of_entry


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
    end_unasked(session, row, by=by, at=at)
    entry = in_full(session, row, by=by, at=at)
    if row.feedback_id is not None:
        receipt = change(session, row, row.feedback_id, entry, by=by, at=at)
    else:
        sent = _submit(session, entry.draft, by=by, at=at)
        keep_beside(session, sent.feedback_id, draft_id, entry, by=by, at=at)
        receipt = EntryReceipt(sent.feedback_id, sent.reference, sent.received_at, sent.is_new)
    row.feedback_id = receipt.feedback_id
    close(session, row, at=at)
    return receipt


def enter_in_danger(session: Session, draft_id: UUID, note: str, *, by: Viewer, at: datetime) -> Receipt:
    """Keep what there is by now, even if that is nothing, and raise a concern about it at once.

    The draft stays open and goes on; `enter` completes it. Pressed again, what was kept is brought up to date
    and the note is added to the concern; that no reason was typed is said once.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = _here(session, draft_id, by=by)
    if row.sent_at is not None:
        receipt: Receipt = _receipt(session, row)
    elif row.feedback_id is None:
        receipt = _first_in_danger(session, row, by=by, at=at)
    else:
        receipt = _again_in_danger(session, row, row.feedback_id, by=by, at=at)
    if row.sent_at is None:
        ask_for_draft(session, row, by=by, at=at)
    why = canonical(note).strip()[:LONGEST_NOTE]  # no note is refused here
    if why or not _has_raised_it(session, receipt.feedback_id, by=by):
        why = why or words("entry.danger_note")
        raise_by_person(session, receipt.feedback_id, ConcernKind.RISK_TO_LIFE, why, by=by, at=at)
    return receipt


def _first_in_danger(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> Receipt:
    entry = at_once(session, row, by=by, at=at)
    try:
        receipt = submit(session, entry.draft, by=by, at=at)
    except Problems:  # a service that was closed by then; the draft keeps its name
        receipt = submit(session, _without_services(entry).draft, by=by, at=at)
    keep_consents(session, receipt.feedback_id, entry, by=by, at=at)
    keep_themes(session, receipt.feedback_id, entry.themes, by=by, at=at)
    row.feedback_id = receipt.feedback_id
    session.add(row)
    return receipt


def _again_in_danger(
    session: Session, row: EntryDraft, feedback_id: UUID, *, by: Viewer, at: datetime
) -> Receipt:
    """Bring it up to date, as far as that goes; a way to reach them that was known is not lost."""
    entry = at_once(session, row, by=by, at=at)._replace(do_not_call="")  # Send does that
    kept = kept_of_entry(session, by, feedback_id)
    if kept is not None and kept.contact is not None:
        entry = _with_contact(entry, kept.contact)
    for one in (entry, _without_services(entry)):
        with suppress(Problems), session.begin_nested():
            return change(session, row, feedback_id, one, by=by, at=at)
    return _receipt(session, row)  # more was added than is kept beside it: the lead is told all the same


def _with_contact(entry: Entry, known: Contact) -> Entry:
    """What is half typed just now, or was taken out, stays as it was known."""
    draft, names = entry.draft, ("name", "telephone", "email")
    reached = {f"contact_{name}": getattr(draft, f"contact_{name}") or getattr(known, name) for name in names}
    digest = number_digest(reached["contact_telephone"])
    return entry._replace(draft=draft.model_copy(update=reached | {"caller_digest": digest}))


def _without_services(entry: Entry) -> Entry:
    return entry._replace(draft=entry.draft.model_copy(update={"service_ids": [], "handovers": []}))


def _has_raised_it(session: Session, feedback_id: UUID, *, by: Viewer) -> bool:
    """Whether they said so of an open concern about it already; that words were completed says nothing."""
    concerns = [concern.id for concern in open_escalations(session, by.watchdog_id, feedback_id)]
    notes = select(EscalationStep.note).where(
        EscalationStep.watchdog_id == by.watchdog_id,
        col(EscalationStep.escalation_id).in_(concerns),
        EscalationStep.taken_by == by.actor,
        col(EscalationStep.kind).in_((EscalationStepKind.RAISED, EscalationStepKind.NOTED)),
    )
    return bool(set(session.exec(notes)) - {words("entry.completed")})


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
