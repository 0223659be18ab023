"""Has somebody with this number told us something lately? When and about what, and never the words."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.entry import SAME_STORY_WITHIN
from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, Journey
from storage.queries.scope import is_withdrawn
from storage.queries.services_of import services_of

MOST_OFFERED = 3


class Earlier(NamedTuple):
    """What was told before. `services` are the names of what stands for them now."""

    id: UUID
    received_at: datetime
    channel: Channel
    journey: Journey
    services: tuple[str, ...]


def told_lately(
    session: Session, viewer: Viewer, caller_digest: str, *, at: datetime, but: UUID | None = None
) -> list[Earlier]:
    """What was told from the number of this digest within SAME_STORY_WITHIN, the newest first, three at most.

    `but` is what is being put right: it is no earlier story. An empty digest is nobody's. Raises NotAllowed
    for whoever may not write for others.
    """
    require(viewer, Permission.WRITE_FOR_OTHERS)
    if not caller_digest:
        return []
    rows = session.exec(
        select(Feedback.id, Feedback.received_at, Feedback.channel, Feedback.journey)
        .where(
            Feedback.watchdog_id == viewer.watchdog_id,
            Feedback.caller_digest == caller_digest,
            col(Feedback.received_at) >= at - SAME_STORY_WITHIN,
            col(Feedback.received_at) <= at,
            *([col(Feedback.id) != but] if but else []),
            ~is_withdrawn(),
        )
        .order_by(col(Feedback.received_at).desc())
        .limit(MOST_OFFERED)
    ).all()
    return [
        Earlier(found, received_at, Channel(channel), Journey(journey), _services(session, viewer, found))
        for found, received_at, channel, journey in rows
    ]


def _services(session: Session, viewer: Viewer, feedback_id: UUID) -> tuple[str, ...]:
    return tuple(dict.fromkeys(now for _, now in services_of(session, viewer.watchdog_id, feedback_id)))
