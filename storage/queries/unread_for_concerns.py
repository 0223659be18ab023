"""What have people told us that one release's rules have not read for concerns yet?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlmodel import Session, col

from models.escalation import ConcernReading
from models.feedback import Correction, Feedback
from models.people import Permission, Viewer, require
from models.vocabulary import Outcome
from storage.queries.newest_decision import newest_decision
from storage.queries.scope import is_withdrawn


class Unread(NamedTuple):
    """The texts of one piece of feedback that these rules have not read, opened in memory.

    `old` were read by the rules of another release, `new` by none. `texts` is how many texts there are: what
    they told us first is one, and each time that they added something another. `read` is how many of them
    these rules have read.
    """

    feedback_id: UUID
    read: int
    texts: int
    old: tuple[str, ...]
    new: tuple[str, ...]


def unread_for_concerns(
    session: Session, viewer: Viewer, version: str, *, most: int, after: UUID | None = None
) -> list[UUID]:
    """The ids, oldest first, of feedback with texts unread; `after` is the last one of the batch before.

    What was withdrawn is sealed, so no machine reads it either.
    """
    require(viewer, Permission.TAG)
    texts = (
        select(1 + func.count(col(Correction.id)))
        .where(
            col(Correction.watchdog_id) == Feedback.watchdog_id, col(Correction.feedback_id) == Feedback.id
        )
        .scalar_subquery()
    )
    read = exists(
        select(col(ConcernReading.id)).where(
            col(ConcernReading.watchdog_id) == Feedback.watchdog_id,
            col(ConcernReading.feedback_id) == Feedback.id,
            col(ConcernReading.version) == version,
            col(ConcernReading.texts) == texts,
        )
    )
    query = select(col(Feedback.id)).where(
        col(Feedback.watchdog_id) == viewer.watchdog_id, ~read, ~is_withdrawn()
    )
    if after is not None:
        query = query.where(col(Feedback.id) > after)
    return list(session.execute(query.order_by(col(Feedback.id)).limit(most)).scalars())


def unread_texts(session: Session, watchdog_id: str, feedback_id: UUID, version: str) -> Unread | None:
    """The texts of one that are unread; None where all are read, or it was withdrawn, or isn't here.

    For acts: nobody is asked who they are. Raises WrongKey for words that no key of ours opens.
    """
    feedback = session.get(Feedback, (watchdog_id, feedback_id))
    newest = newest_decision(session, watchdog_id, feedback_id)
    if feedback is None or (newest is not None and newest.outcome is Outcome.WITHDRAWN):
        return None
    added = session.execute(
        select(col(Correction.words))
        .where(col(Correction.watchdog_id) == watchdog_id, col(Correction.feedback_id) == feedback_id)
        .order_by(col(Correction.number))
    ).scalars()
    texts = ["\n\n".join(filter(None, (feedback.words, feedback.should_happen))), *added]
    read, read_by_any = _read_so_far(session, watchdog_id, feedback_id, version)
    if read >= len(texts):
        return None
    return Unread(feedback_id, read, len(texts), tuple(texts[read:read_by_any]), tuple(texts[read_by_any:]))


def _read_so_far(session: Session, watchdog_id: str, feedback_id: UUID, version: str) -> tuple[int, int]:
    """How many texts these rules have read, and how many any rules have."""
    rows = session.execute(
        select(col(ConcernReading.version), col(ConcernReading.texts)).where(
            col(ConcernReading.watchdog_id) == watchdog_id, col(ConcernReading.feedback_id) == feedback_id
        )
    ).all()
    by_us = max((texts for read_with, texts in rows if read_with == version), default=0)
    return by_us, max((texts for _, texts in rows), default=0)
