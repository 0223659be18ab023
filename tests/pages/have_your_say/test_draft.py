"""The draft behind the Streamlit form: its answers are kept, and those of the other door are here."""

import pytest

from actions import drafts
from actions.drafts import DraftState
from models.draft import Draft
from models.feedback import Feedback
from models.people import resident
from models.vocabulary import HeldBecause
from tests.conftest import NOW, WATCHDOG
from tests.pages.have_your_say.pressing import (
    check_your_answers,
    go_on,
    on_the_page,
    open_form,
    press,
    rows,
    title,
)
from ui import access

KEY = "k" * 43


@pytest.fixture
def form(store, monkeypatch):
    monkeypatch.setattr(access, "draft_key", lambda: KEY)
    return open_form()


def kept(store) -> DraftState | None:
    with store.reading() as session:
        return drafts.load(session, KEY, by=resident(WATCHDOG), at=NOW)


def typed_at_the_other_door(store, **answers: str) -> None:
    with store.writing() as session:
        drafts.keep(session, KEY, answers, question_set="have_your_say", by=resident(WATCHDOG), at=NOW)


def test_looking_at_the_form_keeps_nothing(form, store):
    assert rows(store, Draft) == []


def test_every_continue_is_kept_and_there_when_the_page_is_opened_again(form, store):
    go_on(form, "Something else")
    form.text_area[0].set_value("Nobody rang us back.")
    press(form, "Continue")

    assert kept(store).answers["words"] == "Nobody rang us back."
    again = open_form()
    assert title(again) == "Which service is it about?"
    press(again, "Back")
    assert again.text_area[0].value == "Nobody rang us back."


def test_what_was_typed_at_the_other_door_is_here_and_goes_on_where_it_stopped(store, monkeypatch):
    monkeypatch.setattr(access, "draft_key", lambda: KEY)
    state = DraftState(question_set="have_your_say", begun_at=NOW, step="words")
    state.answers.update({"journey": "something_else", "words": "Typed there."})
    with store.writing() as session:
        drafts.save(session, KEY, state, by=resident(WATCHDOG), at=NOW)

    form = open_form()

    assert (title(form), form.text_area[0].value) == ("What happened?", "Typed there.")


def test_two_doors_open_at_once_lose_no_answer_and_the_newest_wins(form, store):
    go_on(form, "Something else")
    typed_at_the_other_door(store, should_happen="Ring us back.", words="Older.")
    form.text_area[0].set_value("Newer.")
    press(form, "Continue")

    assert kept(store).answers["words"] == "Newer."
    assert kept(store).answers["should_happen"] == "Ring us back."


def test_once_sent_the_page_shows_its_reference_again_and_keeps_no_words(form, store):
    check_your_answers(form)
    press(form, "Send my feedback")

    (sent,) = rows(store, Feedback)
    assert kept(store).answers == {} and kept(store).reference == sent.reference
    assert sent.held_because is HeldBecause.TOO_FAST, "no time passes in this test"
    assert "Thank you" in title(open_form())


def test_another_piece_begins_with_nothing_of_the_last(form, store):
    check_your_answers(form)
    press(form, "Send my feedback")
    press(form, "Tell us about something else")

    assert title(form) == "What would you like to tell us about?"
    assert rows(store, Draft) == [] and "Nobody rang" not in on_the_page(open_form())


def test_a_draft_that_was_deleted_while_this_page_was_open_is_begun_again_whole(form, store):
    go_on(form, "Something else")
    form.text_area[0].set_value("Still on my page.")
    with store.writing() as session:
        drafts.delete(session, KEY, by=resident(WATCHDOG))
    press(form, "Continue")

    assert kept(store).answers["words"] == "Still on my page."
    assert kept(store).answers["journey"] == "something_else"
