"""A body answers what we recommend by its link, on a phone, and staff find the answer waiting."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from actions.answer_links import end_answer_link, make_answer_link
from actions.recommendation_steps import note_step
from content.words import day_in_words, words
from models.people import Viewer
from models.recommendation import StepDraft, StepKind
from models.staff import StaffMember
from models.vocabulary import Role
from storage.queries.answer_links import answer_link
from tests.answering import a_body, a_recommendation
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.conftest import WATCHDOG

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

NOW = datetime.now(UTC)
TODAY = NOW.date()
WHO, SAID = "Pat Penrose, Chief Nurse", "We ring every family first.\n\nFrom Monday on."


@pytest.fixture
def analyst(app_process):
    with app_process.store.reading() as session:
        staff_id = session.exec(select(StaffMember.id).where(StaffMember.email == "ash@example.org")).one()
    return Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ash Moderator", staff_id=staff_id)


@pytest.fixture
def asked(app_process, analyst):
    with app_process.store.writing() as session:
        it = a_recommendation(session, a_body(session), sent=None)
        sent = StepDraft(StepKind.SENT, TODAY - timedelta(days=3))
        note_step(session, it, sent, by=analyst, at=NOW)
        make_answer_link(session, it, by=analyst, at=NOW)
    return it


@pytest.fixture
def link(app_process, analyst, asked):
    with app_process.store.reading() as session:
        found = answer_link(session, analyst, asked, today=TODAY)
    assert found is not None
    return found.path


def test_a_body_answers_on_a_phone_and_staff_find_the_answer_waiting(visit, link):
    page = visit(width=320).open(link)
    look(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.get_by_label("Your answer, in your own words").fill(SAID)
    page.get_by_role("button", name="We have the letter").click()
    expect(page.get_by_text(words("answer.done_acknowledged"))).to_be_visible()
    expect(page.get_by_label("Your answer, in your own words")).to_have_value(SAID)

    page.get_by_label("Who answers").fill(WHO)
    page.get_by_label("Who answers").press("Enter")
    expect(page.get_by_role("link", name=words("answer.missing.stance"))).to_be_visible()
    look(page)
    page.get_by_label("We accept it", exact=True).check()
    page.get_by_label("A change is planned").check()
    page.get_by_label("What changes").fill("Families are rung first")
    page.get_by_label("By when, if it is planned").fill(f"{TODAY + timedelta(days=30)}")
    page.get_by_role("button", name="Send this answer").click()
    said = words("answer.done_answered", day=day_in_words(TODAY))
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text(words("answer.waits"), exact=True)).to_be_visible()
    look(page)
    assert WHO not in page.content() and SAID not in page.content()

    staff = visit().open("/sign-in")
    sign_in(staff)
    staff.wait_for_url("**/today")
    staff.goto("/recommendations?recommendation=1")
    expect(staff.get_by_text("Waits to be checked", exact=True)).to_be_visible()
    expect(staff.get_by_text("We ring every family first.").first).to_be_visible()


def test_what_was_typed_while_staff_ended_the_link_is_there_to_be_copied(
    visit, app_process, analyst, asked, link
):
    page = visit(width=320).open(link)
    page.get_by_label("Your answer, in your own words").fill(SAID)
    with app_process.store.writing() as session:
        end_answer_link(session, asked, by=analyst, at=NOW)
    page.get_by_role("button", name="Send this answer").click()

    expect(page.get_by_role("heading", name=words("answer.gone_title"))).to_be_visible()
    expect(page.get_by_text("From Monday on.")).to_be_visible()
    look(page)
