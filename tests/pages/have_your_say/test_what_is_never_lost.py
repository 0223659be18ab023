"""Whatever goes wrong, what somebody typed is still there; and it is sent once."""

import pytest
from sqlmodel import select

from actions.switch_question_set import switch_question_set
from models.audit import AuditEvent
from models.errors import StoreUnavailable
from models.events import Event
from models.feedback import Feedback
from models.organisation import Service
from models.people import job
from models.vocabulary import Channel
from models.watchdog import Signpost, SignpostKind, Watchdog
from tests.conftest import NOW, WATCHDOG
from tests.pages.have_your_say.pressing import (
    NAUGHTY,
    change,
    check_your_answers,
    choose,
    go_on,
    on_the_page,
    open_form,
    press,
    rows,
    tick,
    title,
    to_the_words,
)
from ui import access

# Nothing typed is lost


def test_too_long_a_story_is_handed_back_whole_with_what_to_do(form):
    go_on(form, "Something else")
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
    assert title(form) == "Which service is it about?"
    assert form.error.len == 0


def test_going_back_and_forth_keeps_every_answer(form, services):
    go_on(form, "Leaving hospital")
    form.text_area[0].set_value(NAUGHTY)
    press(form, "Back")
    assert form.radio[0].value == "leaving_hospital"
    press(form, "Continue")
    assert form.text_area[0].value == NAUGHTY
    go_on(form)
    go_on(form, "Testford General Hospital")
    go_on(form, "Somewhere else")
    tick(form, "No help")
    press(form, "Back")
    assert form.radio[0].value == "somewhere_else"
    press(form, "Continue")
    assert [box.label for box in form.checkbox if box.value] == ["No help"]


def test_skipping_undoes_a_choice_but_never_throws_typed_words_away(form):
    go_on(form, "Something else")
    form.text_area[0].set_value("An hour's work")
    press(form, "Skip this question")
    press(form, "Skip this question")
    choose(form, "Poor")
    press(form, "Skip this question")
    press(form, "Back")
    assert form.radio[0].value is None
    press(form, "Back")
    press(form, "Back")
    assert form.text_area[0].value == "An hour's work"


def test_changing_one_answer_leads_straight_back_to_checking(form):
    check_your_answers(form)
    change(form, "rating")
    go_on(form, "Very good")
    assert title(form) == "Check your answers"
    assert "Very good" in [str(element.value) for element in form.text]


def test_changing_what_it_is_about_asks_only_what_was_not_asked_before(form, services):
    check_your_answers(form)
    change(form, "journey")
    go_on(form, "Leaving hospital")
    assert title(form) == "Which hospital did you leave?"
    go_on(form, "Testford General Hospital")
    go_on(form, "Somewhere else")
    for _ in ("support", "getting_ready", "afterwards", "helpers"):
        go_on(form)
    assert title(form) == "Check your answers"


def test_the_persons_words_are_shown_to_them_as_inert_text(form):
    check_your_answers(form, NAUGHTY)
    assert NAUGHTY in [str(element.value) for element in form.text]
    assert NAUGHTY not in "".join(str(element.value) for element in form.markdown)


def test_saying_nothing_at_all_is_met_kindly_and_beside_the_question(form, store):
    go_on(form, "Something else")
    for _ in ("words", "service", "rating", "should_happen", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback) == []
    assert "Tell us what happened, or how it was overall" in form.error[0].value
    change(form, "words")
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
    to_the_words(form, "Nobody rang.")
    go_on(form, "Market Street Surgery")
    for _ in ("rating", "should_happen"):
        press(form, "Skip this question")
    form.selectbox[0].set_value("5")
    form.selectbox[1].set_value("2025")
    go_on(form)
    press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback) == []
    assert "Market Street Surgery closed on 31 March 2025" in form.error[0].value
    change(form, "happened")
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
    form = open_form()
    assert not form.exception
    assert title(form) == "This form isn’t open yet"
    assert "01632 960123" in on_the_page(form)
    assert form.button.len == form.radio.len == 0


def test_a_form_that_is_switched_off_is_closed_to_whoever_comes_now(store):
    _switch_off(store)
    form = open_form()
    assert not form.exception
    assert title(form) == "This form is closed for now"
    assert "01632 960123" in on_the_page(form)
    assert form.button.len == form.radio.len == 0


def test_a_form_that_shuts_while_somebody_writes_waits_for_them(store):
    form = open_form()
    check_your_answers(form, "They sent her home with nothing.")
    _switch_off(store)
    with store.writing() as session:
        session.exec(
            select(Signpost).where(Signpost.kind == SignpostKind.SAFEGUARDING_ADULTS)
        ).one().number = ""
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].words == "They sent her home with nothing."
    assert title(form) == "Thank you. We have what you told us"
    press(form, "Tell us about something else")
    assert title(form) == "This form is closed for now"


def _switch_off(store):
    with store.writing() as session:
        switch_question_set(
            session, "have_your_say", is_on=False, after=0, by=job(WATCHDOG, "terminal"), at=NOW
        )


def test_a_volunteer_says_how_it_reached_us_and_a_resident_is_never_asked(store, volunteer, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: volunteer)
    form = open_form()
    assert title(form) == "How did this reach us?"
    assert form.radio[0].value == "phone"
    press(form, "Continue")
    check_your_answers(form)
    press(form, "Send my feedback")
    (kept,) = rows(store, Feedback)
    assert kept.channel is Channel.PHONE
    (received,) = [event for event in rows(store, AuditEvent) if event.event is Event.FEEDBACK_RECEIVED]
    assert received.actor == f"person:{volunteer.staff_id}"


def test_a_volunteer_can_enter_a_paper_form(store, volunteer, monkeypatch):
    monkeypatch.setattr(access, "viewer", lambda: volunteer)
    form = open_form()
    go_on(form, "On paper")
    assert title(form) == "Did a partner collect it?"
    form.text_input[0].set_value("Age UK  Testford")
    go_on(form)
    check_your_answers(form)
    press(form, "Send my feedback")
    (kept,) = rows(store, Feedback)
    assert (kept.channel, kept.collected_by) == (Channel.PAPER, "Age UK Testford")


def test_a_demonstration_says_that_nobody_reads_it(store, monkeypatch):
    watchdog = Watchdog.model_validate(access.watchdog().model_dump() | {"is_demonstration": True})
    monkeypatch.setattr(access, "this_watchdog", lambda: watchdog)
    form = open_form()
    assert "This is a demonstration" in on_the_page(form)
