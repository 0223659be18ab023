"""What did bodies answer: to recommendations, and to what one person told us?"""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy import select as columns
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse, ResponseSeen
from models.vocabulary import Outcome
from storage.queries.names_of_actors import names_of_actors
from storage.queries.newest_decision import newest_unless_taken_back
from storage.queries.scope import has_open_concern, is_withdrawn, verdict_is

SEALED = (defer(ProviderResponse.words), defer(ProviderResponse.from_whom))  # type: ignore[arg-type]


def responses_to_recommendations(
    session: Session, mine: str, *, people: Mapping[str, str], with_words: bool
) -> dict[UUID, tuple[ResponseSeen, ...]]:
    """Every answer by the recommendation that it is to, newest first; taken back ones are there too.

    `people` are the names of actors. Without `with_words` nothing is opened of what came.
    """
    rows = newest_first(mine, with_words=with_words).where(
        col(ProviderResponse.recommendation_id).is_not(None)
    )
    found: defaultdict[UUID, list[ResponseSeen]] = defaultdict(list)
    for row in session.exec(rows):
        if row.recommendation_id is not None:
            found[row.recommendation_id].append(_seen(row, people, with_words=with_words))
    return {one: tuple(answers) for one, answers in found.items()}


def actors_of_responses(session: Session, mine: str) -> set[str]:
    """Who entered, checked, published or took back an answer to a recommendation."""
    signed = (
        ProviderResponse.entered_by,
        ProviderResponse.checked_by,
        ProviderResponse.published_by,
        ProviderResponse.ended_by,
    )
    answers = (
        ProviderResponse.watchdog_id == mine,
        col(ProviderResponse.recommendation_id).is_not(None),
    )
    return {actor for row in session.exec(select(*signed).where(*answers)) for actor in row if actor}


def responses_to_feedback(session: Session, viewer: Viewer, feedback_id: UUID) -> tuple[ResponseSeen, ...]:
    """The answers to one piece of feedback, newest first, and those taken back.

    What came is for whoever reads feedback or checks answers; others see what was checked. Raises TakenBack.
    """
    require(viewer, Permission.READ_APPROVED)
    mine = viewer.watchdog_id
    newest_unless_taken_back(session, mine, feedback_id)
    with_words = viewer.may(Permission.READ_FEEDBACK) or viewer.may(Permission.PUBLISH)
    answers = newest_first(mine, with_words=with_words).where(ProviderResponse.feedback_id == feedback_id)
    rows = session.exec(answers).all()
    if not rows:
        return ()
    actors = {actor for row in rows for actor in _actors(row)}
    people = names_of_actors(session, viewer, actors)
    its = Feedback.watchdog_id == mine, Feedback.id == feedback_id
    reference = session.exec(select(Feedback.reference).where(*its)).one()
    return tuple(_seen(row, people, with_words=with_words, reference=reference) for row in rows)


def public_responses_to(session: Session, mine: str, feedback_id: UUID) -> tuple[ResponseSeen, ...]:
    """The answers to one piece of feedback that anybody may read now, newest first.

    No names of staff, and nothing of what came but what was checked.
    """
    its = col(ProviderResponse.feedback_id) == feedback_id
    return in_public(session, mine, its, answers_what_may_be_read())


def in_public(
    session: Session, mine: str, *conditions: ColumnElement[bool], most: int | None = None
) -> tuple[ResponseSeen, ...]:
    """The published answers that meet the conditions, newest first, as anybody may read them."""
    answers = newest_first(mine, with_words=False).where(is_published(), *conditions).limit(most)
    return tuple(_seen(row, {}, with_words=False) for row in session.exec(answers))


def is_published() -> ColumnElement[bool]:
    """Whether an answer was published and not taken back."""
    return and_(col(ProviderResponse.published_at).is_not(None), col(ProviderResponse.ended_at).is_(None))


def answers_what_may_be_read() -> ColumnElement[bool]:
    """Whether an answer is to feedback that a person approved, and nothing about it is open.

    It was not taken back, is not on hold or withheld, and no concern about somebody's safety is open.
    """
    its = columns(col(Feedback.id)).where(
        col(Feedback.watchdog_id) == ProviderResponse.watchdog_id,
        col(Feedback.id) == ProviderResponse.feedback_id,
        verdict_is(Outcome.APPROVED, Outcome.PUBLISHABLE),
        ~is_withdrawn(),
        ~has_open_concern(),
    )
    return exists(its.correlate(ProviderResponse))


def newest_first(mine: str, *, with_words: bool) -> SelectOfScalar[ProviderResponse]:
    """The answers of a watchdog, newest first; without `with_words` nothing is opened of what came."""
    rows = select(ProviderResponse).where(ProviderResponse.watchdog_id == mine)
    if not with_words:
        rows = rows.options(*SEALED)
    return rows.order_by(
        col(ProviderResponse.received_on).desc(),
        col(ProviderResponse.entered_at).desc(),
        col(ProviderResponse.id).desc(),
    )


def _actors(row: ProviderResponse) -> tuple[str, ...]:
    return row.entered_by, row.checked_by, row.published_by, row.ended_by


def _seen(
    row: ProviderResponse, people: Mapping[str, str], *, with_words: bool, reference: str = ""
) -> ResponseSeen:
    return ResponseSeen(
        id=row.id,
        recommendation_id=row.recommendation_id,
        feedback_id=row.feedback_id,
        body=row.body,
        dated_on=row.dated_on,
        received_on=row.received_on,
        came_by=row.came_by,
        stance=row.stance,
        reason=row.reason,
        change=row.change,
        change_what=row.change_what,
        change_by=row.change_by,
        words=row.words if with_words else "",
        from_whom=row.from_whom if with_words else "",
        shown=row.shown,
        feedback_reference=reference,
        entered_by=people.get(row.entered_by, ""),
        entered_at=row.entered_at,
        checked_by=people.get(row.checked_by, ""),
        checked_at=row.checked_at,
        published_by=people.get(row.published_by, ""),
        published_at=row.published_at,
        ended_by=people.get(row.ended_by, ""),
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )
