"""How much stands behind the figures: people, what was read by machine, what a person checked?"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.tag import TagDecision
from storage.queries.current_tags import Versions, machine_sentiments, people_sentiments, was_read, was_tried
from storage.queries.scope import Scope, awaits, counted, held

SIDES = {"very_negative": -1, "negative": -1, "neutral": 0, "positive": 1, "very_positive": 1}


class Coverage(NamedTuple):
    """`agreement` is the share of comments, of those that both read, put on the same side.

    `held` are not among `people`: they count once somebody has looked at them.
    """

    people: int
    tagged: int
    failed: int
    waiting: int
    checked: int
    awaiting_moderation: int
    held: int
    read_by_both: int
    agreement: float | None


def coverage(session: Session, viewer: Viewer, scope: Scope, versions: Versions) -> Coverage:
    """Count what the figures of this scope rest on."""
    require(viewer, Permission.READ_FIGURES)
    checked = exists(
        select(col(TagDecision.id)).where(
            col(TagDecision.watchdog_id) == Feedback.watchdog_id,
            col(TagDecision.feedback_id) == Feedback.id,
            ~col(TagDecision.is_blind),
        )
    )
    people, tried, tagged, unread, seen, undecided = session.execute(
        select(
            func.count(),
            _how_many(was_tried()),
            _how_many(was_read()),
            _how_many(and_(~was_tried(), col(Feedback.words_gone_at).is_(None))),
            _how_many(checked),
            _how_many(awaits()),
        )
        .select_from(Feedback)
        .where(*counted(viewer, scope, versions))
    ).one()
    held_back = session.execute(
        select(func.count()).select_from(Feedback).where(*held(viewer, scope, versions))
    ).scalar_one()
    both, agreed = _agreement(session, viewer, scope, versions)
    return Coverage(
        people,
        tagged,
        tried - tagged,
        unread,
        seen,
        undecided,
        held_back,
        both,
        agreed / both if both else None,
    )


def _agreement(session: Session, viewer: Viewer, scope: Scope, versions: Versions) -> tuple[int, int]:
    machine = machine_sentiments(viewer, versions).subquery("machine")
    people = people_sentiments(viewer).subquery("people")
    pairs = session.execute(
        select(machine.c.sentiment, people.c.sentiment, func.count())
        .select_from(Feedback)
        .join(machine, machine.c.feedback_id == Feedback.id)
        .join(people, people.c.feedback_id == Feedback.id)
        .where(*counted(viewer, scope, versions))
        .group_by(machine.c.sentiment, people.c.sentiment)
    ).all()
    both = sum(count for _, _, count in pairs)
    return both, sum(count for ours, theirs, count in pairs if SIDES[ours] == SIDES[theirs])


def _how_many(claim: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((claim, 1), else_=0)), 0)
