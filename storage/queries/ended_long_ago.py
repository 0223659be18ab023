"""Which sign-ins, one-time links and messages has nobody had a use for since long ago?"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.outbox import OutboxMessage
from models.staff import OneTimeLink, SignIn

KEEP_ENDED = timedelta(days=30)
"""How long they are kept after they ended."""


def sign_ins_to_forget(watchdog_id: str, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of sign-ins that ended long enough ago."""
    return select(SignIn.id).where(SignIn.watchdog_id == watchdog_id, SignIn.expires_at < at - KEEP_ENDED)


def links_to_forget(watchdog_id: str, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of one-time links that were used, or ran out, long enough ago."""
    over = func.coalesce(OneTimeLink.used_at, OneTimeLink.expires_at)
    return select(OneTimeLink.id).where(OneTimeLink.watchdog_id == watchdog_id, over < at - KEEP_ENDED)


def mail_to_forget(watchdog_id: str, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of messages that went, or were given up, long enough ago; one with a link goes with it."""
    over = func.coalesce(OutboxMessage.sent_at, OutboxMessage.written_at)
    return select(OutboxMessage.id).where(
        OutboxMessage.watchdog_id == watchdog_id,
        col(OutboxMessage.link_id).is_(None),
        col(OutboxMessage.next_try_at).is_(None),
        over < at - KEEP_ENDED,
    )
