"""Approved comments, and short ways to say what somebody found in them."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from actions.moderate import approve
from actions.review_tags import review
from models.people import Viewer, resident
from models.setting import Threshold, ThresholdKind
from models.tag import TagDecision
from models.vocabulary import Sentiment, TagKind
from storage.engine import Store
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

SAID = "I had to chase the hospital for days. The ward was kind."


def approved(store: Store, moderator: Viewer, words: str = SAID, **more: Any) -> UUID:
    """A comment that a moderator has approved as it stands."""
    with store.writing() as session:
        said = some_feedback(session, resident(WATCHDOG), words, **more).feedback_id
        approve(session, said, after=0, by=moderator, at=NOW)
    return said


def checked(store: Store, feedback_id: UUID, by: Viewer, *themes: str, **more: Any) -> None:
    """Somebody signs what they found in it."""
    given = {"sentiment": Sentiment.NEGATIVE, "joins": None, "after": 0, "at": NOW} | more
    with store.writing() as session:
        review(session, feedback_id, themes=themes, by=by, **given)


def two_read_every_comment(store: Store, percent: int = 100) -> None:
    with store.writing() as session:
        kept = session.exec(
            select(Threshold).where(
                Threshold.watchdog_id == WATCHDOG, Threshold.kind == ThresholdKind.READ_TWICE_PERCENT
            )
        ).one()
        kept.value = percent
        session.add(kept)


def said_of(session: Session, feedback_id: UUID) -> list[tuple[int, bool, str]]:
    """Every theme that people gave it: the round, whether it was a blind reading, the theme."""
    rows = session.exec(
        select(TagDecision).where(TagDecision.feedback_id == feedback_id, TagDecision.kind == TagKind.THEME)
    )
    return sorted((row.round, row.is_blind, row.value) for row in rows)
