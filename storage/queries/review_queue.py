"""Which approved comments wait for a person to check their tags, and in which order?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.people import Permission, Viewer, require
from models.setting import ThresholdKind
from models.tag import SentimentTag, TagDecision, Tagging, is_read_twice
from models.vocabulary import TagKind
from storage.queries.current_tags import counts, machine_themes
from storage.queries.read_twice import read_twice
from storage.queries.tags_in_use import versions_in_use
from storage.queries.thresholds import thresholds

MANY_WORDS = 50
MANY_THEMES = 5
PEOPLE = "person:%"
"""Whoever has an account here; what came with an import was decided elsewhere."""

OF_THEMES = (col(TagDecision.kind) == TagKind.THEME, ~col(TagDecision.is_blind))
"""What decides on a comment's themes."""


class Turn(StrEnum):
    """Why somebody reads a comment: nobody has, as a second reader, or because two readers differ."""

    SETTLE = "settle"
    SECOND = "second"
    FIRST = "first"


@dataclass(frozen=True)
class Wanted:
    """Which comments somebody wants to read. Complex is over 50 words, or over 5 themes."""

    theme: str | None = None
    language: str | None = None
    only_complex: bool = False
    oldest_first: bool = False


class Waiting(NamedTuple):
    """One comment, and why it waits."""

    feedback_id: UUID
    turn: Turn


class ReviewQueue(NamedTuple):
    """What comes next, at most as many as were asked for, and how many wait in all."""

    next: tuple[Waiting, ...]
    waiting: dict[Turn, int]


def review_queue(session: Session, viewer: Viewer, wanted: Wanted = Wanted(), most: int = 100) -> ReviewQueue:
    """What waits for this viewer: what two readers differ on, second readings, then the first ones.

    First readings come in the order in which a person helps most: complex ones, then those of whose
    sentiment the machine was least sure, then the oldest; or simply the oldest first.
    """
    require(viewer, Permission.REVIEW_TAGS)
    approved = _approved(session, viewer, wanted)
    to_settle = session.execute(
        approved.where(
            col(ApprovedWords.feedback_id).in_(
                [one.feedback_id for one in read_twice(session, viewer) if one.is_to_settle]
            )
        ).order_by(col(ApprovedWords.feedback_id))
    )
    settle = [Waiting(feedback_id, Turn.SETTLE) for (feedback_id,) in to_settle]
    percent = thresholds(session, viewer)[ThresholdKind.READ_TWICE_PERCENT]
    by_others = session.execute(
        approved.where(
            _has(viewer, *OF_THEMES, col(TagDecision.decided_by).like(PEOPLE)),
            ~_has(viewer, col(TagDecision.is_blind).is_(True)),
            ~_has(viewer, col(TagDecision.decided_by) == viewer.actor),
        ).order_by(col(ApprovedWords.feedback_id))
    )
    second = [Waiting(one, Turn.SECOND) for (one,) in by_others if is_read_twice(one, percent)]
    unread = approved.where(~_has(viewer, *OF_THEMES))
    many = session.execute(select(func.count()).select_from(unread.subquery())).scalar_one()
    order = _hardest_first(session, viewer) if not wanted.oldest_first else []
    rest = unread.order_by(*order, col(ApprovedWords.approved_at), col(ApprovedWords.feedback_id)).limit(most)
    first = [Waiting(feedback_id, Turn.FIRST) for (feedback_id,) in session.execute(rest)]
    return ReviewQueue(
        next=tuple([*settle, *second, *first][:most]),
        waiting={Turn.SETTLE: len(settle), Turn.SECOND: len(second), Turn.FIRST: many},
    )


def languages_approved(session: Session, viewer: Viewer) -> list[str]:
    """The languages in which anything is approved."""
    require(viewer, Permission.REVIEW_TAGS)
    said_in = (
        select(col(Feedback.language))
        .join(ApprovedWords, _of_feedback())
        .where(col(ApprovedWords.watchdog_id) == viewer.watchdog_id)
    )
    return list(session.execute(said_in.distinct().order_by(col(Feedback.language))).scalars())


def _approved(session: Session, viewer: Viewer, wanted: Wanted) -> Select[UUID]:
    found = select(col(ApprovedWords.feedback_id)).where(
        col(ApprovedWords.watchdog_id) == viewer.watchdog_id, col(ApprovedWords.words) != ""
    )
    if wanted.theme:
        themes = machine_themes(viewer, versions_in_use(session, viewer)).subquery()
        found = found.where(
            col(ApprovedWords.feedback_id).in_(
                select(themes.c.feedback_id).where(themes.c.theme == wanted.theme)
            )
        )
    if wanted.language:
        found = found.join(Feedback, _of_feedback()).where(col(Feedback.language) == wanted.language)
    return found.where(_is_complex(session, viewer)) if wanted.only_complex else found


def _is_complex(session: Session, viewer: Viewer) -> ColumnElement[bool]:
    themes = machine_themes(viewer, versions_in_use(session, viewer)).subquery()
    many = select(themes.c.feedback_id).group_by(themes.c.feedback_id).having(func.count() > MANY_THEMES)
    words = func.trim(func.replace(col(ApprovedWords.words), "\n", " "))
    spaces = func.length(words) - func.length(func.replace(words, " ", ""))
    return or_(spaces >= MANY_WORDS, col(ApprovedWords.feedback_id).in_(many))


def _hardest_first(session: Session, viewer: Viewer) -> list[ColumnElement[object]]:
    confidence = (
        select(col(SentimentTag.confidence))
        .join(
            Tagging,
            and_(
                col(Tagging.watchdog_id) == SentimentTag.watchdog_id,
                col(Tagging.id) == SentimentTag.tagging_id,
            ),
        )
        .where(
            col(SentimentTag.watchdog_id) == ApprovedWords.watchdog_id,
            col(SentimentTag.feedback_id) == ApprovedWords.feedback_id,
            counts(versions_in_use(session, viewer)),
        )
        .scalar_subquery()
    )
    return [_is_complex(session, viewer).desc(), func.coalesce(confidence, 0.0)]


def _of_feedback() -> ColumnElement[bool]:
    return and_(
        col(ApprovedWords.watchdog_id) == Feedback.watchdog_id, col(ApprovedWords.feedback_id) == Feedback.id
    )


def _has(viewer: Viewer, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a decision about what `approved_words` are of."""
    decided = select(col(TagDecision.feedback_id)).where(
        col(TagDecision.watchdog_id) == viewer.watchdog_id, *which
    )
    return col(ApprovedWords.feedback_id).in_(decided)
