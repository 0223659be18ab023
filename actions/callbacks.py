"""Somebody asked to be rung: who rings, when they tried and how it ended, each dated and signed."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.callback_rows import check_theirs, note_in_draft, open_for
from actions.do_not_call import is_not_to_be_called, stop
from analysis.working_days import end_of_next_working_day
from models.callback import (
    MOST_UNANSWERED,
    UNANSWERED,
    Callback,
    CallbackAttempt,
    CallbackOutcome,
    CallbackResult,
)
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided
from models.events import Event
from models.feedback_draft import FEWEST_DIGITS, LONGEST_LINE
from models.people import Permission, Viewer, own_staff_id, require
from models.telephone import numbers_in
from models.words import canonical
from storage import audit
from storage.queries.callbacks import people_who_ring

LONGEST_NOTE = 1_000
NO_NUMBER = "Write down a number to ring them on. Without one nobody can ring back"
STOPPED = (
    "They asked us not to ring this number. If they say that we may again, note it under Callbacks first"
)
NOT_HERE = "That callback isn\u2019t here. What it belonged to may have been erased."
NOT_YOURS = "Somebody else rings them now, so nothing was kept."
CLOSED_SINCE = "Somebody else closed this callback a moment ago, so nothing was kept."
TRIED_SINCE = "Somebody else tried to ring a moment ago, so nothing was kept. See what they wrote."
TOO_EARLY = f"Try {MOST_UNANSWERED} times before you give up"
SAY_WHEN = "Choose the day and time to ring again, still to come"

CLOSES = {
    CallbackResult.REACHED: CallbackOutcome.DONE,
    CallbackResult.WRONG_NUMBER: CallbackOutcome.WRONG_NUMBER,
    CallbackResult.ASKED_NOT_TO_CALL: CallbackOutcome.ASKED_NOT_TO_CALL,
}
"""How a try ends a callback; any other leaves it open."""

BY_HAND = frozenset({CallbackOutcome.DONE, CallbackOutcome.RANG_US, CallbackOutcome.GIVEN_UP})
"""How somebody may close one without another try."""


def ask_callback(
    session: Session,
    *,
    telephone: str,
    name: str,
    why: str,
    due_at: datetime,
    by: Viewer,
    at: datetime,
    feedback_id: UUID | None = None,
    draft_id: UUID | None = None,
) -> UUID:
    """Note that somebody is to be rung, by whoever notes it; the id of the callback.

    What belongs to the same feedback or draft and is open is changed: nobody is rung twice. The same once
    more leaves no row. Raises FeedbackError without a number, and for one that asked us not to ring.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    rings_id = own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    telephone, name, why = (" ".join(canonical(said).split()) for said in (telephone, name, why))
    if sum(character.isdecimal() for character in telephone) < FEWEST_DIGITS:
        raise FeedbackError(NO_NUMBER)
    if is_not_to_be_called(session, by.watchdog_id, telephone):
        raise FeedbackError(STOPPED)
    if max(map(len, (telephone, name, why))) > LONGEST_LINE:
        raise FeedbackError(f"Use {LONGEST_LINE} characters or fewer")
    check_theirs(session, feedback_id, draft_id, by=by)
    waits = open_for(session, by.watchdog_id, feedback_id=feedback_id, draft_id=draft_id)
    callback = waits or Callback(
        watchdog_id=by.watchdog_id, rings_id=rings_id, due_at=due_at, asked_by=by.actor, asked_at=at
    )
    callback.telephone, callback.name, callback.why, callback.due_at = telephone, name, why, due_at
    callback.feedback_id = feedback_id or callback.feedback_id
    callback.draft_id = draft_id or callback.draft_id
    if waits is not None and not session.is_modified(waits):
        return waits.id
    session.add(callback)
    session.flush()
    audit.record(session, Event.CALLBACK_ASKED, by=by, at=at, subject=callback.id)
    return callback.id


