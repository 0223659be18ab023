"""What have bodies answered in public about one service, or one organisation?"""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import Session, col

from models.feedback import FeedbackService
from models.organisation import Organisation
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse, ResponseSeen
from models.recommendation import Recommendation
from models.scope import Scope
from storage.queries.responses import answers_what_may_be_read, in_public, is_published
from storage.queries.stands_for import counting_as, stands_for

MOST_SHOWN = 3


class Published(NamedTuple):
    """How many answers anybody may read, and the newest of them."""

    how_many: int
    newest: tuple[ResponseSeen, ...]


def responses_published(session: Session, viewer: Viewer, scope: Scope) -> Published:
    """Of a service: answers to what people told us about it. Of an organisation: its own answers to anything.

    What was merged counts as what stands for it.
    """
    require(viewer, Permission.READ_FIGURES)
    conditions = [
        _is_about(viewer, scope),
        or_(answers_what_may_be_read(), _answers_a_published_recommendation()),
    ]
    ours = col(ProviderResponse.watchdog_id) == viewer.watchdog_id
    counted = select(func.count(col(ProviderResponse.id))).where(ours, is_published(), *conditions)
    count = session.execute(counted).scalar_one()
    newest = in_public(session, viewer.watchdog_id, *conditions, most=MOST_SHOWN) if count else ()
    return Published(count, newest)


def answers_in_public(session: Session, mine: str) -> dict[int, frozenset[tuple[str, str, str]]]:
    """What answers to recommendations say that anybody may read now, by the recommendation's number.

    Each as it was checked, why it refuses, and what changes.
    """
    rows = session.execute(
        select(
            col(Recommendation.number),
            col(ProviderResponse.shown),
            col(ProviderResponse.reason),
            col(ProviderResponse.change_what),
        )
        .join(
            ProviderResponse,
            and_(
                col(ProviderResponse.watchdog_id) == Recommendation.watchdog_id,
                col(ProviderResponse.recommendation_id) == Recommendation.id,
            ),
        )
        .where(col(Recommendation.watchdog_id) == mine, is_published())
    ).all()
    found: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
    for number, *said in rows:
        shown, reason, change_what = said
        found[number].add((shown, reason, change_what))
    return {number: frozenset(texts) for number, texts in found.items()}


def _is_about(viewer: Viewer, scope: Scope) -> ColumnElement[bool]:
    if scope.service_id is not None:
        named = select(col(FeedbackService.feedback_id)).where(
            col(FeedbackService.watchdog_id) == viewer.watchdog_id,
            col(FeedbackService.service_id).in_(counting_as(viewer, scope.service_id)),
        )
        return col(ProviderResponse.feedback_id).in_(named)
    bodies = select(col(Organisation.id)).where(
        col(Organisation.watchdog_id) == viewer.watchdog_id,
        stands_for(Organisation) == scope.organisation_id,
    )
    return col(ProviderResponse.organisation_id).in_(bodies)


def _answers_a_published_recommendation() -> ColumnElement[bool]:
    """Not one that we no longer ask."""
    return exists(
        select(col(Recommendation.id)).where(
            col(Recommendation.watchdog_id) == ProviderResponse.watchdog_id,
            col(Recommendation.id) == ProviderResponse.recommendation_id,
            col(Recommendation.published_at).is_not(None),
            col(Recommendation.ended_at).is_(None),
        )
    )
