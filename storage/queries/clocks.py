"""Which recommendations wait for their answer on a day, and until when is each due?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.organisation import Organisation
from models.provider_response import ProviderResponse
from models.recommendation import Recommendation, RecommendationStep, StepKind
from storage.queries.stands_for import stands_for


class Clock(NamedTuple):
    """A recommendation that was sent and that nobody has answered.

    `body` is the one that it went to as the directory calls it today, or what that was merged into. `due_on`
    is the later day where the body said that it has to ask others.
    """

    recommendation_id: UUID
    number: int
    body: str
    asks: str
    due_on: date


def clocks(session: Session, mine: str, on: date) -> tuple[Clock, ...]:
    """Those that run on a day, by when they are due; what was ended since runs on no day any more."""
    body = aliased(Organisation)
    asked = session.exec(
        select(Recommendation.id, Recommendation.number, body.name, Recommendation.asks)
        .join(
            Organisation,
            and_(
                col(Organisation.watchdog_id) == mine,
                col(Organisation.id) == Recommendation.organisation_id,
            ),
        )
        .join(body, and_(col(body.watchdog_id) == mine, col(body.id) == stands_for(Organisation)))
        .where(
            Recommendation.watchdog_id == mine,
            col(Recommendation.ended_at).is_(None),
            ~exists().where(
                col(ProviderResponse.watchdog_id) == mine,
                col(ProviderResponse.recommendation_id) == Recommendation.id,
                col(ProviderResponse.ended_at).is_(None),
                col(ProviderResponse.received_on) <= on,
            ),
        )
    ).all()
    due = _due(session, mine, on)
    found = [Clock(*one, due[one[0]]) for one in asked if one[0] in due]
    return tuple(sorted(found, key=lambda clock: (clock.due_on, clock.number)))


def _due(session: Session, mine: str, on: date) -> dict[UUID, date]:
    """Until when an answer is due to each that was sent by then."""
    steps = session.exec(
        select(RecommendationStep)
        .where(
            RecommendationStep.watchdog_id == mine,
            RecommendationStep.on <= on,
            col(RecommendationStep.kind).in_((StepKind.SENT, StepKind.TAKES_LONGER)),
            col(RecommendationStep.ended_at).is_(None),
        )
        .order_by(col(RecommendationStep.number))
    ).all()
    longer = {step.recommendation_id for step in steps if step.kind is StepKind.TAKES_LONGER}
    return {
        step.recommendation_id: due_on
        for step in steps
        if step.kind is StepKind.SENT
        if (due_on := step.longer_due_on if step.recommendation_id in longer else step.due_on)
    }
