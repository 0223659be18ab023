"""The resident's form, drawn and pressed: what is asked, kept, stored, and never lost."""

from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models.audit import AuditEvent
from models.errors import StoreUnavailable
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.organisation import Service
from models.people import resident
from models.vocabulary import Channel, Event, Journey, Rating, Sector, Speaker, Standing
from models.watchdog import Signpost, SignpostKind, Watchdog
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service
from ui import access

PAGE = str(Path(__file__).parent.parent.parent / "pages" / "have_your_say.py")
NAUGHTY = "![x](http://203.0.113.1/x.png) **bold** <b>b</b> =1+1 😭\n\n'; DROP TABLE feedback; --"


@pytest.fixture
def store(sqlite_store, monkeypatch):
    with sqlite_store.reading() as session:
        watchdog = session.exec(select(Watchdog)).one()
    monkeypatch.setattr(access, "store", lambda: sqlite_store)
    monkeypatch.setattr(access, "this_watchdog", lambda: watchdog)
    monkeypatch.setattr(access, "now", lambda: NOW)
    monkeypatch.setattr(access, "viewer", lambda: resident(WATCHDOG))  # there are no cookies here
    return sqlite_store


@pytest.fixture
def services(store):
    with store.writing() as session:
        return {
            "hospital": a_service(session, "Testford General Hospital"),
            "gp": a_service(session, "Market Street Surgery", Sector.GP),
            "pharmacy": a_service(session, "Bridge Pharmacy", Sector.PHARMACY),
        }


@pytest.fixture
def form(store):
    return AppTest.from_file(PAGE, default_timeout=30).run()


def press(form: AppTest, label: str) -> AppTest:
    (button,) = [button for button in form.button if button.label == label]
    button.click().run()
    assert not form.exception
    return form


def choose(form: AppTest, label: str) -> AppTest:
    (radio,) = form.radio
    radio.set_value(label if label in radio.options else next(o for o in radio.options if label in o)).run()
    return form


def go_on(form: AppTest, answer: str = "") -> AppTest:
    return press(choose(form, answer) if answer else form, "Continue")


def title(form: AppTest) -> str:
    return str(form.title[0].value)


def on_the_page(form: AppTest) -> str:
    kinds = (form.title, form.header, form.markdown, form.text, form.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def rows(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def to_the_words(form: AppTest, words: str) -> AppTest:
    form.text_area[0].set_value(words)
    return press(form, "Continue")


def check_your_answers(form: AppTest, words: str = "Nobody rang us back.") -> AppTest:
    """The shortest way to the last page."""
    go_on(form, "Something else")
    press(form, "Skip this question")
    to_the_words(form, words)
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    assert title(form) == "Check your answers"
    return form


# The three journeys


def test_leaving_hospital_is_stored_with_the_hospital_and_the_join_to_what_came_next(form, store, services):
    go_on(form, "Leaving hospital")
    go_on(form, "Testford General Hospital")
    assert title(form) == "Where did you go when you left hospital?"
    go_on(form, "A care home to live in")
    to_the_words(form, NAUGHTY)
    go_on(form, "Very poor")
    form.selectbox[0].set_value("10")
    form.selectbox[1].set_value("2026")
    go_on(form)
    go_on(form, "Someone in my family")
    go_on(form, "They have died")
    form.checkbox[1].check()
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert kept.words == NAUGHTY
    assert (kept.journey, kept.rating) == (Journey.LEAVING_HOSPITAL, Rating.VERY_POOR)
    assert (kept.speaker, kept.standing) == (Speaker.FAMILY, Standing.HAS_DIED)
    assert str(kept.happened_on) == "2026-10-01"
    assert kept.channel is Channel.ONLINE
    assert kept.answers == {"destination": "care_home"}
    assert (kept.consent_reports, kept.consent_quotation) == (False, True)
    assert (kept.consent_pass_on, kept.consent_contact) == (False, False)
    assert [row.service_id for row in rows(store, FeedbackService)] == [services["hospital"]]
    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.from_sector) == (services["hospital"], Sector.HOSPITAL)
    assert (join.to_service_id, join.to_sector) == (None, Sector.CARE_HOME)
    assert kept.reference in " ".join(str(element.proto.body) for element in form.get("html"))


def test_a_move_is_stored_as_one_join_with_the_sectors_of_both_services(form, store, services):
    go_on(form, "A move")
    go_on(form, "Market Street Surgery")
    go_on(form, "Testford General Hospital")
    to_the_words(form, "The referral was lost.")
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")

    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.from_sector) == (services["gp"], Sector.GP)
    assert (join.to_service_id, join.to_sector) == (services["hospital"], Sector.HOSPITAL)
    places = sorted(rows(store, FeedbackService), key=lambda row: row.position)
    assert [row.service_id for row in places] == [services["gp"], services["hospital"]]


