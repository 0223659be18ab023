"""Letters that were sent and what came back, made short for tests."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, func, select

from actions.responses import enter_response
from models.organisation import Organisation
from models.people import Viewer
from models.provider_response import CameBy, ChangeState, ProviderResponse, ResponseDraft, Stance
from models.recommendation import Recommendation, RecommendationKind, RecommendationStep, StepKind
from models.vocabulary import Sector
from storage.engine import Store
from tests.conftest import NOW, TODAY, WATCHDOG

SENT = date(2026, 11, 2)
TRUST = "Testford Trust"
ANSWER = ResponseDraft(
    words="Thank you for your letter. Sister Jo Baxter now rings everybody within two days.",
    dated_on=SENT + timedelta(days=7),
    received_on=SENT + timedelta(days=9),
    came_by=CameBy.LETTER,
    stance=Stance.ACCEPTED,
    change=ChangeState.PLANNED,
    change_what="Everybody is rung within two days",
    change_by=date(2027, 1, 31),
)


def a_body(session: Session, name: str = TRUST, **changes: Any) -> UUID:
    body = Organisation(watchdog_id=WATCHDOG, name=name, sector=Sector.HOSPITAL, **changes)
    session.add(body)
    session.flush()
    return body.id


def a_recommendation(
    session: Session, organisation_id: UUID, *, sent: date | None = SENT, **changes: Any
) -> UUID:
    """A recommendation to a body, sent on a day or still a draft."""
    numbers = select(func.count()).select_from(Recommendation)
    row = Recommendation(
        **{
            "watchdog_id": WATCHDOG,
            "number": session.exec(numbers).one() + 1,
            "kind": RecommendationKind.RECOMMENDATION,
            "asks": "Ring everybody within two days of going home",
            "finding": "Many people were not told whom to ring.",
            "organisation_id": organisation_id,
            "body": session.get_one(Organisation, (WATCHDOG, organisation_id)).name,
            "added_by": "job:init",
            "added_at": NOW,
            **changes,
        }
    )
    session.add(row)
    session.flush()
    if sent:
        signed = {"signed_by": "job:init", "signed_at": NOW}
        step = RecommendationStep(
            watchdog_id=WATCHDOG, recommendation_id=row.id, number=1, kind=StepKind.SENT, on=sent, **signed
        )
        session.add(step)
        session.flush()
    return row.id


def an_answer_row(**changes: Any) -> ProviderResponse:
    """An answer as it is stored, for what is about something else."""
    said = asdict(ANSWER) | {"stance": None, "body": TRUST, "entered_by": "job:init", "entered_at": NOW}
    return ProviderResponse(**(said | {"watchdog_id": WATCHDOG} | changes))


def answered(store: Store, by: Viewer, **changes: Any) -> UUID:
    """An answer that is entered: to a recommendation, unless `feedback_id` is among the changes."""
    if "feedback_id" in changes:
        changes = {"dated_on": TODAY, "received_on": TODAY} | changes
    with store.writing() as session:
        return enter_response(session, replace(ANSWER, **changes), by=by, at=NOW)
