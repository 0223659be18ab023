"""What bodies answer: what it needs, what anybody may read of it, and what becomes of it later."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select, update

from actions.erase import erase
from actions.follow_up import withdraw
from actions.merge_directory import merge_organisations
from actions.moderate import approve, hold
from actions.publish_response import check_response, publish_response, take_back_response
from actions.raise_concern import raise_by_person
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided, TakenBack
from models.feedback import Feedback
from models.moderation import HoldReason
from models.organisation import Organisation
from models.provider_response import ChangeState, ProviderResponse, Stance
from models.recommendation import RecommendationKind, RecommendationStep
from models.recommendation_seen import RecommendationSeen
from models.vocabulary import ConcernKind, ErasureReason, Role
from storage.queries.responses import (
    public_responses_to,
    responses_to_feedback,
    responses_to_recommendations,
)
from tests.answering import ANSWER, SENT, a_body, a_recommendation, answered
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback

CHECKED = "Thank you for your letter. We now ring everybody within two days."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def asked(store):
    with store.writing() as session:
        return a_recommendation(session, a_body(session))


@pytest.fixture
def told(store, somebody, moderator):
    """Approved feedback about one ward, which its author lets us pass on."""
    with store.writing() as session:
        ward = a_service(session, "Ward 7")
        said = some_feedback(session, somebody, service_ids=[ward], consent_pass_on=True)
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    return said.feedback_id


def refused(do) -> dict[str, str]:
    with pytest.raises(Problems) as problems:
        do()
    return problems.value.by_question


def act(store, do, *given, by, at=NOW, **named):
    with store.writing() as session:
        do(session, *given, by=by, at=at, **named)


def published(store, publisher, **changes):
    answer = answered(store, publisher, **changes)
    act(store, check_response, answer, CHECKED, by=publisher)
    act(store, publish_response, answer, by=publisher)
    return answer


def to_recommendation(store, asked, *, with_words=True):
    with store.reading() as session:
        found = responses_to_recommendations(session, WATCHDOG, people={}, with_words=with_words)
    return found.get(asked, ())


def in_public(store, told):
    with store.reading() as session:
        return [one.shown for one in public_responses_to(session, WATCHDOG, told)]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"words": " \n"}, "words", "Type what they wrote or said"),
        ({"words": "x" * 10_001}, "words", "Use 10,000 characters or fewer. You have used 10,001"),
        (
            {"dated_on": SENT - timedelta(days=1)},
            "dated_on",
            "The letter we sent is of 2 November 2026: an answer can't be older",
        ),
        ({"dated_on": TODAY + timedelta(days=1), "received_on": None}, "dated_on", "Choose a day that has"),
        ({"dated_on": None}, "dated_on", "Give the day on the letter"),
        ({"received_on": SENT + timedelta(days=6)}, "received_on", "It can't have reached us before"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on", "Choose a day that has come"),
        ({"received_on": None}, "received_on", "Give the day it reached us"),
        ({"came_by": None}, "came_by", "Say how it reached us"),
        ({"stance": None}, "stance", "Say what they will do"),
        ({"stance": Stance.REFUSED}, "reason", "Give the reason they gave"),
        ({"stance": Stance.PARTLY, "reason": " "}, "reason", "Give the reason they gave"),
        ({"change": None}, "change", "Say whether something changes"),
        ({"change_what": ""}, "change_what", "Say what changes"),
        ({"change": ChangeState.MADE}, "change_by", "Only a change that is planned has a day"),
        ({"change": ChangeState.NONE, "change_by": None}, "change_what", "Choose whether this is planned"),
        ({"change_by": SENT}, "change_by", "Choose a day that isn't before the answer"),
        ({"change_what": "x" * 1_001}, "change_what", "Use 1,000 characters or fewer"),
        ({"organisation_id": uuid4()}, "organisation_id", "That organisation isn't here"),
    ],
)
def test_what_has_to_be_put_right_is_said_at_its_field(store, publisher, asked, changes, field, said):
    problems = refused(lambda: answered(store, publisher, recommendation_id=asked, **changes))
    assert said in problems[field]
    assert to_recommendation(store, asked) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"dated_on": SENT, "received_on": SENT},
        {"dated_on": TODAY, "received_on": TODAY},
        {"stance": Stance.REFUSED, "reason": "None was given"},
        {"change": ChangeState.PLANNED, "change_by": None},
        {"change": ChangeState.PLANNED, "change_by": ANSWER.dated_on},
        {"change": ChangeState.MADE, "change_by": None},
        {"change": ChangeState.NONE, "change_what": "", "change_by": None},
        {"words": "x" * 10_000},
    ],
)
def test_the_last_day_and_letter_that_will_do(store, publisher, asked, changes):
    assert answered(store, publisher, recommendation_id=asked, **changes)


def test_only_what_was_sent_can_be_answered_and_an_answer_is_to_one_thing(store, publisher, asked, told):
    with store.writing() as session:
        draft = a_recommendation(session, a_body(session, "Other Trust"), sent=None)
    with pytest.raises(FeedbackError, match="hasn't been sent yet"):
        answered(store, publisher, recommendation_id=draft)
    with store.writing() as session:
        session.exec(update(RecommendationStep).values(ended_at=NOW))
    with pytest.raises(FeedbackError, match="hasn't been sent yet"):
        answered(store, publisher, recommendation_id=asked)
    for both in ({}, {"recommendation_id": asked, "feedback_id": told}):
        with pytest.raises(FeedbackError, match="Say what it answers"):
            answered(store, publisher, **both)


def test_to_a_request_for_information_nobody_has_to_say_what_they_will_do(store, publisher):
    with store.writing() as session:
        asked = a_recommendation(session, a_body(session), kind=RecommendationKind.INFORMATION)
    nothing = {"change": ChangeState.NONE, "change_what": "", "change_by": None}
    assert answered(store, publisher, recommendation_id=asked, stance=None, **nothing)


def test_the_newest_answer_that_was_not_taken_back_stops_the_clock(store, publisher, asked):
    first = answered(store, publisher, recommendation_id=asked)
    assert refused(lambda: answered(store, publisher, recommendation_id=asked)) == {
        "words": "This answer is kept already"
    }
    second = answered(store, publisher, recommendation_id=asked, words="More.", received_on=TODAY)

    def answer():
        about = {"asks": "", "finding": "", "body": "", "organisation_id": asked, "recheck_months": 12}
        seen = RecommendationSeen(
            asked, 1, RecommendationKind.RECOMMENDATION, **about, responses=to_recommendation(store, asked)
        )
        return seen.answer and seen.answer.id

    assert answer() == second
    act(store, take_back_response, second, "That was another letter.", by=publisher)
    assert answer() == first
    assert len(to_recommendation(store, asked)) == 2, "what was taken back stays on record"
    act(store, take_back_response, first, "That was another letter.", by=publisher)
    assert answer() is None
    with pytest.raises(FeedbackError, match="was taken back"):
        act(store, check_response, first, CHECKED, by=publisher)


def test_what_came_is_sealed_and_opened_only_where_it_is_asked_for(store, publisher, asked):
    answered(store, publisher, recommendation_id=asked)
    [sealed], [opened] = (to_recommendation(store, asked, with_words=one) for one in (False, True))
    assert (sealed.words, opened.words) == ("", ANSWER.words)
    parts = store.path.parent.glob(f"{store.path.name}*")
    kept = b"".join(part.read_bytes() for part in parts)
    assert b"Everybody is rung" in kept, "the test would find what is kept in clear"
    assert b"Baxter" not in kept


def test_nobody_outside_reads_an_answer_before_it_is_checked_and_published(store, publisher, told):
    answer = answered(store, publisher, feedback_id=told)
    with pytest.raises(FeedbackError, match="Check it first"):
        act(store, publish_response, answer, by=publisher)
    assert (
        "Leave what anybody may read"
        in refused(lambda: act(store, check_response, answer, " ", by=publisher))["shown"]
    )
    act(store, check_response, answer, CHECKED, by=publisher)
    assert in_public(store, told) == []
    act(store, publish_response, answer, by=publisher)
    assert in_public(store, told) == [CHECKED]
    act(store, take_back_response, answer, "That was another letter.", by=publisher)
    assert in_public(store, told) == []


def test_a_name_that_was_overlooked_is_gone_at_once_and_the_second_of_two_is_told(store, publisher, told):
    answer = answered(store, publisher, feedback_id=told)
    act(store, check_response, answer, ANSWER.words, by=publisher)
    later = NOW + timedelta(hours=1)
    act(store, check_response, answer, "A colleague rings.", by=publisher, at=later, after=NOW)
    for stale in (check_response, publish_response):
        given = (answer, CHECKED) if stale is check_response else (answer,)
        with pytest.raises(SomebodyElseDecided):
            act(store, stale, *given, by=publisher, after=NOW)
    act(store, publish_response, answer, by=publisher, after=later)
    act(store, check_response, answer, CHECKED, by=publisher, after=later)
    assert in_public(store, told) == [CHECKED]


def test_every_word_of_theirs_that_anybody_reads_is_checked_and_can_be_put_right(store, publisher, asked):
    named = {"reason": "Sister Jo Baxter has no time", "change_what": "Jo Baxter rings them"}
    answer = answered(store, publisher, recommendation_id=asked, stance=Stance.PARTLY, **named)
    for wrong in ("", " \n", "x" * 1_001):
        with pytest.raises(Problems) as found:
            act(store, check_response, answer, " ", wrong, wrong, by=publisher)
        assert found.value.by_question.keys() == {"shown", "reason", "change_what"}

    def public():
        [one] = to_recommendation(store, asked)
        return one.shown, one.reason, one.change_what, one.checked_at

    act(store, check_response, answer, CHECKED, by=publisher)
    assert public() == (CHECKED, *named.values(), NOW), "what isn't given stays"
    act(store, publish_response, answer, by=publisher)
    later = NOW + timedelta(hours=1)
    put_right = (CHECKED, "Nobody has\x0btime", "A nurse rings them")
    with pytest.raises(SomebodyElseDecided):
        act(store, check_response, answer, *put_right, by=publisher, at=later)
    act(store, check_response, answer, *put_right, by=publisher, at=later, after=NOW)
    assert public() == (CHECKED, "Nobody has time", "A nurse rings them", later)
    act(store, check_response, answer, *put_right, by=publisher, at=later + timedelta(hours=1))
    assert public()[-1] == later, "the same again is no check"


def test_what_is_published_is_taken_back_by_whoever_may_publish(store, publisher, moderator, asked):
    mine = answered(store, moderator, recommendation_id=asked)
    act(store, take_back_response, mine, "I typed another letter.", by=moderator)
    public = published(store, publisher, recommendation_id=asked)
    with pytest.raises(NotAllowed):
        act(store, take_back_response, public, "I typed another letter.", by=moderator)
    assert "reason" in refused(lambda: act(store, take_back_response, public, "Wrong", by=publisher))


def test_an_answer_is_of_the_body_that_stands_for_the_one_we_asked(store, publisher, administrator, asked):
    with store.writing() as session:
        was = session.exec(select(Organisation.id)).one()
        new = a_body(session, "Central Trust")
        merge_organisations(session, was, new, after=0, by=administrator, at=NOW)
    answered(store, publisher, recommendation_id=asked)
    answered(store, publisher, recommendation_id=asked, words="More.", organisation_id=was)
    assert {one.body for one in to_recommendation(store, asked)} == {"Central Trust"}


def test_an_answer_to_feedback_is_of_whoever_runs_its_only_service_else_somebody_chooses(
    store, publisher, somebody, told
):
    answered(store, publisher, feedback_id=told)
    with store.reading() as session:
        [answer] = responses_to_feedback(session, publisher, told)
    assert (answer.body, answer.stance) == ("Ward 7 Trust", None)
    with store.writing() as session:
        nowhere = some_feedback(session, somebody, "Nobody came.", consent_pass_on=True).feedback_id
        board = a_body(session, "Central Board")
    said = refused(lambda: answered(store, publisher, feedback_id=nowhere))
    assert said == {"organisation_id": "Choose the body that answered"}
    assert answered(store, publisher, feedback_id=nowhere, organisation_id=board)


def test_an_answer_to_feedback_is_kept_only_where_its_author_let_us_pass_it_on(store, publisher, somebody):
    with store.writing() as session:
        board = a_body(session, "Central Board")
        kept_here = some_feedback(session, somebody, consent_reports=True).feedback_id
    with pytest.raises(FeedbackError, match="didn't agree that we pass it on"):
        answered(store, publisher, feedback_id=kept_here, organisation_id=board)
    with store.writing() as session:
        session.exec(update(Feedback).values(consent_pass_on=True))
    old = {"dated_on": TODAY - timedelta(days=1), "organisation_id": board}
    said = refused(lambda: answered(store, publisher, feedback_id=kept_here, **old))
    assert said == {"dated_on": "We were told this on 20 November 2026: an answer can't be older"}


def test_who_takes_back_what_they_told_takes_the_answer_along(store, publisher, somebody, told):
    published(store, publisher, feedback_id=told)
    act(store, withdraw, told, by=somebody)
    assert in_public(store, told) == []
    with store.reading() as session:
        row = session.exec(select(ProviderResponse)).one()
        assert (row.shown, row.change_what, row.ended_at) == ("", "", NOW)
        with pytest.raises(TakenBack):
            responses_to_feedback(session, publisher, told)
    for do in (check_response, publish_response):
        with pytest.raises(FeedbackError):
            act(store, do, row.id, *(["x"] if do is check_response else []), by=publisher)
    with pytest.raises(TakenBack):
        answered(store, publisher, feedback_id=told)


def test_an_answer_is_public_only_while_what_it_answers_may_be_read(store, publisher, moderator, told):
    answer = answered(store, publisher, feedback_id=told)
    act(store, check_response, answer, CHECKED, by=publisher)
    act(store, hold, told, HoldReason.COMPLAINT, by=moderator, after=1)
    with pytest.raises(FeedbackError, match="is on hold"):
        act(store, publish_response, answer, by=publisher)
    act(store, approve, told, by=moderator, after=2)
    act(store, publish_response, answer, by=publisher)
    assert in_public(store, told) == [CHECKED]
    about = {"kind": ConcernKind.SAFEGUARDING, "note": "Is she safe at home?"}
    act(store, raise_by_person, told, **about, by=moderator)
    assert in_public(store, told) == []


def test_who_reads_approved_words_alone_sees_what_was_checked(store, publisher, moderator, told):
    answer = answered(store, moderator, feedback_id=told)
    act(store, check_response, answer, CHECKED, by=publisher)
    analyst = replace(moderator, roles=frozenset({Role.ANALYST}))
    with store.reading() as session:
        seen = [responses_to_feedback(session, one, told)[0] for one in (moderator, publisher, analyst)]
    assert [one.words for one in seen] == [ANSWER.words, ANSWER.words, ""]
    for one in seen:
        assert (one.shown, one.entered_by, one.checked_by) == (CHECKED, moderator.name, publisher.name)


def test_an_answer_is_erased_with_what_it_answers(store, publisher, moderator, told):
    published(store, publisher, feedback_id=told)
    erase(store, told, why=ErasureReason.ASKED, by=moderator, at=NOW)
    with store.reading() as session:
        assert session.exec(select(ProviderResponse.id)).all() == []
