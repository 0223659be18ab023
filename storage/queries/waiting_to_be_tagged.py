"""Which feedback has one version of the machine not read yet?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models.errors import WrongKey
from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.tag import Tagging
from models.vocabulary import TaggingOutcome
from storage.queries.current_tags import Versions
from storage.queries.scope import EVERYTHING, Scope, is_withdrawn, within

MOST_TRIES = 3


class Waiting(NamedTuple):
    """One comment to be read, opened in memory; `tagging_id` is an attempt that failed.

    `words` is None where no key of ours opens it: that one waits, and the others go on.
    """

    feedback_id: UUID
    words: str | None
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
    scope: Scope = EVERYTHING,
) -> list[Waiting]:
    """Oldest first, feedback that these versions have not read, or failed on fewer than three times.

    What was withdrawn is sealed, so no machine reads it either; nor is there anything to read once the words
    have been forgotten.
    """
    require(viewer, Permission.TAG)
    query = (
        select(Feedback.id, Tagging)
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
            *within(viewer, scope, Versions(taxonomy_version, model_version)),
            ~is_withdrawn(),
            col(Feedback.words_gone_at).is_(None),
            or_(
                col(Tagging.id).is_(None),
                and_(col(Tagging.outcome) == TaggingOutcome.FAILED, col(Tagging.tries) < MOST_TRIES),
            ),
        )
        .order_by(col(Feedback.id))
        .limit(most)
    )
    found = session.exec(query).all()
    opened = _opened(session, viewer, [feedback_id for feedback_id, _ in found])
    return [
        Waiting(
            feedback_id,
            *opened[feedback_id],
            failed.id if failed else None,
            failed.tries if failed else 0,
        )
        for feedback_id, failed in found
    ]


def _opened(session: Session, viewer: Viewer, ids: list[UUID]) -> dict[UUID, tuple[str | None, str]]:
    """Words and language by id: all at once, or one by one when one of them cannot be opened."""
    try:
        query = select(Feedback).where(Feedback.watchdog_id == viewer.watchdog_id, col(Feedback.id).in_(ids))
        return {feedback.id: (feedback.words, feedback.language) for feedback in session.exec(query)}
    except WrongKey:
        if len(ids) == 1:
            return {ids[0]: (None, "")}
    return {feedback_id: said for one in ids for feedback_id, said in _opened(session, viewer, [one]).items()}
