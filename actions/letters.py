"""What does a message that waits say just now? Nothing any more, once what it is about is over."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, select

from actions.newsletter_links import LASTS, confirm_link, stop_link
from content.mail import Written, written, written_to_author, written_to_reader
from models.escalation import Escalation
from models.feedback import Contact, Feedback
from models.moderation import ToTell
from models.newsletter import NewsletterSubscription
from models.outbox import MailKind, OutboxMessage
from models.staff import OneTimeLink
from models.vocabulary import Outcome
from models.watchdog import HERE, Watchdog
from settings import settings
from storage.queries.newest_decision import newest_decision

CONCERNS = frozenset({MailKind.CONCERN_WAITS, MailKind.CONCERN_OVERDUE})
CONCERNS_PAGE = "/escalations"


class _Gaps(NamedTuple):
    """What fills the gaps of a letter: the path of a page of ours, and moments by what they are called."""

    path: str
    moments: dict[str, datetime]


def letter_of(session: Session, message: OutboxMessage, *, at: datetime) -> Written | None:
    """The letter that a message is; None where there is nothing to say any more."""
    if message.kind is MailKind.WORDS_CHANGED:
        return _to_author(session, message)
    if message.kind is MailKind.NEWSLETTER_CONFIRM:
        return _to_reader(session, message, at=at)
    gaps = _of_concern(session, message) if message.kind in CONCERNS else _of_link(session, message, at=at)
    if gaps is None:
        return None
    watchdog = session.get_one(Watchdog, message.watchdog_id)
    return written(
        message.kind,
        name=message.to_name,
        watchdog=watchdog.name,
        telephone=watchdog.telephone,
        link=f"{settings().address.rstrip('/')}{gaps.path}",
        **{called: moment.astimezone(HERE) for called, moment in gaps.moments.items()},
    )


def open_link(session: Session, message: OutboxMessage, *, at: datetime) -> OneTimeLink | None:
    """The one-time link that a message holds, while it opens something."""
    link = session.get(OneTimeLink, (message.watchdog_id, message.link_id)) if message.link_id else None
    if link is None or link.used_at is not None or link.expires_at <= at or not message.link:
        return None
    return link


def address_of(session: Session, message: OutboxMessage) -> str:
    """Where a message goes. That of somebody who told us is in `Contact`: "" once that is gone.

    That of whoever asked for the newsletter is with what they asked.
    """
    if message.kind is MailKind.NEWSLETTER_CONFIRM:
        asked = session.get(NewsletterSubscription, (message.watchdog_id, message.about_id))
        return asked.address if asked else ""
    if message.kind is not MailKind.WORDS_CHANGED:
        return message.to_address
    told = _told(session, message)
    contact = session.exec(
        select(Contact).where(
            Contact.watchdog_id == message.watchdog_id, Contact.feedback_id == (told.id if told else None)
        )
    ).first()
    return contact.email if contact else ""


def _to_author(session: Session, message: OutboxMessage) -> Written | None:
    """Nothing once they took it back, or left us no way to reach them any more."""
    told = _told(session, message)
    to_tell = session.get(ToTell, (message.watchdog_id, message.about_id))
    if told is None or to_tell is None or not address_of(session, message):
        return None
    newest = newest_decision(session, message.watchdog_id, told.id)
    if newest is None or newest.outcome is Outcome.WITHDRAWN:
        return None
    watchdog = session.get_one(Watchdog, message.watchdog_id)
    return written_to_author(
        watchdog=watchdog.name,
        telephone=watchdog.telephone,
        link=f"{settings().address.rstrip('/')}{message.link}",
        told_on=told.received_at.astimezone(HERE).date(),
        changes=to_tell.changes,
    )


def _to_reader(session: Session, message: OutboxMessage, *, at: datetime) -> Written | None:
    """Nothing once they stopped it, or let it lie for too long."""
    asked = session.get(NewsletterSubscription, (message.watchdog_id, message.about_id))
    if asked is None or not asked.is_open(at - LASTS):
        return None
    return written_to_reader(
        watchdog=session.get_one(Watchdog, message.watchdog_id).name,
        confirm=confirm_link(asked),
        stop=stop_link(asked),
        until=(asked.asked_at + LASTS).astimezone(HERE),
        is_confirmed=asked.confirmed_at is not None,
        language=asked.language,
    )


def _told(session: Session, message: OutboxMessage) -> Feedback | None:
    to_tell = session.get(ToTell, (message.watchdog_id, message.about_id))
    return session.get(Feedback, (message.watchdog_id, to_tell.feedback_id)) if to_tell else None


def _of_link(session: Session, message: OutboxMessage, *, at: datetime) -> _Gaps | None:
    link = open_link(session, message, at=at)
    return _Gaps(message.link, {"until": link.expires_at}) if link else None


def _of_concern(session: Session, message: OutboxMessage) -> _Gaps | None:
    """When it was raised and is due: not which feedback it is about, nor what kind of concern."""
    concern = session.get(Escalation, (message.watchdog_id, message.about_id))
    if concern is None or concern.decided_at is not None:
        return None
    return _Gaps(CONCERNS_PAGE, {"since": concern.raised_at, "due": concern.due_at})
