"""The front door in a real browser: who is let in, who is not, and whether everybody can use it."""

import re
import time

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text
from sqlmodel import select

from models.people import resident
from models.tag import Tagging
from tests.browser.conftest import Running, sign_in
from tests.browser.looking import look
from tests.conftest import WATCHDOG
from tests.factories import some_feedback

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

COMMENT = "They sent her home with no medicines."


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn its page."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


@pytest.mark.parametrize(("path", "title"), [("/overview", "Overview"), ("/moderation", "Check comments")])
def test_the_first_visitor_of_a_fresh_process_is_not_shown_a_staff_page(app_process, visit, path, title):
    """Until its router has run once, Streamlit may serve a folder of pages by itself."""
    with app_process.store.writing() as session:
        some_feedback(session, resident(WATCHDOG), COMMENT)

    page = visit().open(path)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    settled(page)
    shown = page.locator("body").inner_text()
    assert COMMENT not in shown and "1 person" not in shown
    expect(page.get_by_role("heading", name=title)).to_have_count(0)
    expect(page.locator('[data-testid="stVegaLiteChart"], [data-testid="stDataFrame"]')).to_have_count(0)


def test_signing_in_is_kept_when_the_page_is_loaded_again(app_process, visit):
    with app_process.store.writing() as session:
        some_feedback(session, resident(WATCHDOG), COMMENT)
    page = visit().open("/sign-in")
    sign_in(page)
    heading = page.get_by_role("heading", name="Sign in")
    page.wait_for_url("**/today")
    page.goto("/overview")
    settled(page)

    page.reload()

    settled(page)
    expect(page.get_by_text("Ash Moderator").first).to_be_visible()
    expect(page.locator('[data-testid="stVegaLiteChart"] svg, canvas').first).to_be_visible()
    expect(heading).to_have_count(0)


def test_signing_out_in_one_tab_ends_it_in_the_other_when_it_runs_next(visit):
    visitor = visit()
    page = visitor.open("/sign-in")
    sign_in(page)
    page.wait_for_url("**/today")
    settled(page)
    other = visitor.open("/sign-out")

    other.get_by_role("button", name="Sign out", exact=True).click()
    expect(other.get_by_role("heading", name="You’re signed out")).to_be_visible()
    page.keyboard.press("r")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_shows_the_box_and_puts_the_reader_there(visit):
    page = visit().open("/sign-in")

    sign_in(page, password="wrong horse battery")

    expect(page.get_by_role("alert")).to_contain_text("There’s one thing to put right")
    expect(page.locator("#email")).to_have_value("ash@example.org")
    expect(page.locator("#password")).to_have_value("")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") in {"email", ""}


def test_everybody_can_use_the_plain_pages(visit):
    page = visit().open("/")
    look(page)
    page.goto("/sign-in")
    look(page)
    sign_in(page, password="wrong horse battery")
    look(page)
    sign_in(page)
    page.goto("/sign-out")
    look(page)


def test_half_an_emoji_does_not_cost_somebody_their_words(app_process, visit):
    page = visit().open("/have_your_say")
    settled(page)
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket))
    box = _words_box(page)

    box.focus()
    box.evaluate(
        """(box, words) => {
            Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, words)
            box.dispatchEvent(new Event('input', {bubbles: true}))
        }""",
        "Nobody rang us back \ud83d",
    )
    box.blur()
    page.wait_for_timeout(1_500)

    assert not sockets, "the connection was closed and opened again"
    assert "Error deserializing" not in app_process.log


def _words_box(page: Page):
    """Go through the form, choosing the first answer everywhere, until it asks for words."""
    for _ in range(10):
        settled(page)
        if page.locator("textarea").count():
            return page.locator("textarea").first
        choice = page.get_by_role("radio").first
        if choice.count():
            choice.check(force=True)
            settled(page)
        page.get_by_role("button", name="Continue").click()
        page.wait_for_timeout(500)
    raise AssertionError("the form never asked for words")


def test_feedback_that_arrives_is_tagged_without_anybody_waiting(app_process):
    with app_process.store.writing() as session:
        some_feedback(session, resident(WATCHDOG), COMMENT)

    assert _tagged_within(app_process, 60)


def _tagged_within(app: Running, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with app.store.reading() as session:
            if session.exec(select(Tagging)).first():
                return True
        time.sleep(0.1)
    return False


def test_a_page_that_goes_wrong_shows_a_reference_and_logs_nobodys_words(app_process, visit):
    page = visit().open("/sign-in")
    sign_in(page)
    page.wait_for_url("**/today")
    settled(page)
    with app_process.store.connection() as connection:
        connection.execute(text("DROP TABLE theme_tag"))
    with app_process.store.writing() as session:
        some_feedback(session, resident(WATCHDOG), COMMENT)

    page.goto("/overview")

    box = page.get_by_text("Something went wrong our end")
    expect(box).to_be_visible()
    reference = re.search(r"quote (\w{8})", box.inner_text())
    assert reference and f"reference={reference.group(1)}" in app_process.log
    assert "SELECT" not in app_process.log and "theme_tag" not in app_process.log
    assert "Traceback" not in page.locator("body").inner_text()


def test_a_store_that_cannot_be_opened_ends_the_process_with_one_sentence(start_app, tmp_path):
    app = start_app(is_copy=False, FEEDBACK_DATABASE_URL=f"sqlite:///{tmp_path / 'empty.db'}")

    assert app.process.wait(60) == 1
    assert "There is no store at" in app.log
    assert "Traceback" not in app.log


def test_a_key_that_does_not_open_the_store_ends_the_process_with_one_sentence(start_app):
    app = start_app(is_copy=False, FEEDBACK_ENCRYPTION_KEYS="")

    assert app.process.wait(60) == 1
    assert "There is no encryption key" in app.log
    assert "Traceback" not in app.log
