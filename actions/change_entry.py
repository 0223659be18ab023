"""Put right what one wrote down for somebody, until a moderator has opened it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, col, delete, func, select

from actions.entry_beside import keep_beside, keep_consents, ring
from actions.entry_rows import write
from actions.entry_to_keep import beside_services, in_full
from actions.feedback_rows import columns_of, rows_beside, with_services
from actions.follow_up import keep_addition
from actions.submit import Receipt
from content.entry import Entry
from content.entry_again import answers_again, what_changed
from content.question_sets import HAVE_YOUR_SAY, question_set
from content.words import words
from models.entry import EntryChange, EntryDraft, SpokenAnswer
from models.errors import FeedbackError, NotAllowed, Problems, TakenBack
from models.escalation import ConcernReading
from models.events import Event
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.feedback_draft import FeedbackDraft
from models.people import Permission, Viewer, own_staff_id, require
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import Outcome
from models.watchdog import HERE
from storage import audit
from storage.queries.kept_of_entry import kept_of_entry
from storage.queries.newest_decision import newest_decision

AS_IT_ARRIVED = frozenset({"submission_token", "channel", "entered_by"})
"""What stays of an entry, whatever is put right."""


@dataclass(frozen=True)
class EntryReceipt(Receipt):
    """`is_addition`: a moderator had opened it by then, so nothing was changed and the words were added."""

    is_addition: bool = False


def reopen(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> UUID:
    """A draft with everything that one wrote down, to put it right; the same one until that is sent.

    Raises NotAllowed for what somebody else wrote down, and FeedbackError once a moderator has opened it.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    kept = kept_of_entry(session, by, feedback_id)
    if kept is None or kept.feedback.entered_by != own_staff_id(by):
        raise NotAllowed(words("entry.not_yours"))
    if _is_taken(session, kept.feedback):
        raise FeedbackError(words("entry.taken"))
    open_already = session.exec(
        select(EntryDraft.id).where(
            EntryDraft.watchdog_id == by.watchdog_id,
            EntryDraft.feedback_id == feedback_id,
            EntryDraft.staff_id == own_staff_id(by),
            col(EntryDraft.sent_at).is_(None),
        )
    ).first()
    if open_already is not None:
        return open_already
    row = EntryDraft(
        watchdog_id=by.watchdog_id,
        id=uuid4(),
        staff_id=own_staff_id(by),
        channel=kept.feedback.channel,
        begun_at=at,
        saved_at=at,
        feedback_id=feedback_id,
    )
    write(session, row, answers_again(question_set(HAVE_YOUR_SAY), kept), at=at)
    audit.record(session, Event.FEEDBACK_READ, by=by, at=at, subject=feedback_id)
    return row.id


def change(session: Session, row: EntryDraft, feedback_id: UUID, *, by: Viewer, at: datetime) -> EntryReceipt:
    """Keep what a draft says by now in place of what was sent of it: a part of `enter`, which has the lock.

    What it said before is kept, and it is tagged and read for concerns again. Where a moderator has opened
    it, nothing is overwritten: words that changed are kept beside it, consents that were not asked before and
    how to reach them where nobody knew are filled in, and it waits to be read again. Raises TakenBack where
    whoever told it has taken it back.
    """
    feedback = session.get_one(Feedback, (by.watchdog_id, feedback_id))
    entry = in_full(session, row, by=by, at=at)
    is_taken = _is_taken(session, feedback)
    if is_taken:
        _fill_in(session, feedback, entry, by=by, at=at)
        _add(session, feedback, entry.draft, by=by, at=at)
        ring(session, feedback_id, row.id, entry, by=by, at=at)
    else:
        _replace(session, feedback, row.id, entry, by=by, at=at)
    return EntryReceipt(feedback_id, feedback.reference, feedback.received_at, False, is_taken)


def _is_taken(session: Session, feedback: Feedback) -> bool:
    """Whether a moderator has opened it, or anybody has decided on it. Raises TakenBack."""
    newest = newest_decision(session, feedback.watchdog_id, feedback.id)
    if newest is not None and newest.outcome is Outcome.WITHDRAWN:
        raise TakenBack(words("entry.taken_back"))
    return feedback.taken_at is not None or newest is not None


