"""Whatever is typed comes back as it was and does nothing: each kind of string, in each kind of field."""

import re
from html import unescape

import pytest

from models.feedback import AboutYou, Contact, Feedback
from models.words import canonical
from tests.web.conftest import token_of
from tests.web.saying import NAUGHTY, begin, press, reference, rows, send, to_the_end


@pytest.fixture
def store(sqlite_store):
    """What is tried here is the same on every database."""
    return sqlite_store


def shown(page, name: str) -> str:
    """What stands in a field, as a browser takes it from the page."""
    area = re.search(rf'name="{name}"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    box = re.search(rf'<input id="{name}" name="{name}" value="([^"]*)"', page.text, re.DOTALL)
    return unescape((area or box).group(1))


@pytest.mark.parametrize("said", NAUGHTY)
def test_in_the_long_field_it_is_stored_and_shown_as_it_was(browser, store, said):
    page = to_the_end(browser, begin(browser, words=said))
    assert said_back(page, "words") == canonical(said)
    assert shown(browser.get("/say/words"), "words") == canonical(said)
    assert reference(press(browser, press(browser, page, "send"), "finish"))

    assert rows(store, Feedback)[0].words == canonical(said)


@pytest.mark.parametrize("said", NAUGHTY)
def test_in_a_line_it_is_stored_on_one_line_and_nothing_else_is_changed(browser, store, said):
    press(browser, begin(browser), service="not_listed", **{"service.name": said})
    press(browser, browser.get("/say/uses"), consent_contact="yes")
    typed = {"contact_name": said, "contact_email": "jo@example.org"}
    page = press(browser, browser.get("/say/uses"), consent_contact="yes", **typed)
    press(browser, page, "send")

    line = " ".join(canonical(said).split())
    assert rows(store, Contact)[0].name == line
    assert rows(store, Feedback)[0].service_not_listed == line


@pytest.mark.parametrize("said", NAUGHTY)
def test_as_a_choice_a_number_a_month_or_a_service_it_is_handed_back_and_never_stored(browser, store, said):
    begin(browser, journey="between_services")
    for step, name in (
        ("the_move", "days_lost"),
        ("the_move", "who_chased"),
        ("the_move", "went_wrong"),
        ("when", "happened.month"),
        ("places", "place_1"),
        ("rating", "rating"),
    ):
        answer = send(browser, browser.get(f"/say/{step}"), **{name: said, "happened.year": "2026"})
        assert answer.status_code in {422, 303}, f"{step} {name}"
        press(browser, browser.get(f"/say/{step}"), "skip", **{"days_lost": ""})

    assert rows(store, Feedback) == []


@pytest.mark.parametrize("said", NAUGHTY)
def test_about_oneself_it_is_kept_and_a_code_or_an_act_made_of_it_opens_nothing(browser, store, said):
    page = press(browser, to_the_end(browser, begin(browser)), "send")
    press(browser, browser.get("/say/about-you/sex_and_gender"), gender="no")
    press(browser, browser.get("/say/about-you/sex_and_gender"), gender="no", gender_described=said)
    press(browser, browser.get("/say/about-you/religion"), "finish")
    assert page.status_code == 200 and len(rows(store, AboutYou)) == 1

    token = token_of(browser.get("/draft").text)
    answer = browser.post("/draft", data={"act": "come_back", "code": said, "form_token": token})
    assert answer.status_code == 422 and "can’t find" in answer.text
    assert browser.post("/draft", data={"act": said, "form_token": token}).status_code == 403


def said_back(page, question: str) -> str:
    row = re.search(
        rf'<div id="{question}">.*?<div class="said" dir="auto">(.*?)</div>', page.text, re.DOTALL
    )
    return unescape(row.group(1))
