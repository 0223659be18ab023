"""The acts about answers: each on one of its own, that is there only while it is tried."""

from dataclasses import replace

from sqlmodel import update

from actions.publish_response import check_response, publish_response, take_back_response
from actions.responses import enter_response
from models.feedback import Feedback
from models.scope import Scope
from storage.queries.bodies_answering import bodies_to_choose_from
from storage.queries.responses import responses_to_feedback
from storage.queries.responses_published import responses_published
from storage.queries.responses_waiting import responses_waiting
from tests.answering import ANSWER, a_recommendation, an_answer_row
from tests.conftest import NOW
from tests.role_matrix.acts import QUESTIONS, act
from tests.role_matrix.world import WORDS


def an_answer(world, session, **changes):
    asked = a_recommendation(session, world.id("organisation"))
    row = an_answer_row(**{"recommendation_id": asked, **changes})
    session.add(row)
    session.flush()
    return row.id


@act(enter_response)
def _(world, viewer):
    with world.writing() as session:
        asked = a_recommendation(session, world.id("organisation"))
        return enter_response(session, replace(ANSWER, recommendation_id=asked), by=viewer, at=NOW)


@act(enter_response, "to feedback")
def _(world, viewer):
    told = {"feedback_id": world.id("feedback"), "organisation_id": world.id("organisation")}
    days = {"dated_on": NOW.date(), "received_on": NOW.date()}
    with world.writing() as session:
        session.exec(update(Feedback).where(Feedback.id == world.id("feedback")).values(consent_pass_on=True))
        return enter_response(session, replace(ANSWER, **told, **days), by=viewer, at=NOW)


@act(check_response)
def _(world, viewer):
    with world.writing() as session:
        check_response(session, an_answer(world, session), "We ring.", by=viewer, at=NOW)


@act(publish_response)
def _(world, viewer):
    with world.writing() as session:
        checked = {"shown": "We ring.", "checked_by": "x", "checked_at": NOW}
        publish_response(session, an_answer(world, session, **checked), by=viewer, at=NOW)


@act(take_back_response)
def _(world, viewer):
    with world.writing() as session:
        take_back_response(session, an_answer(world, session), "It was another letter.", by=viewer, at=NOW)


def _asked(function, *of):
    """The question, asked of an answer to our feedback that is there only while it is asked."""

    def ask(world, viewer):
        with world.writing() as session:
            told = {"recommendation_id": None, "feedback_id": world.id("approved")}
            public = {"shown": WORDS, "checked_at": NOW, "published_at": NOW if of else None}
            body = {"organisation_id": world.id("organisation")}
            session.add(an_answer_row(**told, **public, **body))
            session.flush()
            said = function(session, viewer, *(one(world) for one in of))
            session.rollback()
        return said

    QUESTIONS[f"{function.__module__.removeprefix('storage.queries.')}.{function.__name__}"] = ask


_asked(responses_to_feedback, lambda world: world.id("approved"))
_asked(responses_published, lambda world: Scope(organisation_id=world.id("organisation")))
_asked(responses_waiting)
_asked(bodies_to_choose_from, lambda world: world.id("approved"))
