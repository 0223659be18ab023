"""Which mail waits, which was sent, and which was not, and why?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select
from sqlmodel import Session, col

from models.errors import WrongKey
from models.escalation import Escalation
from models.outbox import MailKind, OutboxMessage
from models.people import Permission, Viewer, require
from models.staff import OneTimeLink

SENT_SINCE = timedelta(days=30)


class MailState(StrEnum):
    """What has become of a message. `over` was not sent, since what it is about is over."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    SENT = "sent"
    OVER = "over"


OPEN = frozenset({MailState.WAITING, MailState.IN_HAND, MailState.FAILED, MailState.GIVEN_UP})


@dataclass(frozen=True)
class Message:
    """A message without its link; `has_link` says whether there is one to pass on.

    `name` and `address` are None where no key of ours opens them.
    """

    id: UUID
    kind: MailKind
    state: MailState
    name: str | None
    address: str | None
    written_at: datetime
    expires_at: datetime | None
    tries: int
    next_try_at: datetime | None
    sent_at: datetime | None
    fault: str
    has_link: bool = True


def outbox(session: Session, viewer: Viewer, *, at: datetime) -> list[Message]:
    """Newest first, the viewer's watchdog's mail; what was sent, for the last 30 days."""
    require(viewer, Permission.MANAGE_PEOPLE)
    rows = session.execute(
        select(
            col(OutboxMessage.id),
            col(OutboxMessage.kind),
            col(OutboxMessage.written_at),
            col(OutboxMessage.tries),
            col(OutboxMessage.next_try_at),
            col(OutboxMessage.sent_at),
            col(OutboxMessage.fault),
            col(OneTimeLink.expires_at),
            col(OneTimeLink.used_at),
            col(OutboxMessage.link_id),
            col(Escalation.decided_at),
        )
        .outerjoin(
            OneTimeLink,
            and_(
                col(OneTimeLink.watchdog_id) == OutboxMessage.watchdog_id,
                col(OneTimeLink.id) == OutboxMessage.link_id,
            ),
        )
        .outerjoin(
            Escalation,
            and_(
                col(Escalation.watchdog_id) == OutboxMessage.watchdog_id,
                col(Escalation.id) == OutboxMessage.about_id,
            ),
        )
        .where(
            col(OutboxMessage.watchdog_id) == viewer.watchdog_id,
            or_(col(OutboxMessage.sent_at).is_(None), col(OutboxMessage.sent_at) >= at - SENT_SINCE),
        )
        .order_by(col(OutboxMessage.written_at).desc(), col(OutboxMessage.id).desc())
    ).all()
    opened = _opened(session, viewer, [row.id for row in rows])
    return [
        Message(
            id=row.id,
            kind=row.kind,
            state=_state(row, at=at),
            name=opened[row.id][0],
            address=opened[row.id][1],
            written_at=row.written_at,
            expires_at=row.expires_at,
            tries=row.tries,
            next_try_at=row.next_try_at,
            sent_at=row.sent_at,
            fault=row.fault,
            has_link=row.link_id is not None,
        )
        for row in rows
    ]


def _state(row: Row[Any], *, at: datetime) -> MailState:
    if row.sent_at is not None:
        return MailState.SENT
    if row.expires_at is not None and (row.used_at is not None or row.expires_at <= at):
        return MailState.OVER
    if row.decided_at is not None:
        return MailState.OVER
    if row.next_try_at is None:
        return MailState.GIVEN_UP
    if row.fault:
        return MailState.FAILED
    return MailState.IN_HAND if row.tries else MailState.WAITING


def _opened(session: Session, viewer: Viewer, ids: list[UUID]) -> dict[UUID, tuple[str | None, str | None]]:
    """Name and address by id: all at once, or one by one when one of them cannot be opened."""
    query = select(col(OutboxMessage.id), col(OutboxMessage.to_name), col(OutboxMessage.to_address)).where(
        col(OutboxMessage.watchdog_id) == viewer.watchdog_id, col(OutboxMessage.id).in_(ids)
    )
    try:
        return {message_id: (name, address) for message_id, name, address in session.execute(query)}
    except WrongKey:
        if len(ids) == 1:
            return {ids[0]: (None, None)}
    return {known: said for one in ids for known, said in _opened(session, viewer, [one]).items()}
