"""Put right what one wrote down for somebody, until a moderator has opened it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, col, delete, func, select

from actions.concern_steps import add_step
from actions.entry_beside import keep_beside
from actions.entry_rows import write
from actions.entry_to_keep import beside_services
from actions.feedback_rows import columns_of, rows_beside, with_services
from actions.follow_up import keep_addition
from actions.submit import Receipt
from content.entry import Entry
from content.entry_again import answers_again, what_changed
from content.question_sets import question_set_of
from content.words import words
from models.callback import Callback
from models.entry import EntryChange, EntryDraft, SpokenAnswer
from models.errors import FeedbackError, NotAllowed, Problems, TakenBack
from models.escalation import ConcernReading, EscalationStepKind
from models.events import Event
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.feedback_draft import FeedbackDraft
from models.people import Permission, Viewer, own_staff_id, require
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import Outcome
from models.watchdog import HERE
from storage import audit
from storage.queries.escalations import concerns_about, open_escalations
from storage.queries.kept_of_entry import kept_of_entry
from storage.queries.newest_decision import newest_decision

AS_IT_ARRIVED = frozenset({"submission_token", "channel", "entered_by"})
"""What stays of an entry, whatever is put right."""
OF_THE_WORDS = frozenset({"words", "should_happen", "words_digest", "word_count"})


@dataclass(frozen=True)
class EntryReceipt(Receipt):
    """`is_addition`: somebody had opened it by then, so words that changed were kept beside those sent."""

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
    write(session, row, answers_again(question_set_of(kept.feedback.question_set), kept), at=at)
    audit.record(session, Event.FEEDBACK_READ, by=by, at=at, subject=feedback_id)
    return row.id


def change(
    session: Session, row: EntryDraft, feedback_id: UUID, entry: Entry, *, by: Viewer, at: datetime
) -> EntryReceipt:
    """Keep what a draft says by now in place of what was sent of it: a part of acts that have the lock.

    What it said before is kept, and it is tagged and read for concerns again. Words that a moderator has
    opened, or that anybody has decided on, are not overwritten: those that changed are kept beside them and
    wait to be read; a no that was said stays a no. Raises TakenBack where whoever told it has taken it back.
    """
    feedback = session.get_one(Feedback, (by.watchdog_id, feedback_id))
    is_taken = _is_taken(session, feedback)
    added = _words_that_changed(feedback, entry.draft) if is_taken else []
    if is_taken:
        entry = _without_turning_a_no(session, feedback, entry, by=by)
    _replace(session, feedback, row.id, entry, has_words=not is_taken, by=by, at=at)
    for told in added:
        newest = newest_decision(session, feedback.watchdog_id, feedback.id)
        after = newest.number if newest else 0
        keep_addition(session, feedback.id, told, after=after, by=by, at=at)
    return EntryReceipt(feedback_id, feedback.reference, feedback.received_at, False, is_taken)


def _is_taken(session: Session, feedback: Feedback) -> bool:
    """Whether a moderator has opened it, or anybody has decided on it. Raises TakenBack."""
    newest = newest_decision(session, feedback.watchdog_id, feedback.id)
    if newest is not None and newest.outcome is Outcome.WITHDRAWN:
        raise TakenBack(words("entry.taken_back"))
    return (
        feedback.taken_at is not None
        or newest is not None
        or any(concern.decided_at for concern in concerns_about(session, feedback.watchdog_id, feedback.id))
    )


def _words_that_changed(feedback: Feedback, draft: FeedbackDraft) -> list[str]:
    pairs = ((draft.words, feedback.words), (draft.should_happen, feedback.should_happen))
    return [now for now, before in pairs if now and now != before]


def _without_turning_a_no(session: Session, feedback: Feedback, entry: Entry, *, by: Viewer) -> Entry:
    """The entry with every no that was said before: whoever decides has read it as one."""
    kept = kept_of_entry(session, by, feedback.id)
    noes = {one.use for one in kept.consents if one.said is SpokenAnswer.NO} if kept else set()
    turned = {one.use for one in entry.consents if one.use in noes and one.said is SpokenAnswer.YES}
    draft = entry.draft.model_copy(update={f"consent_{use.value}": False for use in turned})
    heard = tuple(one for one in entry.consents if one.use not in turned)
    return entry._replace(draft=draft, consents=heard)


def _replace(
    session: Session,
    feedback: Feedback,
    draft_id: UUID,
    entry: Entry,
    *,
    has_words: bool,
    by: Viewer,
    at: datetime,
) -> None:
    before = _as_kept(session, feedback.id, by=by)
    try:
        draft = with_services(session, entry.draft, watchdog_id=by.watchdog_id)
    except Problems as refused:
        raise beside_services(refused) from refused
    said = (feedback.words, feedback.should_happen)
    stays = AS_IT_ARRIVED if has_words else AS_IT_ARRIVED | OF_THE_WORDS
    for name, value in columns_of(draft).items():
        if name not in stays:
            setattr(feedback, name, value)
    feedback.counted_on = draft.happened_on or feedback.received_at.astimezone(HERE).date()
    session.add(feedback)
    _delete(session, feedback, FeedbackService, Handover, Contact)
    session.add_all(rows_beside(draft, feedback))
    if said != (feedback.words, feedback.should_happen):
        _delete(session, feedback, ThemeTag, SentimentTag, Tagging, ConcernReading)
        _show_the_lead(session, feedback, by=by, at=at)
    _ring_the_new_number(session, feedback, draft)
    keep_beside(session, feedback.id, draft_id, entry, by=by, at=at)
    session.flush()
    gone = what_changed(before, _as_kept(session, feedback.id, by=by))
    if gone:
        _note(session, feedback, gone, by=by, at=at)


def _show_the_lead(session: Session, feedback: Feedback, *, by: Viewer, at: datetime) -> None:
    """Whoever is deciding about an open concern just now is told that there is more to read."""
    for concern in open_escalations(session, feedback.watchdog_id, feedback.id):
        kind, note = EscalationStepKind.NOTED, words("entry.completed")
        add_step(session, concern, kind, Event.CONCERN_NOTED, note=note, by=by, at=at)


def _ring_the_new_number(session: Session, feedback: Feedback, draft: FeedbackDraft) -> None:
    """Whom somebody is still to ring back is rung on the number that is known by now."""
    if not draft.contact_telephone:
        return
    for callback in session.exec(
        select(Callback).where(
            Callback.watchdog_id == feedback.watchdog_id,
            Callback.feedback_id == feedback.id,
            col(Callback.closed_at).is_(None),
        )
    ):
        callback.telephone, callback.name = draft.contact_telephone, draft.contact_name
        session.add(callback)


def _as_kept(session: Session, feedback_id: UUID, *, by: Viewer) -> dict[str, str]:
    kept = kept_of_entry(session, by, feedback_id)
    return answers_again(question_set_of(kept.feedback.question_set), kept) if kept else {}


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