def _fill_in(session: Session, feedback: Feedback, entry: Entry, *, by: Viewer, at: datetime) -> None:
    """Keep what nobody had asked or known when it was sent: in danger, a number may be given after that."""
    kept = kept_of_entry(session, by, feedback.id)
    asked = {one.use for one in kept.consents if one.said is not SpokenAnswer.NOT_ASKED} if kept else set()
    new = tuple(
        one for one in entry.consents if one.use not in asked and one.said is not SpokenAnswer.NOT_ASKED
    )
    keep_consents(session, feedback.id, entry._replace(consents=new), by=by, at=at)
    for one in new:
        setattr(feedback, f"consent_{one.use.value}", one.said is SpokenAnswer.YES)
    contact: list[Any] = []
    if kept is not None and kept.contact is None:
        bare = entry.draft.model_copy(update={"service_ids": [], "handovers": []})
        contact = list(rows_beside(bare, feedback))
        feedback.caller_digest = entry.draft.caller_digest
    session.add_all([feedback, *contact])
    if new or contact:
        detail: dict[str, str | int] = {"filled_in": len(new) + len(contact)}
        audit.record(session, Event.ENTRY_CHANGED, by=by, at=at, subject=feedback.id, detail=detail)


def _add(session: Session, feedback: Feedback, draft: FeedbackDraft, *, by: Viewer, at: datetime) -> None:
    """Keep the words that changed beside those that were sent."""
    changed = [
        now
        for now, before in ((draft.words, feedback.words), (draft.should_happen, feedback.should_happen))
        if now and now != before
    ]
    if changed:
        newest = newest_decision(session, feedback.watchdog_id, feedback.id)
        after = newest.number if newest else 0
        keep_addition(session, feedback.id, "\n\n".join(changed), after=after, by=by, at=at)


def _replace(
    session: Session, feedback: Feedback, draft_id: UUID, entry: Entry, *, by: Viewer, at: datetime
) -> None:
    before = _as_kept(session, feedback.id, by=by)
    try:
        draft = with_services(session, entry.draft, watchdog_id=by.watchdog_id)
    except Problems as refused:
        raise beside_services(refused) from refused
    said = (feedback.words, feedback.should_happen)
    for name, value in columns_of(draft).items():
        if name not in AS_IT_ARRIVED:
            setattr(feedback, name, value)
    feedback.counted_on = draft.happened_on or feedback.received_at.astimezone(HERE).date()
    session.add(feedback)
    _delete(session, feedback, FeedbackService, Handover, Contact)
    session.add_all(rows_beside(draft, feedback))
    if said != (feedback.words, feedback.should_happen):
        _delete(session, feedback, ThemeTag, SentimentTag, Tagging, ConcernReading)
    keep_beside(session, feedback.id, draft_id, entry, by=by, at=at)
    session.flush()
    gone = what_changed(before, _as_kept(session, feedback.id, by=by))
    if gone:
        _note(session, feedback, gone, by=by, at=at)


def _as_kept(session: Session, feedback_id: UUID, *, by: Viewer) -> dict[str, str]:
    kept = kept_of_entry(session, by, feedback_id)
    return answers_again(question_set(HAVE_YOUR_SAY), kept) if kept else {}


def _delete(session: Session, feedback: Feedback, *tables: type[Any]) -> None:
    for table in tables:
        of_it = table.watchdog_id == feedback.watchdog_id, table.feedback_id == feedback.id
        session.exec(delete(table).where(*of_it))


def _note(session: Session, feedback: Feedback, before: dict[str, str], *, by: Viewer, at: datetime) -> None:
    """Keep what it said before, and that it was changed."""
    changes = select(func.count()).where(
        EntryChange.watchdog_id == feedback.watchdog_id, EntryChange.feedback_id == feedback.id
    )
    number = session.exec(changes).one() + 1
    session.add(
        EntryChange(
            watchdog_id=feedback.watchdog_id,
            feedback_id=feedback.id,
            number=number,
            before=json.dumps(before),
            changed_by=by.actor,
            changed_at=at,
        )
    )
    detail: dict[str, str | int] = {"number": number}
    audit.record(session, Event.ENTRY_CHANGED, by=by, at=at, subject=feedback.id, detail=detail)
