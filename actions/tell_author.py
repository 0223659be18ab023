"""Tell somebody who left contact what was taken out of their words before others read them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from models.errors import FeedbackError
from models.events import Event
from models.feedback import Contact, Feedback
from models.moderation import ToTell
from models.outbox import MailKind, OutboxMessage
from models.people import Permission, Viewer, job, require
from models.vocabulary import RedactionKind
from settings import settings
from storage import audit
from storage.queries.not_to_be_called import is_not_to_be_called

ANSWER_AT = "/your_reference"
"""The page where they see what became of it, add to it or take it back."""


def note_changes(
    session: Session,
    feedback: Feedback,
    taken: Mapping[RedactionKind, int],
    *,
    decision: int,
    at: datetime,
) -> None:
    """Note that whoever told us is to be told what was taken out, as a part of the decision that did.

    With an email address and a mail server a letter goes at once; else it waits for somebody who rings.
    Nobody is told who left no contact or didn't agree to be reached, nor the same thing twice; nobody is
    rung who asked us not to.
    """
    changes = {kind.value: many for kind, many in sorted(taken.items())}
    newest = _newest(session, feedback)
    forget_untold(session, feedback.watchdog_id, feedback.id)
    if not changes or (newest is not None and newest.told_at is not None and newest.changes == changes):
        return
    contact = _contact(session, feedback.watchdog_id, feedback.id)
    if not feedback.consent_contact or contact is None or not _can_be_told(session, contact):
        return
    to_tell = ToTell(
        watchdog_id=feedback.watchdog_id,
        feedback_id=feedback.id,
        decision=decision,
        changes=changes,
        since=at,
    )
    session.add(to_tell)
    if contact.email and settings().smtp_host:
        to_tell.told_at, to_tell.told_by = at, job(feedback.watchdog_id, "mail").actor
        session.add(
            OutboxMessage(
                watchdog_id=feedback.watchdog_id,
                kind=MailKind.WORDS_CHANGED,
                to_address="",
                link=ANSWER_AT,
                about_id=to_tell.id,
                written_at=at,
                next_try_at=at,
            )
        )
    session.flush()


def forget_untold(session: Session, watchdog_id: str, feedback_id: UUID) -> None:
    """Nobody is told any more of what an earlier decision took out: another one counts."""
    session.exec(
        delete(ToTell).where(
            col(ToTell.watchdog_id) == watchdog_id,
            col(ToTell.feedback_id) == feedback_id,
            col(ToTell.told_at).is_(None),
        )
    )


def mark_told(session: Session, to_tell_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Note that somebody has been told in person. Once more changes nothing."""
    require(by, Permission.MODERATE)
    audit.lock(session, by.watchdog_id)
    to_tell = session.get(ToTell, (by.watchdog_id, to_tell_id))
    if to_tell is None:
        raise FeedbackError("There is nobody to tell any more: a newer decision counts.")
    if to_tell.told_at is not None:
        return
    to_tell.told_at, to_tell.told_by = at, by.actor
    session.add(to_tell)
    audit.record(session, Event.AUTHOR_TOLD, by=by, at=at, subject=to_tell.feedback_id)


def note_mail(session: Session, watchdog_id: str, message_id: UUID, *, is_sent: bool, at: datetime) -> None:
    """Somebody whose letter was given up is to be told by a person after all; nothing for other letters.

    Nobody rings whoever asked us not to: then whoever looks after the mail is all who can see to it.
    """
    message = session.get_one(OutboxMessage, (watchdog_id, message_id))
    to_tell = session.get(ToTell, (watchdog_id, message.about_id)) if message.about_id else None
    if to_tell is not None and (is_sent or not _asked_not_to_be_called(session, to_tell)):
        to_tell.told_at = (to_tell.told_at or at) if is_sent else None
        session.add(to_tell)


def _can_be_told(session: Session, contact: Contact) -> bool:
    """Whether a letter reaches them, or somebody may ring."""
    number = contact.telephone
    return bool(contact.email or number and not is_not_to_be_called(session, contact.watchdog_id, number))


def _asked_not_to_be_called(session: Session, to_tell: ToTell) -> bool:
    contact = _contact(session, to_tell.watchdog_id, to_tell.feedback_id)
    return contact is not None and is_not_to_be_called(session, contact.watchdog_id, contact.telephone)


def _contact(session: Session, watchdog_id: str, feedback_id: UUID) -> Contact | None:
    return session.exec(
        select(Contact).where(Contact.watchdog_id == watchdog_id, Contact.feedback_id == feedback_id)
    ).first()


def _newest(session: Session, feedback: Feedback) -> ToTell | None:
    return session.exec(
        select(ToTell)
        .where(ToTell.watchdog_id == feedback.watchdog_id, ToTell.feedback_id == feedback.id)
        .order_by(col(ToTell.decision).desc())
        .limit(1)
    ).first()
