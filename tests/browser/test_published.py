"""From a draft to an answer that everybody reads; and words that are published no more, once taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from actions.moderate import approve
from actions.people import add_staff_member
from actions.publish_page import prepare_page, publish_page
from actions.publish_report import prepare_report, publish_report
from actions.reports import begin_report
from actions.submit import submit
from analysis.working_days import working_days_between
from content.words import day_in_words
from models.people import Viewer, job, resident
from models.report import ReportDraft, ReportTemplate
from models.report_parts import QuotationChosen, TextOfOurs, write_parts
from models.staff import StaffMember
from models.vocabulary import Role
from tests.browser.conftest import Visitor, one_app, sign_in
from tests.browser.looking import look
from tests.browser.test_have_your_say import open_list, settled
from tests.browser.test_your_reference import SECRET, look_up
from tests.codes import SECRET as FACTOR
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.factories import a_draft, a_service
from tests.publishing import INSIDE, some_told

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

LEE = "lee@example.org"
STORY = "Nobody told us that she was coming home."
ASKS = "Ring the family before somebody goes home."
TODAY = datetime.now(UTC).date()
ANSWERED, SENT = TODAY - timedelta(days=1), TODAY - timedelta(days=22)


@pytest.fixture(scope="module")
def app_process(tmp_path_factory, migrated_sqlite):
    """One process for both, with a body to ask and somebody who publishes."""
    with one_app(tmp_path_factory.mktemp("published"), migrated_sqlite) as app:
        with app.store.writing() as session:
            a_service(session, "Testford General")
            add_staff_member(
                session,
                name="Lee Publisher",
                email=LEE,
                roles=(Role.PUBLISHER,),
                password=PASSWORD,
                second_factor=FACTOR,
                by=job(WATCHDOG, "init"),
                at=NOW,
            )
        yield app


@pytest.fixture(scope="module")
def publisher(browser, app_process):
    """The page of somebody who publishes, signed in once."""
    visitor = Visitor(browser, app_process.base_url)
    page = visitor.open("/sign-in")
    sign_in(page, LEE)
    yield page
    visitor.context.close()


def boxes(page: Page, name: str) -> Locator:
    """What is under this heading, opened."""
    found = page.get_by_test_id("stExpander").filter(has_text=name).last
    if found.locator("details[open]").count() == 0:
        found.locator("summary").click()
    return found


def type_day(where: Locator, name: str, day: date) -> None:
    """A day has a box for each of its parts, and goes on from one to the next."""
    where.get_by_role("spinbutton", name=f"day, {name}").click()
    where.page.keyboard.type(f"{day:%d%m%Y}")


def test_what_was_asked_stands_on_the_public_page_with_how_many_working_days_the_answer_took(
    visit, publisher
):
    analyst = visit().open("/sign-in")
    sign_in(analyst)
    analyst.goto("/recommendations?new=yes")
    analyst.get_by_label("What people told us").fill("Families learned too late that somebody came home.")
    analyst.get_by_label("What we ask, in one sentence").fill(ASKS)
    open_list(analyst, analyst.get_by_role("combobox", name="The body that we ask"))
    analyst.get_by_role("option", name="Testford General Trust").click()
    analyst.get_by_role("button", name="Keep this draft").click()
    expect(analyst.get_by_text("The draft is kept.")).to_be_visible()
    expect(analyst.get_by_role("heading", name=ASKS)).to_be_visible()

    publisher.goto("/recommendations?recommendation=1")
    noted = boxes(publisher, "Note what happened")
    type_day(noted, "On which day", SENT)
    noted.get_by_role("button", name="Note this").click()
    expect(publisher.get_by_text(f"{day_in_words(SENT)}: sent")).to_be_visible()
    answer = boxes(publisher, "Enter an answer")
    answer.get_by_label("What they wrote or said").fill("We will ring every family first.")
    type_day(answer, "The day on it", ANSWERED)
    type_day(answer, "The day it reached us", ANSWERED)
    for said in ("By letter", "Accepted", "No change"):
        answer.get_by_test_id("stRadioOption").filter(has_text=said).first.click()
    answer.get_by_role("button", name="Keep this answer").click()
    expect(publisher.get_by_text("Waits to be checked", exact=True)).to_be_visible()
    boxes(publisher, "Check it").get_by_role("button", name="This may be read by anybody").click()
    expect(publisher.get_by_text("Checked, not published")).to_be_visible()
    publisher.get_by_role("button", name="Publish this answer").click()
    expect(publisher.get_by_text("Published", exact=True)).to_be_visible()
    boxes(publisher, "Publish it").get_by_role("button", name="Publish this recommendation").click()
    expect(publisher.get_by_text("It is published.", exact=True)).to_be_visible()

    page = visit(width=390).open("/what_people_say")
    expect(page.get_by_text(ASKS)).to_be_visible()
    days = working_days_between(SENT, ANSWERED)
    said = f"They answered on {day_in_words(ANSWERED)}, {days} working days later."
    expect(page.get_by_text(said)).to_be_visible()
    look(page)


def test_words_that_are_taken_back_stand_in_nothing_published_any_more(visit, publisher, app_process):
    reference = publish_what_somebody_said(app_process.store)
    page = visit(width=390).open("/")
    for path in ("/report/1", "/what_people_say"):
        page.goto(path)
        expect(page.get_by_text(STORY)).to_be_visible()

    look_up(page, reference)
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()

    for path in ("/report/1", "/what_people_say"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert STORY not in page.content()
    publisher.goto("/today")
    settled(publisher)
    expect(publisher.get_by_text("1 person’s words stand in something we published")).to_be_visible()


def publish_what_somebody_said(store) -> str:
    """A report and an edition of the public page that quote one person; their reference."""
    with store.reading() as session:
        staff_id = session.exec(select(StaffMember.id).where(StaffMember.email == LEE)).one()
    moderator, lee = (
        Viewer(WATCHDOG, frozenset({role}), name="Lee Publisher", staff_id=staff_id)
        for role in (Role.MODERATOR, Role.PUBLISHER)
    )
    agreed = {"consent_quotation": True, "consent_reports": True, "secret": SECRET, "told_on": INSIDE}
    with store.writing() as session:
        told = submit(session, a_draft(STORY, **agreed), by=resident(WATCHDOG), at=NOW)
        approve(session, told.feedback_id, is_publishable=True, after=0, by=moderator, at=NOW)
        quoted = QuotationChosen(feedback_id=told.feedback_id, start=0, end=len(STORY))
        parts = write_parts((TextOfOurs(heading="In short", said="Families want to be told."), quoted))
        draft = ReportDraft(ReportTemplate.QUARTERLY, "What people told us", parts=tuple(parts))
        report_id = begin_report(session, draft, by=lee, at=NOW)
        prepared = prepare_report(session, report_id, after=1, by=lee, at=NOW)
        publish_report(session, prepared, by=lee, at=NOW)
        edition = prepare_page(session, some_told(20), quoted=[quoted], by=lee, at=NOW)
        publish_page(session, edition, by=lee, at=NOW)
    return told.reference
