"""Which of the comments behind a figure may be read, and what do the newest of them say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, TextPart

A_PAGE = 10
AT_ONCE = 5_000
"""How many are asked for together: a database takes only so many values in one question."""


@dataclass(frozen=True)
class ReadBehind:
    """What others may read of one comment, by its parts; what is empty is left out."""

    feedback_id: UUID
    reference: str
    counted_on: date
    channel: Channel
    texts: dict[TextPart, str]


@dataclass(frozen=True)
class ApprovedBehind:
    """How many of the comments may be read, and one page of them."""

    total: int
    comments: tuple[ReadBehind, ...]


def approved_behind(
    session: Session, viewer: Viewer, feedback_ids: Sequence[UUID], *, page: int = 0
) -> ApprovedBehind:
    """One page of the approved words among these comments, in the order in which they are named.

    What was taken back, or erased, is approved no longer, whatever the figure still counts. Raises NotAllowed
    for whoever may not read approved words.
    """
    require(viewer, Permission.READ_APPROVED)
    approved = {
        one
        for start in range(0, len(feedback_ids), AT_ONCE)
        for one in session.exec(
            select(ApprovedWords.feedback_id).where(
                ApprovedWords.watchdog_id == viewer.watchdog_id,
                col(ApprovedWords.feedback_id).in_(feedback_ids[start : start + AT_ONCE]),
            )
        )
    }
    named = [one for one in feedback_ids if one in approved]
    return ApprovedBehind(len(named), _opened(session, viewer, named[page * A_PAGE : (page + 1) * A_PAGE]))


def _opened(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> tuple[ReadBehind, ...]:
    rows = session.exec(
        select(Feedback, ApprovedWords).where(
            Feedback.watchdog_id == viewer.watchdog_id,
            ApprovedWords.watchdog_id == viewer.watchdog_id,
            col(Feedback.id).in_(ids),
            ApprovedWords.feedback_id == Feedback.id,
        )
    ).all()
    opened = {
        feedback.id: ReadBehind(
            feedback.id,
            feedback.reference,
            feedback.counted_on,
            feedback.channel,
            {part: said for part in TextPart if (said := getattr(words, part.value))},
        )
        for feedback, words in rows
    }
    return tuple(opened[one] for one in ids if one in opened)
