"""What does somebody see who checks the tags of one approved comment?"""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.tag import JoinSeen, SentimentTag, TagDecision, Tagging, ThemeTag
from models.vocabulary import Sentiment
from storage.queries.approved_words import Approved, approved_words
from storage.queries.current_tags import counts
from storage.queries.how_it_was_entered import themes_heard
from storage.queries.joins_of import chosen_joins, reviewed_joins
from storage.queries.read_twice import Answer, answer
from storage.queries.tags_in_use import versions_in_use


class ThemeProposed(NamedTuple):
    """A theme that the machine proposes; `spans` count characters of the words as they were told us."""

    theme: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ToReview:
    """One approved comment, what the machine proposes, and what people decided so far.

    `rounds` is the number of the last decision. `second` is what a second reader said who hadn't seen it.
    `joins` are those a person confirmed, else those chosen in the form. `heard` are themes that somebody
    confirmed while they typed for the person: they count in nothing until somebody decides here.
    """

    feedback_id: UUID
    language: str
    approved: Approved
    proposed: tuple[ThemeProposed, ...]
    sentiment: Sentiment | None
    rounds: int
    decided: Answer | None
    second: Answer | None
    joins: tuple[JoinSeen, ...]
    are_joins_checked: bool
    heard: tuple[str, ...]


def to_review(session: Session, viewer: Viewer, feedback_id: UUID) -> ToReview | None:
    """One comment of this watchdog's; None unless it is approved."""
    require(viewer, Permission.REVIEW_TAGS)
    approved = approved_words(session, viewer, feedback_id)
    if approved is None:
        return None
    mine = (viewer.watchdog_id, feedback_id)
    language = session.exec(
        select(Feedback.language).where(Feedback.watchdog_id == mine[0], Feedback.id == mine[1])
    ).one()
    proposed, sentiment = _read_by_machine(session, viewer, feedback_id)
    decisions = session.exec(
        select(TagDecision).where(TagDecision.watchdog_id == mine[0], TagDecision.feedback_id == mine[1])
    ).all()
    newest = max((one.round for one in decisions if not one.is_blind), default=0)
    counting = [one for one in decisions if not one.is_blind and one.round == newest]
    second = [one for one in decisions if one.is_blind]
    reviewed = reviewed_joins(session, *mine)
    return ToReview(
        feedback_id=feedback_id,
        language=language,
        approved=approved,
        proposed=proposed,
        sentiment=sentiment,
        rounds=newest,
        decided=answer(counting) if counting else None,
        second=answer(second) if second else None,
        joins=chosen_joins(session, *mine) if reviewed is None else reviewed,
        are_joins_checked=reviewed is not None,
        heard=themes_heard(session, *mine),
    )


def _read_by_machine(
    session: Session, viewer: Viewer, feedback_id: UUID
) -> tuple[tuple[ThemeProposed, ...], Sentiment | None]:
    reading = select(Tagging.id).where(
        Tagging.watchdog_id == viewer.watchdog_id,
        Tagging.feedback_id == feedback_id,
        counts(versions_in_use(session, viewer)),
    )
    themes = session.exec(
        select(ThemeTag)
        .where(ThemeTag.watchdog_id == viewer.watchdog_id, col(ThemeTag.tagging_id).in_(reading))
        .order_by(col(ThemeTag.theme))
    )
    felt = session.exec(
        select(SentimentTag.sentiment).where(
            SentimentTag.watchdog_id == viewer.watchdog_id, col(SentimentTag.tagging_id).in_(reading)
        )
    ).first()
    return tuple(
        ThemeProposed(found.theme, tuple((start, end) for start, end in found.spans)) for found in themes
    ), Sentiment(felt) if felt else None