def test_something_else_can_be_about_a_service_that_is_not_listed(form, store, services):
    go_on(form, "Something else")
    choose(form, "It isn’t listed")
    form.text_input[0].set_value("The *mobile* clinic")
    go_on(form)
    press(form, "Skip this question")
    go_on(form, "Good")
    for _ in ("when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert (kept.service_not_listed, kept.words, kept.rating) == ("The *mobile* clinic", "", Rating.GOOD)
    assert rows(store, FeedbackService) == []


def test_contact_details_are_asked_for_and_kept_only_with_their_own_tick(form, store):
    check_your_answers(form)
    [button] = [button for button in form.button if button.key == "change.consent_contact"]
    button.click().run()
    assert form.text_input.len == 0
    form.checkbox[3].check().run()
    form.text_input[0].set_value("Jo")
    form.text_input[1].set_value("01632 960555")
    go_on(form)
    press(form, "Send my feedback")

    (contact,) = rows(store, Contact)
    assert (contact.name, contact.telephone, contact.email) == ("Jo", "01632 960555", "")
    assert rows(store, Feedback)[0].consent_contact
    assert "The service answers you itself" in on_the_page(form)


def test_the_form_works_before_there_is_any_list_of_services(form, store):
    go_on(form, "Leaving hospital")
    assert "We don’t have a list of services yet" in on_the_page(form)
    choose(form, "I’ll type its name")
    form.text_input[0].set_value("Testford General")
    go_on(form)
    press(form, "Skip this question")
    to_the_words(form, "Fine.")
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].service_not_listed == "Testford General"


# What is asked, and how


def test_the_progress_says_which_question_of_how_many(form):
    assert form.get("progress")[0].proto.text == "Question 1 of 8"
    go_on(form, "Leaving hospital")
    press(form, "Skip this question")
    assert form.get("progress")[0].proto.text == "Question 3 of 8"


def test_the_first_question_can_neither_be_skipped_nor_gone_back_from(form):
    assert [button.label for button in form.button] == ["Continue"]


def test_a_long_list_of_services_is_searched_and_not_scrolled_through(form, store):
    with store.writing() as session:
        for number in range(12):
            a_service(session, f"Surgery {number:02}", Sector.GP)
    go_on(form, "A move")
    form.selectbox[0].select("Surgery 07").run()
    press(form, "Continue")
    assert title(form) == "Which service were you moving to?"
    (not_listed, _) = form.checkbox
    not_listed.check().run()
    form.text_input[0].set_value("Dr Ashe")
    press(form, "Continue")
    press(form, "Back")
    assert form.checkbox[0].value is True
    assert form.text_input[0].value == "Dr Ashe"
    press(form, "Back")
    assert form.selectbox[0].value is not None


def test_a_closed_service_can_be_chosen_and_says_when_it_closed(form, store, services):
    with store.writing() as session:
        gp = session.get_one(Service, (access.watchdog().id, services["gp"]))
        gp.valid_to = NOW.date().replace(year=2025, month=3, day=31)
    go_on(form, "Something else")
    assert "Market Street Surgery (closed in March 2025)" in form.radio[0].options


def test_names_of_services_are_not_read_as_markdown(form, store):
    with store.writing() as session:
        a_service(session, "![x](http://203.0.113.1/x.png) *St* Fiacre's")
    go_on(form, "Leaving hospital")
    offered = form.radio[0].options[0]
    assert "![x](" not in offered
    assert offered.replace("\\", "").replace("\u2060", "") == "![x](http://203.0.113.1/x.png) *St* Fiacre's"


def test_every_page_gives_the_numbers_for_somebody_who_needs_help_now(form):
    def numbers() -> str:
        return " ".join(str(element.proto.body) for element in form.get("html"))

    assert "01632 960201" in numbers() and "999" in numbers()
    check_your_answers(form)
    assert "01632 960202" in numbers()
    press(form, "Send my feedback")
    assert "01632 960202" in numbers()


