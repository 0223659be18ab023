"""Somebody chooses how pages look, or their language, without JavaScript, and it stays."""

import pytest
from sqlmodel import select

from content import languages as known
from content.display import Display, Look, Size, display_of
from models.feedback import Feedback
from tests.web import saying
from tests.web.conftest import a_browser, a_door
from web.display import on_this_site


@pytest.fixture
def store(sqlite_store):
    """What is tried here is the same on every database."""
    return sqlite_store


def html_tag(browser, path: str = "/") -> str:
    return browser.get(path).text.split("<html", 1)[1].split(">", 1)[0]


def press(browser, **pressed: str):
    return browser.post("/display", data={"back": "/about", **pressed})


def test_a_page_follows_the_device_until_something_is_chosen(browser, store):
    assert html_tag(browser) == ' lang="en" dir="ltr"'


@pytest.mark.parametrize("look", ["light", "dark", "strong"])
def test_a_look_that_is_pressed_is_on_every_page_from_then_on(browser, store, look):
    answer = press(browser, look=look)

    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    for path in ("/", "/about", "/sign-in", "/nowhere-at-all/"):
        if "<html" in browser.get(path).text:
            assert f'class="{look}"' in html_tag(browser, path)
    assert 'aria-pressed="true">' in browser.get("/").text


def test_larger_text_and_a_look_are_chosen_apart(browser, store):
    press(browser, look="dark")
    press(browser, size="large")
    assert 'class="dark large"' in html_tag(browser)

    press(browser, look="device")
    assert 'class="large"' in html_tag(browser)

    press(browser, size="usual")
    assert "class" not in html_tag(browser)


def test_an_error_page_looks_as_chosen_too(browser, store):
    press(browser, look="strong")

    answer = browser.post("/sign-in", data={"email": "x"})

    assert answer.status_code == 403
    assert 'class="strong"' in answer.text


def test_the_cookie_is_for_no_script_and_behind_tls_for_this_host_alone(store, clock):
    plain = press(a_browser(a_door(store, clock)), look="dark").headers["set-cookie"]
    safe = press(a_browser(a_door(store, clock, over_tls=True)), look="dark").headers["set-cookie"]

    assert plain.startswith("hys_display=dark.usual.en;") and "Secure" not in plain
    assert safe.startswith("__Host-hys_display=dark.usual.en;") and "Secure" in safe
    for cookie in (plain, safe):
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Max-Age=31536000" in cookie


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:x", "", "/a\nb"],
)
def test_the_way_back_leads_to_no_other_site(browser, store, elsewhere):
    assert on_this_site(elsewhere) == "/"
    answer = browser.post("/display", data={"look": "dark", "back": elsewhere})
    assert answer.headers["location"] == "/"


def test_a_press_that_another_site_made_is_not_kept(browser, store):
    answer = browser.post("/display", data={"look": "dark"}, headers={"sec-fetch-site": "cross-site"})

    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("said", ["", "x", "....", "dark<script>.large.en", "DARK.large.xx", "a" * 4000])
def test_a_cookie_that_says_nothing_we_know_changes_nothing(browser, store, said):
    browser.cookies.set("hys_display", said)

    assert html_tag(browser).startswith(' lang="en" dir="ltr"')
    assert "script" not in html_tag(browser)


def test_what_is_pressed_that_we_do_not_know_changes_nothing(browser, store):
    press(browser, look="dark")

    press(browser, look="purple", size="huge", language="xx")

    assert display_of(browser.cookies["hys_display"]) == Display(Look.DARK, Size.USUAL, "en")


def test_a_language_that_is_shut_is_remembered_but_pages_stay_in_english(browser, store):
    press(browser, language="pl")

    chosen = display_of(browser.cookies["hys_display"])
    assert (chosen.language, chosen.shown_in.code) == ("pl", "en")
    assert 'lang="en"' in html_tag(browser)


def test_the_language_somebody_writes_in_is_kept_with_their_words_as_they_are(browser, store):
    press(browser, language="pl")
    page = saying.begin(browser, words="Wypisali mamę bez leków.")
    page = saying.press(browser, page, "finish")
    page = saying.press(browser, page)

    saying.press(browser, page, "send")

    with store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
    assert (kept.language, kept.words) == ("pl", "Wypisali mamę bez leków.")


def test_a_language_that_is_open_is_what_pages_are_in(browser, store, monkeypatch):
    monkeypatch.setattr("content.display.is_open", lambda code: True)
    press(browser, language="ur")

    assert html_tag(browser) == f' lang="ur" dir="{known.languages()["ur"].direction}"'
    assert "How did your care join up?" not in browser.get("/").text
