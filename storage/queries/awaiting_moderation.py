"""Which feedback awaits a moderator, and in which order?"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.moderation import ModerationDecision
from models.people import Permission, Viewer, require
from models.vocabulary import Outcome, Sentiment
from storage.queries.current_tags import current_sentiments, current_themes
from storage.queries.scope import awaits, has_open_concern, has_verdict, is_held
from storage.queries.tags_in_use import versions_in_use

MANY_WORDS = 50
MANY_THEMES = 5
"""More than that many of either, and a comment takes its time."""

URGENCY = {
    Sentiment.VERY_NEGATIVE: 8,
    Sentiment.NEGATIVE: 6,
    Sentiment.NEUTRAL: 4,
    Sentiment.POSITIVE: 2,
    Sentiment.VERY_POSITIVE: 0,
}
"""How critical a comment looks to the machine, on twice the scale that a moderator has."""
UNREAD = 5


@dataclass(frozen=True)
class Waiting:
    """One that waits. `has_concern`: the lead decides first; `was_added_to`: somebody read it before."""

    feedback_id: UUID
    has_concern: bool
    was_added_to: bool
    is_complex: bool


class TakenBackOne(NamedTuple):
    """One that whoever told us took back: nobody opens it, and whoever used it elsewhere wants to know."""

    reference: str
    at: datetime


def awaiting_moderation(session: Session, viewer: Viewer) -> list[Waiting]:
    """What waits for a decision, the most critical first, then whoever has waited longest.

    With an open concern it comes before everything; what is held because it looks unlike a person's, last.
    How critical it is says the moderator who read it before, else how it reads to the machine.
    """
    require(viewer, Permission.READ_FEEDBACK)
    versions = versions_in_use(session, viewer)
    sentiments = current_sentiments(viewer, versions)
    themes = current_themes(viewer, versions)
    many = (
        select(themes.c.feedback_id)
        .group_by(themes.c.feedback_id)
        .having(func.count() > MANY_THEMES)
        .subquery()
    )
    guess = case({label.value: rank for label, rank in URGENCY.items()}, value=sentiments.c.sentiment)
    concern = has_open_concern()
    is_complex = func.coalesce(col(Feedback.word_count) > MANY_WORDS, False) | many.c.feedback_id.is_not(None)
    rows = session.execute(
        select(
            col(Feedback.id),
            concern.label("has_concern"),
            has_verdict().label("was_added_to"),
            is_complex.label("is_complex"),
        )
        .outerjoin(sentiments, sentiments.c.feedback_id == Feedback.id)
        .outerjoin(many, many.c.feedback_id == Feedback.id)
        .where(col(Feedback.watchdog_id) == viewer.watchdog_id, awaits())
        .order_by(
            concern.desc(),
            is_held(),
            func.coalesce(2 * _criticality(), guess, UNREAD).desc(),
            col(Feedback.received_at),
            col(Feedback.id),
        )
    )
    return [
        Waiting(row.id, bool(row.has_concern), bool(row.was_added_to), bool(row.is_complex)) for row in rows
    ]


def taken_back_since(session: Session, viewer: Viewer, since: datetime) -> list[TakenBackOne]:
    """What was taken back from then on, newest first."""
    require(viewer, Permission.READ_FEEDBACK)
    rows = session.execute(
        select(col(Feedback.reference), col(ModerationDecision.decided_at))
        .join(
            ModerationDecision,
            and_(
                col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
                col(ModerationDecision.feedback_id) == Feedback.id,
                col(ModerationDecision.outcome) == Outcome.WITHDRAWN,
            ),
        )
        .where(
            col(Feedback.watchdog_id) == viewer.watchdog_id,
            col(ModerationDecision.decided_at) >= since,
        )
        .order_by(col(ModerationDecision.decided_at).desc(), col(Feedback.reference))
    )
    return [TakenBackOne(reference, at) for reference, at in rows]


def _criticality() -> ColumnElement[int | None]:
    """The newest that a moderator gave a row of `feedback`."""
    return (
        select(col(ModerationDecision.criticality))
        .where(
            col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
            col(ModerationDecision.feedback_id) == Feedback.id,
            col(ModerationDecision.criticality).is_not(None),
        )
        .order_by(col(ModerationDecision.number).desc())
        .limit(1)
        .scalar_subquery()
    )
