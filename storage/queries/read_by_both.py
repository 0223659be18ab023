"""Where people decided on a comment's tags, what had the machine proposed?"""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.tag import Tagging
from models.vocabulary import Sentiment
from storage.queries.current_tags import (
    Rows,
    Versions,
    is_by,
    people_sentiments,
    people_themes,
    sentiments_of,
    themes_of,
)
from storage.queries.scope import is_withdrawn


class ReadByBoth(NamedTuple):
    """What people decided beside what the machine proposed; the person's comes first in each pair."""

    sentiments: list[tuple[Sentiment, Sentiment]]
    themes: list[tuple[frozenset[str], frozenset[str]]]


def read_by_both(session: Session, viewer: Viewer, versions: Versions) -> ReadByBoth:
    """Pair up every comment that people decided on and this version of the machine has read.

    What was withdrawn since is left out.
    """
    require(viewer, Permission.READ_FIGURES)
    tagged = set(
        session.exec(
            select(Tagging.feedback_id)
            .join(
                Feedback,
                and_(
                    col(Feedback.watchdog_id) == Tagging.watchdog_id, col(Feedback.id) == Tagging.feedback_id
                ),
            )
            .where(col(Tagging.watchdog_id) == viewer.watchdog_id, is_by(versions), ~is_withdrawn())
        )
    )
    decided, read = (
        _values(session, people_sentiments(viewer)),
        _values(session, sentiments_of(viewer, is_by(versions))),
    )
    sentiments = [
        (Sentiment(one), Sentiment(other))
        for comment in decided.keys() & read.keys() & tagged
        for one, other in zip(decided[comment], read[comment], strict=True)
    ]
    given, found = (
        _values(session, people_themes(viewer)),
        _values(session, themes_of(viewer, is_by(versions))),
    )
    themes = [(given[comment] - {""}, found.get(comment, frozenset())) for comment in given.keys() & tagged]
    return ReadByBoth(sentiments, themes)


def _values(session: Session, rows: Rows) -> dict[UUID, frozenset[str]]:
    """Return what was said of each comment."""
    values: dict[UUID, set[str]] = defaultdict(set)
    for comment, value, _ in session.execute(rows):
        values[comment].add(value)
    return {comment: frozenset(said) for comment, said in values.items()}
