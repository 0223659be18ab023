"""Send the mail that waits: each message once, tried again for four and a half hours, then given up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select, update

from actions.letters import address_of, letter_of, open_link
from actions.tell_author import note_mail
from models.errors import FeedbackError, StoreUnavailable
from models.events import Event
from models.outbox import MailKind, OutboxMessage
from models.people import Permission, Viewer, require
from models.watchdog import Watchdog
from storage import audit
from storage.engine import Store
from storage.mailer import Letter, Mailer, MailFault

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 5, 10, 15, 20, 30, 45, 60, 80))
"""From each try to the next. None is shorter than the slowest sending of one message."""
MOST_TRIES = len(WAITS) + 1
TOO_OLD = "LinkTooOld"
LONGEST_FAULT = 120

NOT_HERE = "There is no such message here"
LINK_OVER = "This link has been used, or is too old. Send a new one from the page “People”."
OVER = "What this message is about is over, so there is nothing to tell any more."
SENT = "This message has been sent. If it didn't arrive, send a new link from the page “People”."
ON_ITS_WAY = "This message is waiting to be sent already. Look again in a few minutes."


class MailReport(NamedTuple):
    """How one batch went: what `failed` is tried again, what is `given_up` is not."""

    sent: int
    failed: int
    given_up: int


class _Claimed(NamedTuple):
    """A message that nobody else sends until its next try is due."""

    id: UUID
    kind: MailKind
    tries: int


def send_waiting(store: Store, mailer: Mailer, *, by: Viewer, at: datetime, most: int = 20) -> MailReport:
    """Send up to `most` messages that are due, the longest due first, over one connection.

    Each is claimed before it is sent and marked after, so that no two processes send it at once; a
    process that ends in between leaves it to be sent again, under the same Message-ID. Where the mail
    server itself can't be used, the rest are left for the next batch.
    """
    require(by, Permission.SEND_MAIL)
    began = monotonic()
    became: list[Event | None] = []
    with mailer.batch() as send:
        for _ in range(most):
            moment = at + timedelta(seconds=monotonic() - began)
            claimed = _claim(store, by=by, at=moment)
            if claimed is None:
                break
            fault = _try(store, send, claimed, by=by, at=moment)
            became.append(_settle(store, claimed, fault, by=by, at=moment))
            if fault is not None and fault.is_everyones:
                break
    sent, given_up = became.count(Event.MAIL_SENT), became.count(Event.MAIL_GIVEN_UP)
    return MailReport(sent, len(became) - sent - given_up, given_up)


def try_again(session: Session, message_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Let a message that failed or was given up be sent at once, with all its tries before it.

    Raises FeedbackError when it was sent, is on its way, or what it is about is over.
    """
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    message = _not_sent(session, message_id, by=by)
    if letter_of(session, message, at=at) is None:
        raise FeedbackError(OVER if message.link_id is None else LINK_OVER)
    if not message.fault:
        raise FeedbackError(ON_ITS_WAY)
    message.tries, message.next_try_at, message.fault = 0, at, ""
    session.add(message)
    detail: dict[str, str | int] = {"kind": message.kind.value}
    audit.record(session, Event.MAIL_TRIED_AGAIN, by=by, at=at, subject=message.id, detail=detail)


def show_link(session: Session, message_id: UUID, *, by: Viewer, at: datetime) -> str:
    """The path of the link in a message that was not sent, to be passed on by hand.

    Whoever is shown it could use it, so that is on record. Raises FeedbackError when it was used, is
    too old, or was sent.
    """
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    message = _not_sent(session, message_id, by=by)
    link = open_link(session, message, at=at)
    if link is None:
        raise FeedbackError(LINK_OVER)
    detail: dict[str, str | int] = {"purpose": link.purpose.value}
    audit.record(session, Event.LINK_SHOWN, by=by, at=at, subject=link.staff_id, detail=detail)
    return message.link


def _not_sent(session: Session, message_id: UUID, *, by: Viewer) -> OutboxMessage:
    message = session.get(OutboxMessage, (by.watchdog_id, message_id))
    if message is None:
        raise FeedbackError(NOT_HERE)
    if message.sent_at is not None:
        raise FeedbackError(SENT)
    return message


def _claim(store: Store, *, by: Viewer, at: datetime) -> _Claimed | None:
    """Take the message that has been due longest: its try is counted before it is made."""
    with store.writing() as session:
        due = session.exec(
            select(OutboxMessage.id, OutboxMessage.kind, OutboxMessage.tries)
            .where(OutboxMessage.watchdog_id == by.watchdog_id, col(OutboxMessage.next_try_at) <= at)
            .order_by(col(OutboxMessage.next_try_at), col(OutboxMessage.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if due is None:
            return None
        message_id, kind, tries = due
        again = at + WAITS[min(tries, len(WAITS) - 1)]
        session.exec(
            update(OutboxMessage)
            .where(col(OutboxMessage.watchdog_id) == by.watchdog_id, col(OutboxMessage.id) == message_id)
            .values(tries=tries + 1, next_try_at=again, fault="")
        )
        return _Claimed(message_id, MailKind(kind), tries + 1)


def _try(
    store: Store, send: Callable[[Letter], None], claimed: _Claimed, *, by: Viewer, at: datetime
) -> MailFault | None:
    """Send one message, outside any transaction. Returns what went wrong."""
    try:
        send(_letter(store, claimed.id, by=by, at=at))
    except MailFault as fault:
        return fault
    except StoreUnavailable:
        raise
    except Exception as fault:  # one message that can't be written must not stop the others
        return MailFault(type(fault).__name__)
    return None


def _letter(store: Store, message_id: UUID, *, by: Viewer, at: datetime) -> Letter:
    """A message as it is sent. Raises MailFault when what it is about is over."""
    with store.reading() as session:
        message = session.get_one(OutboxMessage, (by.watchdog_id, message_id))
        letter = letter_of(session, message, at=at)
        sender = session.get_one(Watchdog, by.watchdog_id).name
        to = address_of(session, message)
    if letter is None:
        raise MailFault(TOO_OLD, is_final=True)
    return Letter(str(message.id), to, sender, letter.subject, letter.body, message.written_at, letter.stop)


def _settle(
    store: Store, claimed: _Claimed, fault: MailFault | None, *, by: Viewer, at: datetime
) -> Event | None:
    """Mark what became of a message. Returns the act that is on record, None where it waits again."""
    mine = update(OutboxMessage).where(
        col(OutboxMessage.watchdog_id) == by.watchdog_id, col(OutboxMessage.id) == claimed.id
    )
    still_claimed = mine.where(
        col(OutboxMessage.tries) == claimed.tries, col(OutboxMessage.next_try_at).is_not(None)
    )
    event = None
    if fault is None:
        event = Event.MAIL_SENT
        marked = mine.where(col(OutboxMessage.sent_at).is_(None))
        marked = marked.values(sent_at=at, next_try_at=None, link="", fault="")
    elif fault.is_final or claimed.tries >= MOST_TRIES:
        event = Event.MAIL_GIVEN_UP
        marked = still_claimed.values(fault=fault.kind[:LONGEST_FAULT], next_try_at=None)
    else:
        marked = still_claimed.values(fault=fault.kind[:LONGEST_FAULT])
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        if session.exec(marked).rowcount and event is not None:
            detail: dict[str, str | int] = {"kind": claimed.kind.value, "tries": claimed.tries}
            audit.record(session, event, by=by, at=at, subject=claimed.id, detail=detail)
            if fault is None or fault.kind != TOO_OLD:
                note_mail(session, by.watchdog_id, claimed.id, is_sent=fault is None, at=at)
    return event
