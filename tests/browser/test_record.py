"""The record in a real browser: a row for a reading, the file that can be kept, and a narrow screen."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from models.people import resident
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.browser.test_have_your_say import settled
from tests.conftest import WATCHDOG
from tests.factories import some_feedback

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)


def many(store, event):
    with store.reading() as session:
        return len(session.exec(select(AuditEvent).where(AuditEvent.event == event)).all())


def test_reading_a_comment_is_one_row_until_another_page_was_open(visit, app_process):
    with app_process.store.writing() as session:
        some_feedback(session, resident(WATCHDOG), "Nobody rang us back.")
    page = visit().open("/sign-in")
    sign_in(page)
    page.wait_for_url("**/today")
    for times in (1, 2):
        page.get_by_role("link", name="Check comments").click()
        expect(page.get_by_text("Nobody rang us back.").first).to_be_visible()
        page.get_by_test_id("stRadioOption").filter(has_text="Yes, but only inside the watchdog").click()
        settled(page)
        assert many(app_process.store, Event.FEEDBACK_READ) == times
        page.get_by_role("link", name="Overview").click()
        expect(page.get_by_role("heading", name="How many people told us?")).to_be_visible()


def test_the_rows_can_be_read_and_taken_away(visit, app_process):
    page = visit().open("/sign-in")
    sign_in(page, "bo@example.org")
    page.goto("/record")
    expect(page.get_by_text("Added a person").first).to_be_visible()
    settled(page)
    look(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="Download these rows").click()
    kept = download.value.path().read_text(encoding="utf-8-sig")
    assert kept.startswith("number,when_utc,who,") and "Bo Administrator" in kept
    assert many(app_process.store, Event.AUDIT_EXPORTED) == 1
    expect(page.get_by_role("heading", name="Is the record whole?")).to_be_visible()
