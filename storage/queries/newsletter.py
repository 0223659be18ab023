"""How many have the newsletter, and what is held about one address?"""

from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.newsletter import NewsletterSubscription, SubscriptionHeld
from models.people import Permission, Viewer, require


class Readers(NamedTuple):
    """How many addresses get it, and how many were typed and not confirmed yet."""

    confirmed: int
    waiting: int


def readers(session: Session, viewer: Viewer) -> Readers:
    """Those of the viewer's watchdog; whoever stopped it is neither."""
    require(viewer, Permission.SEND_NEWSLETTER)
    confirmed = col(NewsletterSubscription.confirmed_at)
    counted = select(func.count(confirmed), func.count(col(NewsletterSubscription.id))).where(
        NewsletterSubscription.watchdog_id == viewer.watchdog_id,
        col(NewsletterSubscription.stopped_at).is_(None),
    )
    many, every = session.exec(counted).one()
    return Readers(many, every - many)


def subscription_held(session: Session, viewer: Viewer, subscription_id: UUID) -> SubscriptionHeld | None:
    """What is held about an address, without it; None where there is none, or it was stopped."""
    require(viewer, Permission.HANDLE_REQUESTS)
    row = session.get(NewsletterSubscription, (viewer.watchdog_id, subscription_id))
    if row is None or row.stopped_at is not None:
        return None
    return SubscriptionHeld(row.id, row.language, row.asked_at, row.confirmed_at)
