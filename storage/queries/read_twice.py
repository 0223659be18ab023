"""Which comments have two people read, neither seeing the other's answer, and what did each say?"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.people import Viewer
from models.tag import TagDecision
from models.vocabulary import Sentiment, TagKind
from storage.queries.scope import is_withdrawn


class Answer(NamedTuple):
    """What one person said of one comment; no sentiment where they were not asked for it."""

    themes: frozenset[str]
    sentiment: Sentiment | None


class ReadTwice(NamedTuple):
    """One comment that two people have read. `is_settled`: somebody has decided since."""

    feedback_id: UUID
    language: str
    first: Answer
    second: Answer
    is_settled: bool

    @property
    def is_to_settle(self) -> bool:
        return not self.is_settled and self.first != self.second


def read_twice(session: Session, viewer: Viewer) -> list[ReadTwice]:
    """Every such comment of the viewer's watchdog, less what was withdrawn; nobody's words or names."""
    blind = select(TagDecision.feedback_id).where(
        TagDecision.watchdog_id == viewer.watchdog_id, col(TagDecision.is_blind)
    )
    rows = session.exec(
        select(TagDecision, Feedback.language)
        .join(
            Feedback,
            and_(
                col(Feedback.watchdog_id) == TagDecision.watchdog_id,
                col(Feedback.id) == TagDecision.feedback_id,
            ),
        )
        .where(
            TagDecision.watchdog_id == viewer.watchdog_id,
            col(TagDecision.feedback_id).in_(blind),
            ~is_withdrawn(),
        )
        .order_by(col(TagDecision.feedback_id))
    ).all()
    of_comment: dict[tuple[UUID, str], list[TagDecision]] = defaultdict(list)
    for decision, language in rows:
        of_comment[decision.feedback_id, language].append(decision)
    return [_read_twice(*comment, decisions) for comment, decisions in of_comment.items()]


def answer(decisions: Sequence[TagDecision]) -> Answer:
    """What the rows of one act say."""
    felt = [one.value for one in decisions if one.kind is TagKind.SENTIMENT]
    themes = frozenset(one.value for one in decisions if one.kind is TagKind.THEME and one.value)
    return Answer(themes, Sentiment(felt[0]) if felt else None)


def _read_twice(feedback_id: UUID, language: str, decisions: list[TagDecision]) -> ReadTwice:
    second = [one for one in decisions if one.is_blind]
    read_again = second[0].round
    first = [one for one in decisions if not one.is_blind and one.round == read_again]
    is_settled = any(not one.is_blind and one.round > read_again for one in decisions)
    return ReadTwice(feedback_id, language, answer(first), answer(second), is_settled)