# Nothing typed is lost


def test_too_long_a_story_is_handed_back_whole_with_what_to_do(form):
    go_on(form, "Something else")
    press(form, "Skip this question")
    words = "é" * 20_001
    to_the_words(form, words)
    assert title(form) == "What happened?"
    assert form.text_area[0].value == words
    said = "Use 20,000 characters or fewer. You have used 20,001, so take out 1"
    assert "There’s one thing to put right" in form.error[0].value
    assert said in form.error[0].value
    assert any(said in str(element.value) for element in form.markdown), "the same words beside the question"
    assert form.text_area[0].label == f"Error: {said}. What happened?"
    form.text_area[0].set_value(words[:-1])
    press(form, "Continue")
    assert title(form) == "How was it overall?"
    assert form.error.len == 0


def test_going_back_and_forth_keeps_every_answer(form, services):
    go_on(form, "Leaving hospital")
    go_on(form, "Testford General Hospital")
    go_on(form, "Somewhere else")
    form.text_area[0].set_value(NAUGHTY)
    press(form, "Back")
    assert form.radio[0].value == "somewhere_else"
    press(form, "Continue")
    assert form.text_area[0].value == NAUGHTY


def test_skipping_undoes_a_choice_but_never_throws_typed_words_away(form):
    go_on(form, "Something else")
    press(form, "Skip this question")
    form.text_area[0].set_value("An hour's work")
    press(form, "Skip this question")
    choose(form, "Poor")
    press(form, "Skip this question")
    press(form, "Back")
    assert form.radio[0].value is None
    press(form, "Back")
    assert form.text_area[0].value == "An hour's work"


def test_changing_one_answer_leads_straight_back_to_checking(form):
    check_your_answers(form)
    [button] = [button for button in form.button if button.key == "change.rating"]
    button.click().run()
    go_on(form, "Very good")
    assert title(form) == "Check your answers"
    assert "Very good" in [str(element.value) for element in form.text]


def test_changing_what_it_is_about_asks_only_what_was_not_asked_before(form, services):
    check_your_answers(form)
    [button] = [button for button in form.button if button.key == "change.journey"]
    button.click().run()
    go_on(form, "Leaving hospital")
    assert title(form) == "Which hospital did you leave?"
    go_on(form, "Testford General Hospital")
    go_on(form, "Somewhere else")
    assert title(form) == "Check your answers"


def test_the_persons_words_are_shown_to_them_as_inert_text(form):
    check_your_answers(form, NAUGHTY)
    assert NAUGHTY in [str(element.value) for element in form.text]
    assert NAUGHTY not in "".join(str(element.value) for element in form.markdown)


def test_saying_nothing_at_all_is_met_kindly_and_beside_the_question(form, store):
    go_on(form, "Something else")
    for _ in ("service", "words", "rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback) == []
    assert "Tell us what happened, or how it was overall" in form.error[0].value
    [button] = [button for button in form.button if button.key == "change.words"]
    button.click().run()
    assert form.text_area[0].label.startswith("Error: Tell us what happened")
    to_the_words(form, "Nobody rang.")
    press(form, "Send my feedback")
    assert len(rows(store, Feedback)) == 1


def test_a_store_that_cannot_be_written_says_so_and_keeps_everything(form, store, monkeypatch):
    check_your_answers(form, NAUGHTY)
    with monkeypatch.context() as away:

        def refuse(*_):
            raise StoreUnavailable("The store is busy, so nothing was saved. Try again in a minute.")

        away.setattr("storage.engine.Store.writing", refuse)
        press(form, "Send my feedback")
    assert "The store is busy" in form.error[0].value
    assert title(form) == "Check your answers"
    assert NAUGHTY in [str(element.value) for element in form.text]
    press(form, "Send my feedback")
    assert [kept.words for kept in rows(store, Feedback)] == [NAUGHTY]


def test_a_bug_while_sending_costs_nobody_their_words(form, store, monkeypatch):
    check_your_answers(form, NAUGHTY)
    with monkeypatch.context() as broken:
        broken.setattr("ui.access.writing", lambda: 1 / 0)
        press(form, "Send my feedback")
    assert "Something went wrong our end" in form.error[0].value
    press(form, "Send my feedback")
    assert [kept.words for kept in rows(store, Feedback)] == [NAUGHTY]


def test_a_service_that_was_closed_then_is_said_beside_its_question(form, store, services):
    with store.writing() as session:
        gp = session.get_one(Service, (access.watchdog().id, services["gp"]))
        gp.valid_to = NOW.date().replace(year=2025, month=3, day=31)
    go_on(form, "Something else")
    go_on(form, "Market Street Surgery")
    to_the_words(form, "Nobody rang.")
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback) == []
    assert "Market Street Surgery closed on 31 March 2025" in form.error[0].value
    [button] = [button for button in form.button if button.key == "change.happened"]
    button.click().run()
    form.selectbox[0].set_value("3")
    form.selectbox[1].set_value("2025")
    go_on(form)
    press(form, "Send my feedback")
    assert len(rows(store, Feedback)) == 1


