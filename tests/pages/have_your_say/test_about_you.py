"""After sending, whoever likes answers about themselves; nobody has to, and nothing waits for it."""

import json

import pytest

from actions.switch_question_set import switch_question_set
from models.errors import StoreUnavailable
from models.feedback import AboutYou, Feedback
from models.people import job
from tests.conftest import NOW, WATCHDOG
from tests.pages.have_your_say.pressing import (
    NAUGHTY,
    check_your_answers,
    go_on,
    in_html,
    number,
    on_the_page,
    press,
    rows,
    the_radio,
    title,
)

BEGIN = "Answer the questions (takes 2 minutes)"


@pytest.fixture
def sent(form):
    check_your_answers(form)
    return press(form, "Send my feedback")


def labels(form):
    return [button.label for button in form.button]


def test_the_reference_and_the_secret_are_there_before_anything_else_is_asked(sent, store):
    (kept,) = rows(store, Feedback)
    state = sent.session_state["have_your_say"]
    assert kept.reference in in_html(sent)
    assert state["secret"] in in_html(sent)
    assert kept.secret_digest and kept.secret_digest != state["secret"]
    assert BEGIN in labels(sent)


def test_what_somebody_says_about_themselves_is_kept_beside_what_they_told_us(sent, store):
    press(sent, BEGIN)
    assert sent.get("progress")[0].proto.text == "Question 1 of 8"
    go_on(sent, "65 to 79")
    the_radio(sent, "Is the gender you identify with the same as your sex registered at birth?").set_value(
        "no"
    ).run()
    number(sent, "What is your gender identity? (optional)").set_value(NAUGHTY)
    go_on(sent)
    press(sent, "Skip these questions" if "Skip these questions" in labels(sent) else "Skip this question")
    go_on(sent, "White")
    assert title(sent) == "Which of the following best describes your White background?"
    go_on(sent, "Irish")
    press(sent, "Skip to the end")
    assert title(sent) == "Check what you said about yourself"
    press(sent, "Send these answers")

    assert title(sent) == "Thank you. We have what you told us"
    assert "We have what you said about yourself, too" in on_the_page(sent)
    assert BEGIN not in labels(sent)
    (kept,) = rows(store, AboutYou)
    assert kept.question_set == "about_you/2"
    answers = json.loads(kept.answers)
    assert answers["chosen"] == {
        "age": ["65_to_79"],
        "gender": ["no"],
        "ethnic_group": ["white"],
        "background_white": ["irish"],
    }
    assert answers["typed"] == {"gender_described": " ".join(NAUGHTY.split())}
    assert sent.session_state["have_your_say"]["answers"] == {}


@pytest.mark.parametrize("way", ["from the first question", "after checking"])
def test_whoever_thinks_better_of_it_leaves_nothing_behind(sent, store, way):
    press(sent, BEGIN)
    if way == "after checking":
        go_on(sent, "65 to 79")
        press(sent, "Skip to the end")
    press(sent, "Leave without sending")
    assert title(sent) == "Thank you. We have what you told us"
    assert rows(store, Feedback)[0].reference in in_html(sent)
    assert rows(store, AboutYou) == []
    assert "too" not in on_the_page(sent).split("What happens next")[1].split("yourself")[0]


def test_sending_nothing_about_oneself_is_no_answer(sent, store):
    press(sent, BEGIN)
    press(sent, "Skip to the end")
    press(sent, "Send these answers")
    assert rows(store, AboutYou) == []
    assert BEGIN in labels(sent)


def test_a_store_that_cannot_be_written_keeps_the_answers_on_the_page(sent, store, monkeypatch):
    press(sent, BEGIN)
    go_on(sent, "65 to 79")
    press(sent, "Skip to the end")
    with monkeypatch.context() as away:

        def refuse(*_):
            raise StoreUnavailable("The store is busy, so nothing was saved. Try again in a minute.")

        away.setattr("storage.engine.Store.writing", refuse)
        press(sent, "Send these answers")
    assert "The store is busy" in sent.error[0].value
    press(sent, "Send these answers")
    assert len(rows(store, AboutYou)) == 1


def test_nobody_is_asked_where_the_questions_are_switched_off(store, form):
    with store.writing() as session:
        switch_question_set(session, "about_you", is_on=False, after=0, by=job(WATCHDOG, "terminal"), at=NOW)
    check_your_answers(form)
    press(form, "Send my feedback")
    assert BEGIN not in labels(form)
