"""What people say about themselves: sealed, beside what they told us, and only ever counted."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from actions.follow_up import withdraw
from actions.keep_about_you import keep_about_you
from actions.moderate import withhold
from actions.submit import submit
from content.question_sets import ABOUT_YOU
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems
from models.events import Event
from models.feedback import AboutYou
from models.people import resident
from models.period import Days
from models.vocabulary import WithholdReason
from storage.queries.about_you import about_you
from tests.conftest import NOW
from tests.factories import a_draft

TOKEN = "a-token-that-a-browser-was-given"
AGE = {"age": "80_or_over"}


@pytest.fixture
def told(store, somebody):
    with store.writing() as session:
        return submit(session, a_draft(submission_token=TOKEN), by=somebody, at=NOW)


def keep(store, by, answers, *, token=TOKEN, asked=ABOUT_YOU, at=NOW):
    with store.writing() as session:
        keep_about_you(session, token, answers, question_set=asked, by=by, at=at)


def counted(store, viewer) -> dict[tuple[str, str], int]:
    with store.reading() as session:
        return dict(about_you(session, viewer, Days()).answers)


def rows(store) -> list[AboutYou]:
    with store.reading() as session:
        return list(session.exec(select(AboutYou)))


def test_what_was_chosen_is_counted_by_answer(store, told, somebody, moderator):
    keep(store, somebody, AGE | {"sex": "female", "gender": "no", "gender_described": "my own words"})
    assert counted(store, moderator) == {("age", "80_or_over"): 1, ("sex", "female"): 1, ("gender", "no"): 1}


def test_it_is_sealed_in_the_store(store, told, somebody):
    keep(store, somebody, AGE)
    with store.reading() as session:
        raw = session.connection().execute(text("SELECT answers FROM about_you")).scalar_one()
    assert b"80_or_over" not in bytes(raw) and b"age" not in bytes(raw)
    assert rows(store)[0].feedback_id == told.feedback_id


def test_the_record_says_how_many_were_answered_and_not_what(store, told, somebody):
    keep(store, somebody, AGE)
    with store.reading() as session:
        act = session.exec(select(AuditEvent).where(AuditEvent.event == Event.ABOUT_YOU_KEPT)).one()
    assert (act.actor, act.subject, act.detail) == ("resident", str(told.feedback_id), {"answered": 1})


def test_sending_again_takes_the_place_of_what_was_sent_before(store, told, somebody, moderator):
    keep(store, somebody, AGE)
    keep(store, somebody, {"sex": "male"}, at=NOW + timedelta(hours=24))
    assert counted(store, moderator) == {("sex", "male"): 1}


def test_sending_nothing_keeps_nothing_and_takes_away_what_was_there(store, told, somebody):
    keep(store, somebody, {})
    assert rows(store) == []
    keep(store, somebody, AGE)
    keep(store, somebody, {"age": " "})
    assert rows(store) == []


def test_it_is_not_changed_after_a_day(store, told, somebody, moderator):
    keep(store, somebody, AGE)
    with pytest.raises(FeedbackError, match="on the day"):
        keep(store, somebody, {"sex": "male"}, at=NOW + timedelta(hours=24, seconds=1))
    assert counted(store, moderator) == {("age", "80_or_over"): 1}


def test_an_answer_that_is_not_on_offer_is_not_kept(store, told, somebody):
    with pytest.raises(Problems) as refused:
        keep(store, somebody, {"age": "104, and her name is Ivy"})
    assert set(refused.value.by_question) == {"age"}
    assert rows(store) == []


def test_answers_to_other_questions_are_left_out(store, told, somebody, moderator):
    keep(store, somebody, AGE | {"words": "They lost her letter.", "shoe_size": "6"})
    assert counted(store, moderator) == {("age", "80_or_over"): 1}


def test_it_goes_with_nothing_that_was_sent_elsewhere_or_never(store, told, somebody):
    for by, token in ((somebody, "another-token-altogether"), (resident("east-testford"), TOKEN)):
        with pytest.raises((FeedbackError, LookupError)):
            keep(store, by, AGE, token=token)
    assert rows(store) == []


def test_it_goes_with_the_words_that_were_sent_last(store, told, somebody):
    with store.writing() as session:
        again = submit(session, a_draft("More words.", submission_token=TOKEN), by=somebody, at=NOW)
    assert again.feedback_id != told.feedback_id
    keep(store, somebody, AGE)
    assert [row.feedback_id for row in rows(store)] == [again.feedback_id]


def test_answers_that_belong_with_the_feedback_are_refused_as_a_mistake_of_ours(store, told, somebody):
    with pytest.raises(ValueError, match="kept with the feedback"):
        keep(store, somebody, AGE, asked="have_your_say/2")


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("gone", ["withheld", "taken back"])
def test_whoever_does_not_count_is_not_counted_here_either(store, told, somebody, moderator, gone):
    keep(store, somebody, AGE)
    with store.writing() as session:
        if gone == "withheld":
            withhold(session, told.feedback_id, WithholdReason.NOT_LOCAL, after=0, by=moderator, at=NOW)
        else:
            withdraw(session, told.feedback_id, by=somebody, at=NOW)
    assert counted(store, moderator) == {}


def test_the_first_half_of_a_postcode_is_plain_and_no_more_of_it_is_kept(store, told, somebody, moderator):
    keep(store, somebody, {"area": "mk9 3xa"})
    with pytest.raises(Problems) as refused:
        keep(store, somebody, {"area": "The High Street"})
    assert set(refused.value.by_question) == {"area"}
    assert [row.area for row in rows(store)] == ["MK9"]
    keep(store, somebody, AGE | {"area": "SG18 0QY"})
    [row] = rows(store)
    assert row.area == "SG18" and "SG" not in row.answers and "0QY" not in row.answers
    assert counted(store, moderator) == {("age", "80_or_over"): 1, ("area", "SG18"): 1}
    keep(store, somebody, AGE)
    assert rows(store)[0].area == ""
