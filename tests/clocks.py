"""Recommendations that were sent, their steps and their answers, put into the store as they are kept."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from analysis.working_days import working_days_after
from models.organisation import Organisation
from models.provider_response import CameBy, ChangeState, ProviderResponse, Stance
from models.recommendation import Recommendation, RecommendationKind, RecommendationStep, StepKind
from models.vocabulary import Sector
from tests.conftest import NOW, TODAY, WATCHDOG

BODY = "Ward 9 Trust"


def a_clock(
    session: Session,
    number: int,
    sent: date | None,
    *,
    days: int = 20,
    longer_days: int = 30,
    mine: str = WATCHDOG,
    **said: Any,
) -> UUID:
    """A recommendation to one body, sent on a day or not yet."""
    body = session.exec(select(Organisation).where(Organisation.name == BODY)).first()
    if body is None:
        body = Organisation(watchdog_id=mine, name=BODY, sector=Sector.HOSPITAL)
        session.add(body)
        session.flush()
    row = Recommendation(
        watchdog_id=mine,
        number=number,
        kind=RecommendationKind.RECOMMENDATION,
        asks=f"Ring people back ({number})",
        finding="Nobody rang.",
        organisation_id=body.id,
        body=BODY,
        added_by="job:init",
        added_at=NOW,
        **said,
    )
    session.add(row)
    session.flush()
    if sent:
        due_on, longer_due_on = (working_days_after(sent, count) for count in (days, longer_days))
        a_step(
            session,
            row.id,
            StepKind.SENT,
            sent,
            mine=mine,
            days=days,
            longer_days=longer_days,
            due_on=due_on,
            longer_due_on=longer_due_on,
            signed_at=NOW + timedelta(seconds=number),
        )
    return row.id


def a_step(
    session: Session,
    recommendation_id: UUID,
    kind: StepKind,
    on: date,
    *,
    mine: str = WATCHDOG,
    **said: Any,
) -> None:
    """Something that happened to a recommendation."""
    number = len(
        session.exec(
            select(RecommendationStep).where(RecommendationStep.recommendation_id == recommendation_id)
        ).all()
    )
    signed = {"signed_by": "job:init", "signed_at": NOW} | said
    session.add(
        RecommendationStep(
            watchdog_id=mine,
            recommendation_id=recommendation_id,
            number=number + 1,
            kind=kind,
            on=on,
            **signed,
        )
    )
    session.flush()


def a_response(
    session: Session,
    recommendation_id: UUID | None,
    received_on: date = TODAY,
    *,
    mine: str = WATCHDOG,
    **said: Any,
) -> None:
    """An answer to a recommendation, or to one piece of feedback."""
    given = {"stance": Stance.ACCEPTED, "change": ChangeState.NONE} | said
    session.add(
        ProviderResponse(
            watchdog_id=mine,
            recommendation_id=recommendation_id,
            body=BODY,
            dated_on=received_on,
            received_on=received_on,
            came_by=CameBy.LETTER,
            words="We will.",
            entered_by="job:init",
            entered_at=NOW,
            **given,
        )
    )
    session.flush()
