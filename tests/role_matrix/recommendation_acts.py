"""The acts about recommendations: each on one of its own, that is there only while it is tried."""

from dataclasses import replace
from datetime import date

from actions.publish_recommendation import publish_recommendation
from actions.recommendation_steps import note_step, take_back_step
from actions.recommendations import add_recommendation, change_recommendation, end_recommendation
from actions.take_letter import take_letter
from models.organisation import Organisation
from models.recommendation import (
    Recheck,
    Recommendation,
    RecommendationDraft,
    RecommendationKind,
    RecommendationStep,
    StepDraft,
    StepKind,
)
from models.vocabulary import Sector
from reporting.letters import Letter
from storage.queries.recommendations import recommendations
from tests.answering import an_answer_row
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.role_matrix.acts import act, question

DRAFT = RecommendationDraft("Tell everybody whom to ring.", "Nobody knew whom to ring.")


def a_body(session, mine=WATCHDOG):
    body = Organisation(watchdog_id=mine, name="Asked Trust", sector=Sector.HOSPITAL)
    session.add(body)
    session.flush()
    return body


def a_recommendation(session, mine=WATCHDOG):
    body = a_body(session, mine)
    one = Recommendation(
        watchdog_id=mine,
        number=901,
        kind=RecommendationKind.RECOMMENDATION,
        asks=DRAFT.asks,
        finding=DRAFT.finding,
        organisation_id=body.id,
        body=body.name,
        added_by="job:init",
        added_at=NOW,
    )
    session.add(one)
    session.flush()
    return one.id


def sent(session, recommendation_id, mine=WATCHDOG):
    step = RecommendationStep(
        watchdog_id=mine,
        recommendation_id=recommendation_id,
        number=1,
        kind=StepKind.SENT,
        on=TODAY,
        days=20,
        longer_days=30,
        due_on=date(2026, 12, 18),
        longer_due_on=date(2027, 1, 6),
        signed_by="job:init",
        signed_at=NOW,
    )
    session.add(step)
    session.flush()
    return step.id


@act(add_recommendation)
def _(world, viewer):
    with world.writing() as session:
        draft = replace(DRAFT, organisation_id=a_body(session).id)
        return add_recommendation(session, draft, by=viewer, at=NOW)


@act(change_recommendation)
def _(world, viewer):
    with world.writing() as session:
        one = a_recommendation(session)
        body = session.get_one(Recommendation, (WATCHDOG, one)).organisation_id
        draft = replace(DRAFT, organisation_id=body, asks="Ring everybody.")
        change_recommendation(session, one, draft, after=0, by=viewer, at=NOW)


@act(end_recommendation)
def _(world, viewer):
    with world.writing() as session:
        end_recommendation(session, a_recommendation(session), "The ward has closed.", by=viewer, at=NOW)


@act(note_step)
def _(world, viewer):
    with world.writing() as session:
        note_step(session, a_recommendation(session), StepDraft(StepKind.SENT, TODAY), by=viewer, at=NOW)


@act(note_step, "found, of one that anybody reads")
def _(world, viewer):
    mine = viewer.watchdog_id
    with world.writing() as session:
        one = a_recommendation(session, mine)
        sent(session, one, mine)
        answer = {"dated_on": TODAY, "received_on": TODAY, "watchdog_id": mine}
        session.add(an_answer_row(recommendation_id=one, **answer))
        session.get_one(Recommendation, (mine, one)).published_at = NOW
        draft = StepDraft(StepKind.RECHECKED, TODAY, recheck=Recheck.DONE, note="We asked ten wards.")
        note_step(session, one, draft, by=viewer, at=NOW)


@act(take_back_step)
def _(world, viewer):
    with world.writing() as session:
        take_back_step(session, sent(session, a_recommendation(session)), by=viewer, at=NOW)


@act(publish_recommendation)
def _(world, viewer):
    with world.writing() as session:
        one = a_recommendation(session)
        sent(session, one)
        publish_recommendation(session, one, by=viewer, at=NOW)


@act(take_letter)
def _(world, viewer):
    with world.writing() as session:
        take_letter(session, a_recommendation(session), Letter.SENDING, "docx", by=viewer, at=NOW)


question(recommendations, today=TODAY)
