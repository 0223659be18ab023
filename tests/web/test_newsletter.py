"""The newsletter's pages: the same answer to every address, and nothing done by opening a link."""

import re

import pytest
from sqlmodel import select

from actions.newsletter import ask
from actions.newsletter_links import token_of
from content.words import words
from models.newsletter import NewsletterSubscription
from models.people import resident
from tests.conftest import NOW, WATCHDOG
from tests.web.conftest import token_of as form_token

PATH, PAT = "/newsletter", "pat@example.org"


def send(browser, address):
    typed = {"address": address, "form_token": form_token(browser.get(PATH).text)}
    return browser.post(PATH, data=typed)


def row(store):
    with store.reading() as session:
        return session.exec(select(NewsletterSubscription)).one()


@pytest.fixture
def link(store):
    with store.writing() as session:
        ask(session, PAT, "en", by=resident(WATCHDOG), at=NOW)
    return token_of(row(store))


def test_the_answer_is_the_same_whether_we_knew_the_address_or_not(browser, store, clock):
    seen = set()
    for _ in range(2):
        answer = send(browser, PAT)
        page = browser.get(answer.headers["location"]).text
        seen.add((answer.status_code, answer.headers["location"], re.sub('value="[^"]*"', "", page)))
    browser.post(f"{PATH}/confirm/{token_of(row(store))}")
    clock.forward(hours=1)
    answer = send(browser, PAT)
    page = browser.get(answer.headers["location"]).text
    seen.add((answer.status_code, answer.headers["location"], re.sub('value="[^"]*"', "", page)))
    assert len(seen) == 1 and words("newsletter.asked") in page and PAT not in page


def test_opening_a_link_does_nothing_and_pressing_the_button_does(browser, store, link):
    for act in ("confirm", "stop"):
        answer = browser.get(f"{PATH}/{act}/{link}")
        assert answer.status_code == 200 and '<form method="post">' in answer.text
        assert (row(store).confirmed_at, row(store).stopped_at) == (None, None)
    assert answer.headers["referrer-policy"] == "no-referrer" and link not in answer.text

    assert words("newsletter.confirmed") in browser.post(f"{PATH}/confirm/{link}").text
    assert row(store).confirmed_at is not None


def test_a_mail_programs_own_button_stops_it(browser, store, link):
    answer = browser.post(f"{PATH}/stop/{link}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and row(store).address == ""
    assert browser.post(f"{PATH}/confirm/{link}").status_code == 410


def test_what_is_no_address_comes_back_to_be_put_right_and_inert(browser):
    answer = send(browser, '"><script>alert(1)</script>')
    assert answer.status_code == 422 and 'href="#address"' in answer.text
    assert "<script>alert" not in answer.text and "&lt;script&gt;" in answer.text


def test_a_form_from_another_site_is_not_taken(browser, store):
    browser.get(PATH)
    assert browser.post(PATH, data={"address": PAT, "form_token": "another"}).status_code == 403
    with store.reading() as session:
        assert session.exec(select(NewsletterSubscription)).all() == []


def test_twenty_times_an_hour_from_one_line_are_enough(browser):
    for number in range(20):
        assert send(browser, f"reader{number}@example.org").status_code == 303
    assert send(browser, PAT).status_code == 429


def test_the_home_page_leads_there(browser):
    assert f'href="{PATH}"' in browser.get("/").text