# Sent once


def test_pressing_send_again_before_the_answer_arrives_keeps_one_row(form, store):
    check_your_answers(form)
    state = form.session_state["have_your_say"]
    before = {**state, "answers": dict(state["answers"])}
    press(form, "Send my feedback")
    (kept,) = rows(store, Feedback)
    form.session_state["have_your_say"] = before  # the first press was cut off after its commit
    form.run()
    press(form, "Send my feedback")
    assert [row.reference for row in rows(store, Feedback)] == [kept.reference]
    assert form.session_state["have_your_say"]["reference"] == kept.reference
    received = [event for event in rows(store, AuditEvent) if event.event is Event.FEEDBACK_RECEIVED]
    assert len(received) == 1


def test_the_answers_are_let_go_once_they_are_sent(form):
    check_your_answers(form)
    press(form, "Send my feedback")
    assert form.session_state["have_your_say"]["answers"] == {}


def test_telling_us_about_something_else_begins_again_with_a_token_of_its_own(form, store):
    check_your_answers(form)
    first = form.session_state["have_your_say"]["token"]
    press(form, "Send my feedback")
    press(form, "Tell us about something else")
    assert form.session_state["have_your_say"]["token"] != first
    assert form.radio[0].value is None
    check_your_answers(form, "Another time.")
    press(form, "Send my feedback")
    assert len(rows(store, Feedback)) == 2


# Who may use it


@pytest.mark.parametrize("kind", [SignpostKind.SAFEGUARDING_ADULTS, SignpostKind.SAFEGUARDING_CHILDREN])
def test_without_a_safeguarding_number_the_form_stays_shut_and_says_whom_to_ring(store, kind):
    with store.writing() as session:
        session.exec(select(Signpost).where(Signpost.kind == kind)).one().number = " "
    form = AppTest.from_file(PAGE, default_timeout=30).run()
    assert not form.exception
    assert title(form) == "This form isn’t open yet"
    assert "01632 960123" in on_the_page(form)
    assert form.button.len == form.radio.len == 0


def test_a_volunteer_says_how_it_reached_us_and_a_resident_is_never_asked(store, volunteer, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: volunteer)
    form = AppTest.from_file(PAGE, default_timeout=30).run()
    assert title(form) == "How did this reach us?"
    assert form.radio[0].value == "phone"
    press(form, "Continue")
    check_your_answers(form)
    press(form, "Send my feedback")
    (kept,) = rows(store, Feedback)
    assert kept.channel is Channel.PHONE
    (received,) = [event for event in rows(store, AuditEvent) if event.event is Event.FEEDBACK_RECEIVED]
    assert received.actor == f"volunteer:{volunteer.staff_id}"


def test_a_volunteer_can_enter_a_paper_form(store, volunteer, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: volunteer)
    form = AppTest.from_file(PAGE, default_timeout=30).run()
    go_on(form, "On paper")
    check_your_answers(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].channel is Channel.PAPER


def test_a_demonstration_says_that_nobody_reads_it(store, monkeypatch):
    watchdog = Watchdog.model_validate(access.watchdog().model_dump() | {"is_demonstration": True})
    monkeypatch.setattr(access, "this_watchdog", lambda: watchdog)
    form = AppTest.from_file(PAGE, default_timeout=30).run()
    assert "This is a demonstration" in on_the_page(form)
