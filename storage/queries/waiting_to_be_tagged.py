"""Which feedback has one version of the machine not read yet?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.people import Viewer
from models.tag import Tagging
from models.vocabulary import TaggingOutcome

MOST_TRIES = 3


class Waiting(NamedTuple):
    """One comment to be read, opened in memory; `tagging_id` is an attempt that failed."""

    feedback_id: UUID
    words: str
    language: str
    tagging_id: UUID | None
    tries: int


def waiting_to_be_tagged(
    session: Session,
    viewer: Viewer,
    taxonomy_version: str,
    model_version: str,
    *,
    most: int,
) -> list[Waiting]:
    """Oldest first, feedback that these versions have not read, or failed on fewer than three times."""
    query = (
        select(Feedback, Tagging)
        .outerjoin(
            Tagging,
            and_(
                col(Tagging.watchdog_id) == Feedback.watchdog_id,
                col(Tagging.feedback_id) == Feedback.id,
                col(Tagging.taxonomy_version) == taxonomy_version,
                col(Tagging.model_version) == model_version,
            ),
        )
        .where(
            Feedback.watchdog_id == viewer.watchdog_id,
            or_(
                col(Tagging.id).is_(None),
                and_(col(Tagging.outcome) == TaggingOutcome.FAILED, col(Tagging.tries) < MOST_TRIES),
            ),
        )
        .order_by(col(Feedback.id))
        .limit(most)
    )
    return [
        Waiting(
            feedback.id,
            feedback.words,
            feedback.language,
            failed.id if failed else None,
            failed.tries if failed else 0,
        )
        for feedback, failed in session.exec(query).all()
    ]
