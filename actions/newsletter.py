"""Asking for the newsletter, saying so once more from one's own mailbox, and stopping it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, delete, select

from actions.newsletter_links import LASTS, digest_of_address, seal
from content.words import said_of, words
from models.errors import FeedbackError, Problems
from models.events import Event
from models.newsletter import LONGEST_ADDRESS, NewsletterSubscription
from models.outbox import MailKind, OutboxMessage
from models.people import Permission, Viewer, require
from models.words import canonical
from storage import audit
from storage.keys import fingerprint

BETWEEN = timedelta(minutes=10)
"""From one letter to an address to the next."""
MOST_A_DAY = 5
"""Letters to one address."""
MOST_AN_HOUR = 200
"""Letters to all addresses together: nobody makes us flood other people's mailboxes."""


class LinkOver(FeedbackError):
    """A link opens nothing, or nothing any more."""


def ask(session: Session, address: str, language: str, *, by: Viewer, at: datetime) -> None:
    """Note that the newsletter is wanted at an address, and write a letter there with the link that confirms.

    What it does looks the same whether the address was known or not. Raises Problems for what is no address,
    and FeedbackError where too many letters were written in an hour.
    """
    require(by, Permission.SUBMIT)
    address = canonical(address).strip()
    if not _is_address(address):
        raise Problems({"address": said_of("email_unclear", language=language)})
    audit.lock(session, by.watchdog_id)
    if _written_since(session, by.watchdog_id, at - timedelta(hours=1)) >= MOST_AN_HOUR:
        raise FeedbackError(words("newsletter.too_many", language=language))
    asked = _asked_with(session, by.watchdog_id, address)
    if asked is None:
        asked = NewsletterSubscription(
            watchdog_id=by.watchdog_id,
            address=address,
            address_digest=digest_of_address(address),
            token_digest="",
            asked_at=at,
        )
    lately, today = (
        _written_since(session, by.watchdog_id, at - past, to=asked) for past in (BETWEEN, timedelta(days=1))
    )
    if not lately and today < MOST_A_DAY:
        if asked.confirmed_at is None or asked.stopped_at is not None:
            asked.address, asked.language = address, language
            asked.asked_at, asked.confirmed_at, asked.stopped_at = at, None, None
            seal(asked)
        session.add(asked)
        session.add(
            OutboxMessage(
                watchdog_id=by.watchdog_id,
                kind=MailKind.NEWSLETTER_CONFIRM,
                to_address="",
                about_id=asked.id,
                written_at=at,
                next_try_at=at,
            )
        )
    audit.record(session, Event.NEWSLETTER_ASKED_FOR, by=by, at=at, subject=asked.id)


def confirm(session: Session, token: str, *, by: Viewer, at: datetime) -> None:
    """Let an address have the newsletter: its owner opened the letter. Once more changes nothing.

    Raises LinkOver for a link that opens nothing, or was not used within 14 days.
    """
    require(by, Permission.SUBMIT)
    audit.lock(session, by.watchdog_id)
    asked = _opened_by(session, by.watchdog_id, token)
    if not asked.is_open(at - LASTS):
        raise LinkOver(words("newsletter.gone"))
    if asked.confirmed_at is None:
        asked.confirmed_at = at
        session.add(asked)
        audit.record(session, Event.NEWSLETTER_CONFIRMED, by=by, at=at, subject=asked.id)


def stop(session: Session, token: str, *, by: Viewer, at: datetime) -> None:
    """Send no more, and erase the address; what is left knows it again, and can't be read. Once is enough.

    Raises LinkOver for a link that opens nothing.
    """
    require(by, Permission.SUBMIT)
    audit.lock(session, by.watchdog_id)
    asked = _opened_by(session, by.watchdog_id, token)
    if asked.stopped_at is None:
        asked.address, asked.stopped_at = "", at
        session.add(asked)
        forget_letters(session, asked)
        audit.record(session, Event.NEWSLETTER_STOPPED, by=by, at=at, subject=asked.id)


def forget_unconfirmed(session: Session, *, by: Viewer, at: datetime) -> int:
    """Forget who asked 14 days ago and has not confirmed; how many. A part of the day's work."""
    never = session.exec(
        select(NewsletterSubscription).where(
            NewsletterSubscription.watchdog_id == by.watchdog_id,
            col(NewsletterSubscription.confirmed_at).is_(None),
            col(NewsletterSubscription.stopped_at).is_(None),
            NewsletterSubscription.asked_at <= at - LASTS,
        )
    ).all()
    for asked in never:
        forget_letters(session, asked)
        session.delete(asked)
    return len(never)


def forget_letters(session: Session, asked: NewsletterSubscription) -> None:
    """Delete the letters to an address, sent or waiting."""
    session.exec(delete(OutboxMessage).where(*_letters(asked.watchdog_id, asked)))


def _is_address(address: str) -> bool:
    name, _, host = address.rpartition("@")
    has_both = bool(name) and "." in host and not host.startswith(".") and not host.endswith(".")
    is_one_line = address.isprintable() and not any(map(str.isspace, address))
    return has_both and is_one_line and len(address) <= LONGEST_ADDRESS


def _asked_with(session: Session, mine: str, address: str) -> NewsletterSubscription | None:
    return session.exec(
        select(NewsletterSubscription).where(
            NewsletterSubscription.watchdog_id == mine,
            NewsletterSubscription.address_digest == digest_of_address(address),
        )
    ).one_or_none()


def _opened_by(session: Session, mine: str, token: str) -> NewsletterSubscription:
    asked = session.exec(
        select(NewsletterSubscription).where(
            NewsletterSubscription.watchdog_id == mine,
            NewsletterSubscription.token_digest == fingerprint(token),
        )
    ).one_or_none()
    if asked is None:
        raise LinkOver(words("newsletter.gone"))
    return asked


def _written_since(
    session: Session, mine: str, since: datetime, *, to: NewsletterSubscription | None = None
) -> int:
    """How many letters were written after a moment, to one address or to all."""
    written = select(func.count(col(OutboxMessage.id))).where(
        *_letters(mine, to), col(OutboxMessage.written_at) > since
    )
    return session.exec(written).one()


def _letters(mine: str, to: NewsletterSubscription | None) -> tuple[ColumnElement[bool], ...]:
    every = (
        col(OutboxMessage.watchdog_id) == mine,
        col(OutboxMessage.kind) == MailKind.NEWSLETTER_CONFIRM,
    )
    return (*every, col(OutboxMessage.about_id) == to.id) if to else every
