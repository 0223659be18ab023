"""A comment on its way from the queue to signed, with a name taken out, in a real browser."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from actions.submit import submit
from models.moderation import ApprovedWords
from models.people import resident
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.browser.test_have_your_say import press, settled
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

SAID = "Mrs Whitlock was kind. I rang 01632 960771, and then 01632 960772 by the green door."


def test_a_comment_is_read_redacted_and_signed(visit, app_process):
    store = app_process.store
    with store.writing() as session:
        submit(session, a_draft(SAID, consent_quotation=True), by=resident(WATCHDOG), at=NOW)
    page = visit().open("/sign-in")
    sign_in(page)
    page.goto("/moderation")
    expect(page.get_by_role("heading", name="What others will read")).to_be_visible()
    expect(page.get_by_text("staff name removed", exact=True)).to_have_count(0)
    page.get_by_text("Mark something else").click()
    page.get_by_label("Words to take out, everywhere they stand").fill("green door")
    page.keyboard.press("Tab")
    settled(page)
    press(page, "Take this out")
    expect(page.get_by_text("Marked in 1 place.")).to_be_visible()
    page.get_by_test_id("stRadioOption").filter(has_text="anybody may read it").click()
    page.get_by_test_id("stRadioOption").filter(has_text="A small thing could have been better").click()
    settled(page)
    look(page)

    press(page, "Sign and go to the next")

    expect(page.get_by_text("is approved for anybody to read.")).to_be_visible()
    with store.reading() as session:
        [words] = session.exec(select(ApprovedWords.words)).all()
    assert words.startswith("Mrs [name removed] was kind. I rang [phone number removed],")
    assert words.endswith("by the [name removed].")
