"""Figures as an analyst uses them: a link, the finding, its numbers to take away, the words behind a mark."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from models.feedback_draft import HandoverDraft
from models.people import Viewer
from models.staff import StaffMember
from models.vocabulary import Role, Sector, Speaker
from tests.browser.conftest import sign_in
from tests.browser.looking import SCREENS, look, look_once
from tests.browser.test_have_your_say import open_list, settled
from tests.conftest import WATCHDOG
from tests.factories import a_service
from tests.reviewing import approved

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

OTHERS = ("over_time", "joins", "leaving_hospital", "one_service?service_id={ward}")


def test_a_figure_is_opened_by_a_link_taken_away_and_read_behind(visit, app_process):
    store = app_process.store
    with store.writing() as session:
        ash = session.exec(select(StaffMember).where(StaffMember.email == "ash@example.org")).one()
        moderator = Viewer(WATCHDOG, frozenset({Role.MODERATOR}), ash.name, ash.id)
        ward = a_service(session)
    join = HandoverDraft(
        from_service_id=ward, from_sector=Sector.HOSPITAL, to_sector=Sector.GP, problems=["had_to_chase"]
    )
    for number in range(11):
        more = {"service_ids": [ward], "handovers": [join], "speaker": Speaker.FAMILY}
        approved(store, moderator, f"I had to chase the surgery. Number {number}.", **more)
    approved(store, moderator, "I am a patient", speaker=Speaker.MYSELF)

    page = visit().open("/sign-in")
    sign_in(page)
    page.goto("/overview?who=families")
    picture = page.locator("[class*=-people]").filter(has=page.get_by_role("heading", level=3)).last
    expect(picture.get_by_text("11 people told us something")).to_be_visible()
    settled(page)
    look(page)

    page.set_viewport_size({"width": 1280, "height": 1000})
    settled(page)
    picture.get_by_text("Numbers and downloads").click()
    page.wait_for_timeout(500)  # while it still opens, a press on what is in it is lost
    with page.expect_download() as taken:
        picture.get_by_role("button", name="Numbers (CSV)").click()
    said = Path(taken.value.path()).read_text("utf-8-sig")
    assert "11 people told us something" in said
    assert "Told by families and carers" in said
    with store.reading() as session:
        row = session.exec(select(AuditEvent).where(AuditEvent.event == Event.FIGURES_TAKEN)).one()
    assert row.detail == {"picture": "people", "file": "csv", "figures": "for_us", "narrowed_by": "who"}

    picture.get_by_text("Read what people said").click()
    page.wait_for_timeout(500)
    open_list(page, picture.get_by_role("combobox"))
    page.get_by_role("option").first.click()
    expect(picture.get_by_text("11 of 11 comments are approved to be read.")).to_be_visible()
    expect(picture.get_by_text("Number 10.")).to_be_visible()
    assert "Number" not in page.url

    for width, mode in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=mode)
        for each in OTHERS:
            page.goto(
                f"/{each.format(ward=ward)}"
            )  # a chosen pill takes its ink from the screen it is drawn on
            expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
            settled(page)
            look_once(page)
