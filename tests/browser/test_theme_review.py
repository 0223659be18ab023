"""Checking tags by keyboard: how many presses a confirmed comment takes, and whether everybody can do it."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from actions.tag import tag_batch, this_release
from analysis.tagger import tag
from models.people import Viewer, job
from models.staff import StaffMember
from models.tag import TagDecision
from models.vocabulary import Role, TagKind
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.browser.test_have_your_say import settled
from tests.conftest import NOW, WATCHDOG
from tests.reviewing import approved

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

MOST_PRESSES = 3


def test_a_comment_is_confirmed_in_three_presses_or_fewer_and_the_page_has_no_fault(visit, app_process):
    store = app_process.store
    with store.reading() as session:
        ash = session.exec(select(StaffMember).where(StaffMember.email == "ash@example.org")).one()
    moderator = Viewer(WATCHDOG, frozenset({Role.MODERATOR}), ash.name, ash.id)
    for number in range(3):
        approved(store, moderator, f"The GP referred Mum to the clinic and I had to chase them. {number}")
    release = this_release()
    tag_batch(
        store,
        tag,
        taxonomy_version=release.taxonomy,
        model_version=release.model,
        by=job(WATCHDOG, "tagger"),
        at=NOW,
    )
    page = visit().open("/sign-in")
    sign_in(page)
    page.goto("/theme_review")
    expect(page.get_by_text("3 to check")).to_be_visible()
    settled(page)
    presses = 0
    for left in (2, 1):
        page.wait_for_timeout(500)  # a key that is pressed before the page listens is lost
        page.keyboard.press("Control+Enter")
        presses += 1
        expect(page.get_by_text(f"{left} to check")).to_be_visible()
        settled(page)
    assert presses / 2 <= MOST_PRESSES
    with store.reading() as session:
        decided = session.exec(select(TagDecision).where(TagDecision.kind == TagKind.THEME)).all()
    assert len({row.feedback_id for row in decided}) == 2
    assert "had_to_chase" in {row.value for row in decided}
    look(page)

    page.get_by_text("Which comments").click()
    page.wait_for_timeout(500)  # while it still opens, a press on what is in it is lost
    by_keys = page.get_by_test_id("stCheckbox").filter(has_text="Sign with Ctrl and Enter")
    by_keys.locator("label").click()
    settled(page)
    expect(by_keys.locator("input")).not_to_be_checked()
    page.keyboard.press("Control+Enter")
    settled(page)
    page.wait_for_timeout(1_000)
    expect(page.get_by_text("1 to check")).to_be_visible()
