"""The link by which a body answers a recommendation, as staff make it, pass it on and end it."""

from datetime import date, timedelta

import pytest

from actions.answer_links import LASTS, make_answer_link
from actions.answer_through_link import answer_through_link, note_through_link
from actions.recommendation_steps import note_step
from actions.recommendations import end_recommendation
from content.words import day_in_words
from models.people import body, job
from models.provider_response import ChangeState, ResponseDraft, Stance
from models.recommendation import StepDraft, StepKind
from reporting.letters import Letter
from settings import settings
from storage.queries.answer_links import answer_link
from storage.queries.recommendations import recommendations
from tests.answering import a_body, a_recommendation
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.pages.opening import everything_on, open_lines
from ui import access

PAGE = "from pages import recommendations\n\nrecommendations.page()"
JOB = job(WATCHDOG, "tester")


@pytest.fixture
def store(sqlite_store, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    return sqlite_store


@pytest.fixture
def late(store, publisher):
    with store.writing() as session:
        it = {"addressed_to": "the Chief Nurse", "copied_to": ["The council"]}
        number = a_recommendation(session, a_body(session), sent=None, **it)
        note_step(session, number, StepDraft(StepKind.SENT, date(2026, 10, 1)), by=JOB, at=NOW)
    with store.reading() as session:
        return recommendations(session, publisher, today=TODAY)[0]


def box(kind, label):
    return next(one for one in kind if one.label.endswith(label))


def link_to(store, viewer, one):
    with store.reading() as session:
        return answer_link(session, viewer, one.id, today=TODAY)


def open_one(store, viewer, monkeypatch, number):
    page = open_lines(PAGE, store, viewer, monkeypatch)
    page.query_params["recommendation"] = str(number)
    page.run()
    assert not page.exception
    return page


def press(page, said):
    box(page.button, said).click().run()
    assert not page.exception
    return everything_on(page)


def downloads(page):
    return [one.proto.label for one in page.get("download_button")]


def test_a_link_is_made_replaced_and_ended_and_the_letter_follows(store, late, publisher, monkeypatch):
    page = open_one(store, publisher, monkeypatch, late.number)
    assert not page.code and "/answer/" not in box(page.text_area, "The letter").value
    assert "For copies, as Word" not in downloads(page)

    shown = press(page, "Make a link")
    first = link_to(store, publisher, late)
    address = f"http://localhost:8501{first.path}"
    assert page.code[0].value == address and address in box(page.text_area, "The letter").value
    assert (
        f"It opens the page until {day_in_words(TODAY + LASTS)}. Made by {publisher.name}, 20 November 2026."
        in shown
    )
    assert "opens on this machine alone" in shown
    assert "Copies go out without it." in shown and "For copies, as Word" in downloads(page)

    page.radio(key=f"recommendation-letter-{late.id}-which").set_value(Letter.ESCALATING).run()
    assert "/answer/" not in box(page.text_area, "The letter").value
    assert "For copies, as Word" not in downloads(page)
    page.radio(key=f"recommendation-letter-{late.id}-which").set_value(Letter.CHASING).run()

    assert "The one before opens nothing any more." in press(page, "Make another link")
    second = link_to(store, publisher, late)
    letter = box(page.text_area, "The letter").value
    assert second.path in letter and first.path not in letter

    assert "The link is ended." in press(page, "End this link")
    assert link_to(store, publisher, late) is None and not page.code
    assert "/answer/" not in box(page.text_area, "The letter").value


def test_a_letter_that_somebody_has_changed_keeps_their_words_when_the_link_is_made_and_ended(
    store, late, publisher, monkeypatch
):
    page = open_one(store, publisher, monkeypatch, late.number)
    letter = box(page.text_area, "The letter")
    mine = letter.value.replace("Dear Chief Nurse,", "Dear Chief Nurse,\n\nWe spoke on the telephone.")
    letter.set_value(mine).run()

    press(page, "Make a link")
    said = box(page.text_area, "The letter").value
    assert "We spoke on the telephone." in said and link_to(store, publisher, late).path in said

    press(page, "End this link")
    assert box(page.text_area, "The letter").value == mine


def test_a_colleagues_new_link_is_not_ended_by_a_press_that_was_meant_for_the_old_one(
    store, late, publisher, monkeypatch
):
    page = open_one(store, publisher, monkeypatch, late.number)
    press(page, "Make a link")
    for at in (NOW + timedelta(minutes=5), NOW + timedelta(minutes=6)):
        with store.writing() as session:
            make_answer_link(session, late.id, by=JOB, at=at)
        theirs = link_to(store, publisher, late)
        press(page, "End this link" if at.minute % 2 else "Make another link")
        assert link_to(store, publisher, late) == theirs


def test_where_the_site_has_an_address_nobody_is_told_otherwise(store, late, publisher, monkeypatch):
    with store.writing() as session:
        make_answer_link(session, late.id, by=publisher, at=NOW)
    with_address = settings().model_copy(update={"address": "https://testford.example/"})
    monkeypatch.setattr("ui.recommendation_link.settings", lambda: with_address)

    page = open_one(store, publisher, monkeypatch, late.number)

    assert page.code[0].value.startswith("https://testford.example/answer/")
    assert "this machine alone" not in everything_on(page)


def test_what_the_body_did_on_our_site_is_said_to_be_its_own(
    store, late, publisher, administrator, monkeypatch
):
    with store.writing() as session:
        make_answer_link(session, late.id, by=publisher, at=NOW)
    token = link_to(store, publisher, late).path.rpartition("/")[-1]
    typed = ResponseDraft(
        "We ring everybody.",
        None,
        None,
        None,
        stance=Stance.ACCEPTED,
        change=ChangeState.NONE,
        from_whom="Pat Penrose, Director",
    )
    with store.writing() as session:
        note_through_link(session, token, StepKind.ACKNOWLEDGED, by=body(WATCHDOG), at=NOW)
        answer_through_link(session, token, typed, by=body(WATCHDOG), at=NOW)

    shown = everything_on(open_one(store, publisher, monkeypatch, late.number))
    assert "The body noted this itself, on our site." in shown
    assert "Reached us on our site, typed by the body itself, 20 November 2026" in shown
    assert "Answered for the body by Pat Penrose, Director" in shown
    assert "Entered by the body itself, 20 November 2026" in shown
    assert "Where it is odd, ring them before you publish it." in shown

    shown = everything_on(open_one(store, administrator, monkeypatch, late.number))
    assert "Penrose" not in shown and "typed by the body itself" in shown, "who may not read it as it came"


def test_an_ended_recommendation_offers_no_link_and_who_reads_figures_sees_none(
    store, late, publisher, administrator, monkeypatch
):
    with store.writing() as session:
        make_answer_link(session, late.id, by=publisher, at=NOW)
    page = open_one(store, administrator, monkeypatch, late.number)
    assert not page.code and "Make a link" not in [one.label for one in page.button]
    with store.writing() as session:
        end_recommendation(session, late.id, "It is asked twice.", by=publisher, at=NOW)

    page = open_one(store, publisher, monkeypatch, late.number)

    assert not page.code and "Make a link" not in [one.label for one in page.button]
