"""The pages that are only there to be read say what is so, with this watchdog's own facts."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from models.setting import Threshold, ThresholdKind
from models.watchdog import Signpost, SignpostKind
from settings import Settings
from tests.web.test_home import change
from web import site

ROOT = Path(__file__).parent.parent.parent
READ = [f"/{name}" for name in site.PAGES] + ["/language"]


@pytest.fixture
def store(sqlite_store):
    """What is tried here is the same on every database."""
    return sqlite_store


@pytest.mark.parametrize("path", READ)
def test_a_page_to_read_has_one_title_and_the_numbers_for_whoever_needs_help_now(browser, store, path):
    answer = browser.get(path)

    assert answer.status_code == 200 and answer.text.count("<h1>") == 1
    assert '<a href="tel:999">999</a>' in answer.text
    assert "01632\u00a0960201" in answer.text and "Checked on 2 November 2026" in answer.text


@pytest.mark.parametrize("path", ["/", "/sign-in", *READ])
def test_every_plain_page_leads_to_all_the_pages_to_read(browser, store, path):
    foot = browser.get(path).text.split("<footer")[1]

    assert [name for name in READ if f'href="{name}"' in foot] == READ


def test_a_number_with_a_choice_after_it_can_be_dialled(browser, store):
    with store.writing() as session:
        for signpost in session.exec(select(Signpost)):
            signpost.number = "111, then 2" if signpost.kind is SignpostKind.EMERGENCY else signpost.number
            session.add(signpost)

    assert '<a href="tel:111">111,\u00a0then\u00a02</a>' in browser.get("/about").text


def test_national_numbers_carry_no_day_of_ours(browser, store):
    page = browser.get("/about").text

    emergency = re.search(r"<li>Emergency:.*?</li>", page, re.DOTALL).group()
    assert "Checked" not in emergency


def test_the_privacy_notice_names_who_decides_and_how_to_reach_them(browser, store):
    page = browser.get("/privacy").text

    assert "West Testford Voice does, and decides" in page
    assert "Ring 01632\u00a0960123." in page


def test_the_privacy_notice_says_for_how_long_as_this_watchdog_chose(browser, store):
    with store.writing() as session:
        contact = session.exec(select(Threshold).where(Threshold.kind == ThresholdKind.KEEP_CONTACT_MONTHS))
        contact.one().value = 7

    page = browser.get("/privacy").text

    assert "7 months after you last told us something" in page
    assert "Your own words: 36 months" in page


def test_a_watchdog_without_a_telephone_promises_none(browser, store):
    change(store, telephone="")

    for path in READ:
        assert "Ring ." not in browser.get(path).text
        assert "We can type while you talk" not in browser.get(path).text


def test_the_lawful_basis_is_not_called_confirmed_before_it_is(browser, store, monkeypatch):
    assert "still to be confirmed by our data protection officer" in browser.get("/privacy").text

    chosen = Settings(lawful_basis="Your consent <b>alone</b>.", data_protection_contact="dpo@example.org")
    monkeypatch.setattr(site, "settings", lambda: chosen)

    page = browser.get("/privacy").text
    assert "still to be confirmed" not in page and "Article 6" not in page
    assert "Your consent &lt;b&gt;alone&lt;/b&gt;." in page and "dpo@example.org" in page


def test_a_name_is_shown_as_text(browser, store):
    change(store, name="Voice <b>{area}</b>")

    assert "Voice &lt;b&gt;{area}&lt;/b&gt;" in browser.get("/about").text


def test_a_language_is_explained_in_itself_and_for_whoever_helps_in_english(browser, store):
    page = browser.get("/language/ur").text

    assert '<div lang="ur" dir="rtl">' in page
    assert "The same in English" in page and "You can write to us in any language" in page


def test_the_pages_say_that_the_site_is_in_english_alone_until_another_language_opens(
    browser, store, monkeypatch
):
    assert "in English so far" in browser.get("/accessibility").text
    assert "Pytania są na razie po angielsku" in browser.get("/language/pl").text

    monkeypatch.setattr(site, "is_open", lambda code: True)

    assert "in English so far" not in browser.get("/accessibility").text
    assert "Pytania są na razie po angielsku" not in browser.get("/language/pl").text


def test_a_language_that_we_do_not_know_has_no_page(browser, store):
    assert browser.get("/language/xx").status_code == 404


def test_a_number_that_is_not_known_is_on_no_page(browser, store):
    with store.writing() as session:
        for signpost in session.exec(select(Signpost)):
            signpost.number = "" if signpost.kind is SignpostKind.SAFEGUARDING_ADULTS else signpost.number
            session.add(signpost)

    assert "Adults at risk" not in browser.get("/about").text


def test_every_cookie_that_the_code_names_is_on_the_page(browser, store):
    folders = (ROOT / name for name in ("web", "ui", "actions", "content"))
    code = "".join(file.read_text("utf-8") for folder in folders for file in folder.rglob("*.py"))
    named = set(re.findall(r'"(?:__Host-)?(hys_\w+|_streamlit_\w+)"', code))

    page = browser.get("/cookies").text

    assert len(named) >= 5
    assert [name for name in named if f"<bdi>{name}</bdi>" not in page] == []
