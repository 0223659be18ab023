"""A call, a sheet or a conversation for a programme: its own questions are asked, and kept as its own."""

from uuid import UUID

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.change_entry import reopen
from actions.outreach_events import add_event
from models.feedback import Feedback
from models.outreach import OutreachDraft
from models.people import job
from models.programme import Programme, ProgrammeDraft
from models.vocabulary import Channel
from tests.conftest import NOW, WATCHDOG
from tests.entering import sent, typed
from tests.web.conftest import a_browser, sign_in
from tests.web.test_entry import JSON, begin, press, type_in

NEEDS = "Did one person understand your needs?"
USUAL = "What would you like to tell us about?"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def at_work(door, volunteer, moderator):
    with a_browser(door) as browser:
        sign_in(browser, "cam@example.org")
        yield browser


@pytest.fixture
def scheme(store):
    draft = ProgrammeDraft("Scheme", code="scheme", question_sets=("high_intensity_user_scheme",))
    with store.writing() as session:
        return str(add_programme(session, draft, by=job(WATCHDOG, "terminal"), at=NOW).id)


@pytest.mark.parametrize("channel", ["phone", "paper", "event"])
def test_its_own_questions_are_asked_once_it_is_chosen_and_the_answers_are_sent(
    at_work, store, scheme, channel
):
    began, own = begin(at_work, channel)
    assert NEEDS not in at_work.get(began).text
    first = type_in(at_work, began, words="They did not know me.").json()

    chosen = type_in(at_work, own, programme=scheme).json()
    page = at_work.get(own).text

    assert "asks" not in first and chosen["asks"] == "high_intensity_user_scheme"
    assert NEEDS in page and USUAL not in page and 'data-asks="high_intensity_user_scheme"' in page
    assert ("need many services again and again" in page) is (channel != "paper")  # what to say aloud
    type_in(at_work, own, understood_needs="no")
    press(at_work, f"{own}/read-back", action="send")
    with store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
    assert (str(kept.programme_id), kept.answers) == (scheme, {"understood_needs": "no"})
    assert kept.question_set.startswith("high_intensity_user_scheme/") and kept.channel == channel
    assert kept.entered_by is not None


def test_none_of_these_asks_the_usual_ones_again_and_a_link_to_a_programme_asks_its_own(at_work, scheme):
    began = at_work.get("/entry/new?channel=phone&programme=scheme").headers["location"]
    assert NEEDS in at_work.get(began).text

    assert type_in(at_work, began, programme="").json()["asks"] == "have_your_say"
    assert USUAL in at_work.get(began.split("?")[0]).text


def test_who_speaks_at_an_event_held_for_a_programme_is_asked_its_questions(
    at_work, store, scheme, volunteer
):
    held = OutreachDraft("Open house", NOW.date(), programme_id=UUID(scheme))
    with store.writing() as session:
        event = add_event(session, held, by=volunteer, at=NOW)
    began = at_work.get(f"/entry/new?channel=event&event={event}").headers["location"]
    assert NEEDS in at_work.get(began).text


def test_a_practice_call_asks_them_too(at_work, scheme):
    typed_in = {"programme": scheme, "words": "They did not know me."}
    answer = at_work.post("/entry/practice/typed", data=typed_in, headers=JSON).json()
    assert answer["asks"] == "high_intensity_user_scheme"
    assert NEEDS in at_work.post("/entry/practice", data=typed_in, headers=JSON).text


def test_what_was_sent_keeps_its_questions_when_it_is_put_right_though_the_programme_asks_others_by_now(
    at_work, store, scheme, volunteer
):
    told = {"programme": scheme, "understood_needs": "no", "words": "They did not know me."}
    feedback_id = sent(store, typed(store, volunteer, channel=Channel.EVENT, **told), volunteer).feedback_id
    with store.writing() as session:
        session.get_one(Programme, (WATCHDOG, UUID(scheme))).question_sets = []
    with store.writing() as session:
        draft = reopen(session, feedback_id, by=volunteer, at=NOW)

    assert NEEDS in at_work.get(f"/entry/{draft}").text
    sent(store, typed(store, volunteer, draft, words="They didn’t know me."), volunteer)

    with store.reading() as session:
        assert session.get_one(Feedback, (WATCHDOG, feedback_id)).answers == {"understood_needs": "no"}
