"""Somebody asked us not to ring them again: nobody does, until they say that we may."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from models.callback import Callback, CallbackOutcome, DoNotCall
from models.errors import FeedbackError
from models.events import Event
from models.feedback import Contact
from models.moderation import ToTell
from models.people import Permission, Viewer, require
from models.telephone import numbers_in, rings_one_of
from storage import audit
from storage.queries.not_to_be_called import is_not_to_be_called as is_not_to_be_called
from storage.queries.not_to_be_called import not_to_be_called

NO_NUMBER = "Enter a phone number like 01632 960001"
NOT_ASKED = "Nobody asked us not to ring that number, so there is nothing to change."


def stop_calls(session: Session, telephone: str, *, by: Viewer, at: datetime) -> None:
    """Note that nobody rings `telephone` again; what waits to be rung there is closed.

    Once more changes nothing. Raises FeedbackError where there is no number.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    numbers = _numbers(telephone)
    if set(numbers) <= not_to_be_called(session, by.watchdog_id):
        return
    closed = stop(session, numbers, by=by, at=at)
    audit.record(session, Event.CALLS_STOPPED, by=by, at=at, detail={"callbacks_closed": closed})


def allow_calls(session: Session, telephone: str, *, by: Viewer, at: datetime) -> None:
    """Note that whoever owns `telephone` said we may ring after all.

    Raises FeedbackError where there is no number, or nobody asked us not to ring it.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    numbers = _numbers(telephone)
    stopped = [row for row in _asked(session, by.watchdog_id) if row.telephone in numbers]
    if not stopped:
        raise FeedbackError(NOT_ASKED)
    for row in stopped:
        row.ended_at, row.ended_by = at, by.actor
        session.add(row)
    audit.record(session, Event.CALLS_ALLOWED, by=by, at=at)


def stop(session: Session, numbers: Collection[str], *, by: Viewer, at: datetime) -> int:
    """Ring none of `numbers` again: for acts that have asked who it is. Returns how many callbacks it closed.

    Whoever was to be told something, and left no other way than such a number, is not told any more.
    """
    for number in set(numbers) - not_to_be_called(session, by.watchdog_id):
        session.add(DoNotCall(watchdog_id=by.watchdog_id, telephone=number, asked_at=at, noted_by=by.actor))
    open_ = select(Callback).where(Callback.watchdog_id == by.watchdog_id, col(Callback.closed_at).is_(None))
    closed = [row for row in session.exec(open_).all() if rings_one_of(numbers, row.telephone)]
    for row in closed:
        row.closed_at, row.outcome = at, CallbackOutcome.ASKED_NOT_TO_CALL
        session.add(row)
    untold = select(ToTell, Contact).where(
        ToTell.watchdog_id == by.watchdog_id,
        col(ToTell.told_at).is_(None),
        Contact.watchdog_id == ToTell.watchdog_id,
        Contact.feedback_id == ToTell.feedback_id,
    )
    for to_tell, contact in session.exec(untold).all():
        if not contact.email and rings_one_of(numbers, contact.telephone):
            session.delete(to_tell)
    session.flush()
    return len(closed)


def _asked(session: Session, watchdog_id: str) -> list[DoNotCall]:
    asked = select(DoNotCall).where(DoNotCall.watchdog_id == watchdog_id, col(DoNotCall.ended_at).is_(None))
    return list(session.exec(asked).all())


def _numbers(telephone: str) -> tuple[str, ...]:
    if not (numbers := numbers_in(telephone)):
        raise FeedbackError(NO_NUMBER)
    return numbers
