"""Afterwards: somebody looks up what they told us, adds to it, takes it back, and no figure has it."""

import pytest
from playwright.sync_api import Page, expect

from actions.submit import submit
from models.people import resident
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.browser.test_have_your_say import press, settled
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

SECRET = "7KCW-M3RT-9XDF"
STORY = "They sent my father home in slippers and nobody rang us."
MORE = "The ward did ring in the end."


@pytest.fixture
def told(app_process):
    with app_process.store.writing() as session:
        submit(session, a_draft("Somebody else's story."), by=resident(WATCHDOG), at=NOW)
        return submit(session, a_draft(STORY, secret=SECRET), by=resident(WATCHDOG), at=NOW)


def look_up(page: Page, reference: str) -> None:
    page.goto("/your_reference")
    page.get_by_label("Your reference").fill(reference.lower())
    page.get_by_label("Your secret").fill("7kcw m3rt 9xdf")
    page.get_by_role("button", name="Show me").click()


def people_on(staff: Page) -> str:
    """The line of the overview that says how many people the figures rest on."""
    staff.goto("/overview")
    expect(staff.get_by_role("heading", name="How many people told us?")).to_be_visible()
    settled(staff)
    return staff.get_by_test_id("stMain").inner_text()


def test_what_was_told_is_looked_up_added_to_read_again_taken_back_and_gone(visit, told):
    staff = visit().open("/sign-in")
    sign_in(staff)
    staff.wait_for_url("**/today")
    assert "2 people" in people_on(staff)

    page = visit(width=390).open("/")
    look_up(page, told.reference)
    expect(page.get_by_role("heading", name="Waiting to be read")).to_be_visible()
    assert STORY not in page.content() and told.reference not in page.url
    page.get_by_label("What would you like to add?").fill(MORE)
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_text("Thank you. We’ve kept what you added")).to_be_visible()

    staff.goto("/moderation")
    staff.get_by_label("Find by reference").fill(told.reference)
    staff.get_by_label("Find by reference").press("Enter")
    expect(staff.get_by_text(MORE).first).to_be_visible()
    expect(staff.get_by_text(STORY).first).to_be_visible()
    staff.get_by_test_id("stRadioOption").filter(has_text="Yes, but only inside the watchdog").click()
    settled(staff)
    press(staff, "Sign and go to the next")
    expect(
        staff.get_by_text(f"Signed: {told.reference} is approved for use inside the watchdog.")
    ).to_be_visible()
    assert "2 people" in people_on(staff)

    page.goto("/your_reference")
    expect(page.get_by_role("heading", name="Read and counted")).to_be_visible()
    page.get_by_role("link", name="Take it back").click()
    expect(page.get_by_role("heading", name="Do you want to take it back?")).to_be_visible()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()

    assert "1 person" in people_on(staff)
    staff.goto("/moderation")
    staff.get_by_label("Find by reference").fill(told.reference)
    staff.get_by_label("Find by reference").press("Enter")
    expect(staff.get_by_text("has taken it back")).to_be_visible()
    expect(staff.get_by_text("Somebody else's story.").first).to_be_visible()
    assert staff.get_by_text(STORY).count() == 0


def test_every_state_of_the_page_has_no_accessibility_fault_and_does_not_scroll_sideways(visit, told):
    page = visit().open("/your_reference")
    look(page)
    page.get_by_role("button", name="Show me").click()
    look(page)
    look_up(page, told.reference)
    expect(page.get_by_role("heading", name="Waiting to be read")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_role("link", name="Write what you’d like to add")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Take it back").click()
    look(page)
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
    look(page)


def test_it_is_done_by_keyboard_alone(visit, told):
    page = visit(width=320).open("/your_reference")
    page.get_by_label("Your reference").focus()
    page.keyboard.type(told.reference)
    page.keyboard.press("Tab")
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Waiting to be read")).to_be_visible()
    page.get_by_role("link", name="Take it back").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, take it back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