def try_callback(
    session: Session,
    callback_id: UUID,
    result: CallbackResult | None,
    note: str,
    *,
    after: int,
    next_at: datetime | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Keep how one try to ring ended. `after` is how many tries were seen; `next_at`, when the next is due:
    where nobody answered, by the end of the next working day unless it is said.

    Somebody who was reached has been rung, a wrong number ends it, and whoever asks us not to ring is not
    rung again about anything.
    """
    callback = _begin(session, callback_id, after=after, by=by)
    if result is None:
        raise FeedbackError("Choose what happened")
    note = canonical(note).strip()
    if len(note) > LONGEST_NOTE:
        raise FeedbackError(f"Use {LONGEST_NOTE:,} characters or fewer")
    if result in CLOSES:
        callback.closed_at, callback.outcome = at, CLOSES[result]
    else:
        callback.due_at = _next_due(result, next_at, at=at)
    session.add(callback)
    note_in_draft(session, callback)
    session.add(
        CallbackAttempt(
            watchdog_id=by.watchdog_id,
            callback_id=callback.id,
            number=after + 1,
            result=result,
            note=note,
            tried_by=by.actor,
            tried_at=at,
        )
    )
    session.flush()
    if result is CallbackResult.ASKED_NOT_TO_CALL:
        stop(session, numbers_in(callback.telephone), by=by, at=at)
    detail: dict[str, str | int] = {"result": result.value, "number": after + 1}
    audit.record(session, Event.CALLBACK_TRIED, by=by, at=at, subject=callback.id, detail=detail)


def close_callback(
    session: Session,
    callback_id: UUID,
    outcome: CallbackOutcome,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """End a callback without another try: they rang us, it is done, or it is given up after enough tries."""
    callback = _begin(session, callback_id, after=after, by=by)
    if outcome not in BY_HAND:
        raise ValueError("a try ends it like that")
    if outcome is CallbackOutcome.GIVEN_UP and _unanswered(session, callback) < MOST_UNANSWERED:
        raise FeedbackError(TOO_EARLY)
    callback.closed_at, callback.outcome = at, outcome
    session.add(callback)
    note_in_draft(session, callback)
    detail: dict[str, str | int] = {"callback_outcome": outcome.value}
    audit.record(session, Event.CALLBACK_CLOSED, by=by, at=at, subject=callback.id, detail=detail)


def hand_over_callback(
    session: Session, callback_id: UUID, to: UUID | None, *, after: int, by: Viewer, at: datetime
) -> None:
    """Let somebody else ring, or ring oneself: from then on they alone open the name and the number."""
    require(by, Permission.READ_FEEDBACK)
    callback = _begin(session, callback_id, after=after, by=by)
    if to not in {person.id for person in people_who_ring(session, by)}:
        raise FeedbackError("Choose who rings them from now on")
    if to == callback.rings_id:
        raise FeedbackError("They have it already")
    callback.rings_id = to
    session.add(callback)
    audit.record(session, Event.CALLBACK_HANDED_OVER, by=by, at=at, subject=callback.id)


def end_callbacks_of(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Nobody is rung about what was taken back: a step of the act that does so."""
    for callback in session.exec(
        select(Callback).where(
            Callback.watchdog_id == by.watchdog_id,
            Callback.feedback_id == feedback_id,
            col(Callback.closed_at).is_(None),
        )
    ).all():
        callback.closed_at, callback.outcome = at, CallbackOutcome.TAKEN_BACK
        session.add(callback)


def _begin(session: Session, callback_id: UUID, *, after: int, by: Viewer) -> Callback:
    """The open callback, which nobody else changes until this is done.

    Raises SomebodyElseDecided where it is closed, or has been tried more often than the viewer has seen.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    callback = session.get(Callback, (by.watchdog_id, callback_id))
    if callback is None:
        raise FeedbackError(NOT_HERE)
    if callback.rings_id != own_staff_id(by) and not by.may(Permission.READ_FEEDBACK):
        raise NotAllowed(NOT_YOURS)
    if callback.closed_at is not None:
        raise SomebodyElseDecided(CLOSED_SINCE)
    tries = (
        select(func.count())
        .select_from(CallbackAttempt)
        .where(CallbackAttempt.watchdog_id == by.watchdog_id, CallbackAttempt.callback_id == callback_id)
    )
    if session.exec(tries).one() != after:
        raise SomebodyElseDecided(TRIED_SINCE)
    return callback


def _next_due(result: CallbackResult, next_at: datetime | None, *, at: datetime) -> datetime:
    if next_at is None and result in UNANSWERED:
        return end_of_next_working_day(at).astimezone(UTC)
    if next_at is None or next_at <= at:
        raise FeedbackError(SAY_WHEN)
    return next_at


def _unanswered(session: Session, callback: Callback) -> int:
    return session.exec(
        select(func.count())
        .select_from(CallbackAttempt)
        .where(
            CallbackAttempt.watchdog_id == callback.watchdog_id,
            CallbackAttempt.callback_id == callback.id,
            col(CallbackAttempt.result).in_(UNANSWERED),
        )
    ).one()
