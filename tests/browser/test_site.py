"""The pages that are only there to be read, in a real browser, as everybody likes to see them."""

import re
import time

import pytest
from playwright.sync_api import expect

from content.pages import page_to_read
from tests.browser.conftest import one_app
from tests.browser.looking import look, look_once
from tests.browser.test_front_door import settled
from tests.web.conftest import Clock, a_browser, a_door
from web import site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PATHS = ["/", *(f"/{name}" for name in site.PAGES), "/language", "/language/ur", "/what_people_say"]
BLACK, WHITE, NIGHT = "rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(20, 32, 28)"
COLOURS = (
    "(() => {const s = getComputedStyle(document.documentElement); return [s.color, s.backgroundColor]})()"
)


@pytest.fixture(scope="module")
def app_process(tmp_path_factory, migrated_sqlite):
    """One process for all of them: reading changes nothing."""
    with one_app(tmp_path_factory.mktemp("site"), migrated_sqlite) as app:
        yield app


def chosen(visitor, said: str) -> None:
    visitor.context.add_cookies([{"name": "hys_display", "value": said, "url": visitor.base_url}])


@pytest.mark.parametrize(
    ("said", "looks"),
    [
        ("device.usual.en", [(1280, "light"), (320, "dark")]),
        ("device.large.en", [(1280, "dark")]),
        ("strong.large.en", [(320, "light")]),
    ],
)
def test_everybody_can_use_the_pages_to_read(visit, said, looks):
    visitor = visit()
    chosen(visitor, said)
    page = visitor.open("/")
    for path in PATHS:
        page.goto(path)
        look(page, looks)


def test_a_look_is_chosen_without_javascript_and_leads_back(browser, app_process):
    context = browser.new_context(base_url=app_process.base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/about")

    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/about")
    expect(page.locator("html")).to_have_class("dark")
    expect(page.locator("html")).to_have_css("background-color", NIGHT)

    before = page.locator("h1").bounding_box()["height"]
    page.get_by_role("button", name="Larger text").click()
    expect(page.locator("html")).to_have_class("dark large")
    assert page.locator("h1").bounding_box()["height"] > before

    page.get_by_role("button", name="As my device does").click()
    page.get_by_role("button", name="Usual text").click()
    assert page.locator("html").get_attribute("class") is None
    context.close()


@pytest.mark.parametrize("said", ["device.usual.en", "dark.usual.en", "strong.large.en"])
def test_a_page_prints_black_on_white_without_its_buttons_from_a_dark_phone(visit, said):
    visitor = visit(width=320, mode="dark")
    chosen(visitor, said)
    page = visitor.open("/privacy")

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("heading", name="Your privacy")).to_be_visible()


def test_the_choices_can_be_told_apart_when_the_device_chooses_all_colours(visit):
    page = visit().open("/")

    page.emulate_media(forced_colors="active")

    expect(page.get_by_role("button", name="As my device does")).to_have_css("font-weight", "700")
    expect(page.locator("#tell")).to_have_css("border-top-style", "solid")


def test_asking_for_more_contrast_darkens_the_quiet_words(visit):
    page = visit().open("/")

    page.emulate_media(contrast="more")

    assert page.locator(".hint").evaluate("e => getComputedStyle(e).color") == page.evaluate(COLOURS)[0]


@pytest.fixture
def in_urdu(browser, sqlite_store, monkeypatch):
    """Pages drawn as if Urdu were open, which it is not before somebody has checked it."""
    monkeypatch.setattr("content.display.is_open", lambda code: True)
    client = a_browser(a_door(sqlite_store, Clock()))
    client.cookies.set("hys_display", "device.large.ur")
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield client, context.new_page()
    context.close()


def test_a_language_written_from_the_right_fits_a_small_phone(in_urdu):
    client, page = in_urdu
    for path in PATHS:
        page.set_content(client.get(path).text)

        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        box = page.locator("h1").first.bounding_box()
        text = page.evaluate(
            "(() => {const r = document.createRange(); r.selectNodeContents(document.querySelector('h1'));"
            " return r.getBoundingClientRect().right})()"
        )
        assert text == pytest.approx(box["x"] + box["width"], abs=1)
        look_once(page)


def test_a_telephone_number_is_read_from_the_left_in_urdu_too(in_urdu):
    client, page = in_urdu

    page.set_content(client.get("/").text)

    first, last = page.evaluate(
        """(() => {
            const node = document.querySelector('.top a[href^="tel:"]').firstChild
            const at = place => {
                const range = document.createRange()
                range.setStart(node, place); range.setEnd(node, place + 1)
                return range.getBoundingClientRect().left
            }
            return [at(0), at(node.length - 1)]
        })()"""
    )
    assert first < last


def kept_for(expires: float) -> str:
    """How long a cookie stays, as the page says it."""
    if expires < 0:
        return "close the browser"
    days = (expires - time.time()) / 86_400
    return "One year" if days > 300 else "30 days" if days > 20 else "14 days" if days > 1 else "20 minutes"


def test_the_cookies_that_browsers_are_given_are_those_on_the_page_for_as_long_as_it_says(visit):
    visitor = visit()
    page = visitor.open("/")
    page.get_by_role("button", name="Dark").click()
    for path in ("/say", "/sign-in", "/your_reference"):
        page.goto(path)
    if page.goto("/say").status == 200:
        page.locator("#start").click()
    page.goto("/have_your_say")
    settled(page)
    facts = dict.fromkeys(("telephone", "watchdog"), "x")
    said = {row[0]: row[2] for part in page_to_read("cookies", facts).parts for row in part.rows}

    given = {cookie["name"]: cookie["expires"] for cookie in visitor.context.cookies()}

    assert {"hys_display", "hys_draft", "hys_form", "_streamlit_xsrf"} <= set(given)
    assert set(given) <= set(said)
    assert not [name for name, expires in given.items() if kept_for(expires) not in said[name]]
    stored = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert [key for key in stored if not re.match(r"sidebar|stActiveTheme|st[A-Z]", key)] == []
