"""Write a message to the outbox, in the transaction of the act that it is about."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.outbox import MailKind, OutboxMessage
from models.staff import StaffMember


def write_mail(
    session: Session,
    kind: MailKind,
    to: StaffMember,
    *,
    link: str = "",
    link_id: UUID | None = None,
    about_id: UUID | None = None,
    at: datetime,
) -> OutboxMessage:
    """Put a message where `actions.send_mail` finds it. `link` is a path of this site.

    `about_id` is what a message without a one-time link is about.
    """
    message = OutboxMessage(
        watchdog_id=to.watchdog_id,
        kind=kind,
        to_name=to.name,
        to_address=to.email,
        link=link,
        link_id=link_id,
        about_id=about_id,
        written_at=at,
        next_try_at=at,
    )
    session.add(message)
    session.flush()
    return message
