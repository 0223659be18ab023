"""What did people decide about the approved words of this watchdog, to teach and to judge a model by?"""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.people import Permission, Viewer, require
from models.vocabulary import Sentiment
from storage.queries.current_tags import Rows, people_sentiments, people_themes


class Reviewed(NamedTuple):
    """One comment as others may read it, and what a person said of it; None for what nobody decided."""

    words: str
    themes: frozenset[str] | None
    sentiment: Sentiment | None


def reviewed_words(session: Session, viewer: Viewer, language: str) -> list[Reviewed]:
    """Every approved comment in a language ("en" takes in "en-GB") that a person has decided on."""
    require(viewer, Permission.TAG)
    themes, felt = _values(session, people_themes(viewer)), _values(session, people_sentiments(viewer))
    approved = session.exec(
        select(ApprovedWords.feedback_id, ApprovedWords.words, Feedback.language)
        .join(
            Feedback,
            (col(Feedback.watchdog_id) == ApprovedWords.watchdog_id)
            & (col(Feedback.id) == ApprovedWords.feedback_id),
        )
        .where(ApprovedWords.watchdog_id == viewer.watchdog_id)
        .order_by(col(ApprovedWords.feedback_id))
    )
    return [
        Reviewed(
            words,
            frozenset(themes[comment] - {""}) if comment in themes else None,
            Sentiment(next(iter(felt[comment]))) if comment in felt else None,
        )
        for comment, words, written_in in approved
        if words and written_in.lower().split("-")[0] == language and (comment in themes or comment in felt)
    ]


def _values(session: Session, rows: Rows) -> dict[UUID, set[str]]:
    values: dict[UUID, set[str]] = defaultdict(set)
    for comment, value, _ in session.execute(rows):
        values[comment].add(value)
    return values
