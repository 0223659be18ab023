"""What has been erased or stopped here, ever? For the terminal, which looks after every watchdog of a store.

A store that an older release made has no schemes and no newsletter yet: then there are none.
"""

from uuid import UUID

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from models.audit import AuditEvent
from models.base import WatchdogTable
from models.events import Event
from models.newsletter import NewsletterSubscription
from models.scheme import SchemeSharing

Named = tuple[str, UUID]
"""The watchdog and the id."""


def erased(session: Session) -> set[Named]:
    """Records of feedback, by the trail that outlives them."""
    return _told(session, Event.FEEDBACK_ERASED)


def contacts_erased(session: Session) -> set[Named]:
    """Files of what the partners of schemes counted."""
    if not _has(session, SchemeSharing):
        return set()
    gone = select(SchemeSharing.watchdog_id, SchemeSharing.id).where(
        col(SchemeSharing.erased_at).is_not(None)
    )
    return set(session.exec(gone).all())


def newsletter_stopped(session: Session) -> set[Named]:
    """Who stopped the newsletter and has not said twice since that they want it again.

    By the trail: whoever asked anew and never confirmed it is forgotten.
    """
    if not _has(session, NewsletterSubscription):
        return set()
    wanted = select(NewsletterSubscription.watchdog_id, NewsletterSubscription.id).where(
        col(NewsletterSubscription.confirmed_at).is_not(None),
        col(NewsletterSubscription.stopped_at).is_(None),
    )
    return _told(session, Event.NEWSLETTER_STOPPED) - set(session.exec(wanted).all())


def _told(session: Session, event: Event) -> set[Named]:
    rows = select(AuditEvent.watchdog_id, AuditEvent.subject).where(AuditEvent.event == event)
    return {(watchdog_id, UUID(subject)) for watchdog_id, subject in session.exec(rows).all()}


def _has(session: Session, table: type[WatchdogTable]) -> bool:
    return inspect(session.connection()).has_table(str(table.__tablename__))
