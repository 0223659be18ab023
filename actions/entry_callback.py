"""Somebody asks to be rung while their story is written down: they wait to be rung before it is sent."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.callback_rows import open_for
from actions.callbacks import ask_callback
from actions.entry_rows import answers_of, own_row
from content.entry_aloud import callback_wanted
from content.entry_keys import CALLBACK_DATE, DO_NOT_CALL
from content.question_set import YES
from models.callback import CallbackOutcome
from models.entry import EntryDraft
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.words import is_blank
from storage import audit


def keep_callback(session: Session, draft_id: UUID, *, by: Viewer, at: datetime) -> bool:
    """Put whoever asked to be rung in an own draft, and left a number, on the list of callbacks.

    Returns whether they wait to be rung. What needs another look is put right when it is sent, and refused
    here by nothing. Raises NotAllowed for somebody else's draft.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = own_row(session, draft_id, by=by)
    if row is None or row.sent_at is not None:
        return False
    ask_for_draft(session, row, by=by, at=at)
    return open_for(session, by.watchdog_id, draft_id=row.id) is not None


def ask_for_draft(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> None:
    """Ask for the callback as the draft says by now, as far as one can be kept."""
    end_unasked(session, row, by=by, at=at)
    wanted, faults = callback_wanted(answers_of(row), at=at)
    if wanted is None or faults:
        return
    with suppress(FeedbackError):  # no number yet, or one that asked us not to ring: Send says so
        ask_callback(session, **wanted._asdict(), by=by, at=at, feedback_id=row.feedback_id, draft_id=row.id)


def end_unasked(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> None:
    """Close what was asked for in this draft, if its answers ask for it no more."""
    answers = answers_of(row)
    if answers.get(DO_NOT_CALL) == YES:
        _end(session, row, CallbackOutcome.ASKED_NOT_TO_CALL, by=by, at=at)
    elif is_blank(answers.get(CALLBACK_DATE, "")):
        _end(session, row, CallbackOutcome.NOT_NEEDED, by=by, at=at)


def end_with_draft(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> None:
    """Close what was asked for in a draft that is thrown away. About what was sent, they are still rung."""
    if row.feedback_id is None:
        _end(session, row, CallbackOutcome.NOT_NEEDED, by=by, at=at)


def _end(session: Session, row: EntryDraft, outcome: CallbackOutcome, *, by: Viewer, at: datetime) -> None:
    callback = open_for(session, by.watchdog_id, draft_id=row.id)
    if callback is None:
        return
    callback.closed_at, callback.outcome = at, outcome
    session.add(callback)
    session.flush()
    detail: dict[str, str | int] = {"callback_outcome": outcome.value}
    audit.record(session, Event.CALLBACK_CLOSED, by=by, at=at, subject=callback.id, detail=detail)
