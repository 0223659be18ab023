"""One piece of feedback all the way in a real browser, and what staff pages are like to use."""

import pytest
from playwright.sync_api import Page, expect

from actions.hold import FASTEST
from actions.submit import submit
from models.people import resident
from models.vocabulary import Rating
from tests.browser.conftest import sign_in
from tests.browser.looking import SCREENS, look
from tests.browser.test_have_your_say import (
    open_list,
    press,
    settled,
    the_reference,
    to_the_end,
    to_the_words,
)
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft, a_service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

STORY = "I had to chase the hospital for days. My referral was lost and nobody told us who to contact."
WITHOUT_NUMBERS = """it => {
    const said = it.cloneNode(true);
    said.querySelectorAll("sup").forEach(number => number.remove());
    return said.textContent;
}"""
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


def figures(page: Page) -> str:
    settled(page)
    return page.get_by_test_id("stMain").inner_text()


def test_what_a_resident_says_is_tagged_checked_and_counted(visit, app_process):
    resident_page = visit(width=390).open("/have_your_say")
    to_the_words(resident_page)
    resident_page.locator("textarea").fill(STORY)
    to_the_end(resident_page)
    resident_page.wait_for_timeout(1_000 * FASTEST.total_seconds())
    press(resident_page, "Send my feedback")
    reference = the_reference(resident_page)

    staff = visit().open("/sign-in")
    sign_in(staff)
    staff.wait_for_url("**/today")
    expect(staff.get_by_text("1 comment waits to be checked.")).to_be_visible()
    staff.get_by_role("link", name="Overview").click()
    expect(staff.get_by_role("heading", name="How many people told us?")).to_be_visible()
    for _ in range(40):
        if "1 read by the machine" in figures(staff):
            break
        staff.wait_for_timeout(250)
        staff.reload()
    shown = figures(staff)
    assert "1 person" in shown and "1 await a decision" in shown
    assert "Had to chase" in shown
    assert "I had to chase" not in shown, "the overview shows nobody's words"

    staff.get_by_role("link", name="Check comments").click()
    expect(staff.get_by_text(reference)).to_be_visible()
    words = staff.get_by_test_id("stMain").locator("p:has(mark)").first
    expect(words).to_be_visible()
    assert words.evaluate(WITHOUT_NUMBERS) == STORY
    staff.get_by_test_id("stRadioOption").filter(has_text="only inside the watchdog").click()
    settled(staff)
    press(staff, "Sign and go to the next")
    expect(staff.get_by_text(f"Signed: {reference} is approved for use inside the watchdog.")).to_be_visible()
    expect(staff.get_by_text("Nothing awaits checking.")).to_be_visible()
    staff.get_by_role("link", name="Overview").click()
    expect(staff.get_by_role("heading", name="How many people told us?")).to_be_visible()
    assert "await a decision" not in figures(staff)


@pytest.fixture
def much_said(app_process):
    """Two months of stories, one of them with markup and a word that is wider than a phone."""
    store = app_process.store
    with store.writing() as session:
        ward = a_service(session)
        for number in range(24):
            more = f"({number})" if number else f"<b>{LONG_WORD}</b> ![x](http://203.0.113.1/x.png)"
            words = f"{STORY} {more}"
            draft = a_draft(words, rating=Rating.POOR, service_ids=[ward], consent_quotation=number % 2 == 0)
            submit(session, draft, by=resident(WATCHDOG), at=NOW)
    return store


def test_staff_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(visit, much_said):
    page = visit().open("/sign-in")
    sign_in(page)
    for path, heading in (
        ("/today", "In the last 7 days"),
        ("/overview", "How did each theme go, by people’s own rating?"),
        ("/moderation", "Your decision"),
    ):
        page.goto(path)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        settled(page)
        page.wait_for_timeout(1_000)
        for screen in SCREENS:
            look(page, [screen])
            mark = page.get_by_test_id("stHeaderLogo").or_(page.get_by_test_id("stSidebarLogo")).first
            assert (mark.bounding_box() or {"height": 0})["height"] > 20, "the mark is gone"
            menu = page.get_by_test_id("stExpandSidebarButton")
            if menu.count():
                box = menu.bounding_box()
                assert box and box["x"] + box["width"] <= screen[0], "the menu button is off the screen"
    assert page.get_by_text("<b>Llanfair").count(), "markup is shown as it was typed"


def test_an_empty_overview_and_an_empty_queue_have_no_accessibility_fault(visit, app_process):
    page = visit().open("/sign-in")
    sign_in(page)
    for path, heading in (
        ("/overview", "Nothing has been said yet"),
        ("/moderation", "Nothing awaits checking."),
    ):
        page.goto(path)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        settled(page)
        look(page)


def test_what_a_passer_by_meets_instead_of_a_staff_page_has_no_accessibility_fault(visit):
    page = visit().open("/")
    for path in ("/overview", "/moderation", "/start"):
        page.goto(path)
        expect(page.get_by_role("link").first).to_be_visible()
        settled(page)
        look(page)


def test_withholding_by_keyboard_says_what_is_missing_and_then_signs(visit, much_said):
    page = visit().open("/sign-in")
    sign_in(page)
    page.goto("/moderation")
    page.get_by_test_id("stRadioOption").filter(has_text="No: withhold it").click()
    settled(page)
    press(page, "Sign and go to the next")
    expect(page.get_by_text("Choose why it's withheld")).to_be_visible()
    open_list(page, page.get_by_role("combobox", name="Why is it withheld?"))
    page.get_by_role("option", name="It isn't about our area").click()
    settled(page)
    press(page, "Sign and go to the next")
    expect(page.get_by_text("is withheld.")).to_be_visible()
