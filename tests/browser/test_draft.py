"""Nothing typed is lost: a page loaded again, a process killed, the other door, another device."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from models.draft import Draft
from models.feedback import Feedback
from tests.browser.conftest import _wait_until_ready
from tests.browser.test_have_your_say import press, settled

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SAID = "They sent her home with no medicines, and nobody"


def to_the_words(page: Page) -> None:
    """In the Streamlit form, from the first question to the long one."""
    page.get_by_test_id("stRadioOption").filter(has_text="Something else").first.click()
    settled(page)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened?")


def type_in_streamlit(page: Page) -> None:
    """Type, and stay in the field: Streamlit itself has not been told yet."""
    page.locator("textarea").press_sequentially(SAID, delay=2)


def words_kept(store) -> list[str]:
    with store.reading() as session:
        return [row.state for row in session.exec(select(Draft)) if SAID in row.state]


def until_kept(page: Page, store) -> None:
    for _ in range(60):
        if words_kept(store):
            return
        page.wait_for_timeout(100)
    pytest.fail("what was typed was not kept")


def test_words_typed_in_streamlit_outlive_the_process_being_killed(start_app, browser, own_store):
    first = start_app()
    _wait_until_ready(first)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{first.base_url}/have_your_say")
    to_the_words(page)
    type_in_streamlit(page)
    until_kept(page, own_store)

    first.process.kill()
    first.process.wait()
    second = start_app()
    _wait_until_ready(second)
    page.goto(f"{second.base_url}/have_your_say")

    expect(page.get_by_role("heading", level=1)).to_have_text("What happened?")
    expect(page.locator("textarea")).to_have_value(SAID)
    context.close()


def test_a_page_loaded_again_in_the_middle_of_a_sentence_has_all_of_it(visit, app_process):
    visitor = visit()
    page = visitor.open("/have_your_say")
    to_the_words(page)
    type_in_streamlit(page)
    page.reload()
    expect(page.locator("textarea")).to_have_value(SAID)

    plain = visitor.open("/say/words")
    plain.locator("#words").press("Control+End")
    plain.locator("#words").press_sequentially(" rang us.")
    plain.reload()
    assert plain.locator("#words").input_value() == SAID + " rang us."
    everything = "JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])"
    in_the_browser = plain.evaluate(everything)
    assert "medicines" not in in_the_browser and "hys_draft" not in in_the_browser


def test_each_door_leads_to_the_other_and_what_was_typed_goes_along(visit, app_process):
    visitor = visit()
    page = visitor.open("/have_your_say")
    to_the_words(page)
    type_in_streamlit(page)
    page.get_by_role("link", name=re.compile("simple form")).click()
    page.wait_for_url("**/say")
    page.click("#start")
    assert page.input_value("#words") == SAID

    page.fill("#words", f"{SAID} rang us.")
    page.get_by_role("button", name="Switch to the other form").click()
    expect(page.locator("textarea")).to_have_value(f"{SAID} rang us.")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which service is it about?")

    page.goto("/say/words")
    page.click('#question button[value="continue"]')
    page.click('#question button[value="finish"]')
    page.click('#question button[value="continue"]')
    page.click('#question button[value="send"]')
    page.goto("/have_your_say")
    settled(page)
    with app_process.store.reading() as session:
        (kept,) = session.exec(select(Feedback)).all()
    expect(page.locator("#reference")).to_have_text(kept.reference)
    assert kept.words == f"{SAID} rang us."
