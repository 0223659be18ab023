"""Each programme in a real browser: from its own form to what its page shows. One app for all of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from actions.add_programme import add_programme
from actions.hold import FASTEST
from models.people import job, resident
from models.programme import ProgrammeDraft, ProgrammeKind
from models.vocabulary import Journey, Sector, Speaker
from storage.queries.programme_form import programme_form
from tests.browser.conftest import Visitor, one_app, sign_in
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
expect.set_options(timeout=30_000)

HUB = ProgrammeDraft("Testford Discharge Hub", code="discharge-hub", question_sets=("have_your_say",))
SCHEME = ProgrammeDraft(
    "Testford High Intensity User Scheme",
    code="high-intensity-user-scheme",
    kind=ProgrammeKind.SCHEME,
    question_sets=("high_intensity_user_scheme",),
)
REVIEW = ProgrammeDraft(
    "Testford Healthcare Review",
    code="healthcare-review",
    kind=ProgrammeKind.CONSULTATION,
    question_sets=("healthcare_review",),
)
STRATEGY = ProgrammeDraft(
    "Testford Health Services Strategy",
    code="health-services-strategy",
    kind=ProgrammeKind.STRATEGY,
    covers_all=True,
    question_sets=("have_your_say",),
)
WINTER = ProgrammeDraft(
    "Testford winter teams",
    code="winter-teams",
    kind=ProgrammeKind.SEASONAL_PLAN,
    question_sets=("have_your_say",),
)
THE_WAY = [
    {"from_sector": Sector.POLICE, "to_sector": Sector.AMBULANCE},
    {"from_sector": Sector.AMBULANCE, "to_sector": Sector.HOUSING},
]
LEFT = {"journey": Journey.LEAVING_HOSPITAL, "speaker": Speaker.MYSELF}
TOLD = {
    HUB: LEFT | {"answers": {"destination": "home_with_help"}},
    SCHEME: {"journey": Journey.BETWEEN_SERVICES, "handovers": THE_WAY},
    REVIEW: {"journey": Journey.SOMETHING_ELSE, "speaker": Speaker.MYSELF},
    STRATEGY: {"journey": Journey.BETWEEN_SERVICES},
    WINTER: LEFT | {"answers": {"destination": "short_stay"}},
}
NINE = 9
"""One fewer than a picture needs to say anything."""

CHOOSE = """answers => {
    for (const [name, said] of Object.entries(answers)) {
        const field = document.querySelector(`select[name="${name}"]`);
        if (field) field.value = said;
        else document.querySelector(`input[name="${name}"][value="${said}"]`)?.click();
    }
}"""


@pytest.fixture(scope="module")
def app_process(tmp_path_factory, migrated_sqlite):
    """The app with five programmes of which nine people each have told us; a test tells of its own alone."""
    with one_app(tmp_path_factory.mktemp("programmes"), migrated_sqlite) as app:
        with app.store.writing() as session:
            for programme, told in TOLD.items():
                add_programme(session, programme, by=job(WATCHDOG, "terminal"), at=NOW)
                own = programme_form(session, resident(WATCHDOG), programme.code, on=NOW.date())
                for number in range(NINE):
                    words = f"See us sooner. Number {number}."
                    some_feedback(session, resident(WATCHDOG), words, programme_id=own.id, **told)
        yield app


@pytest.fixture(scope="module")
def staff(browser, app_process):
    """Somebody of the watchdog, signed in once, who has seen that nine people told us of each programme."""
    visitor = Visitor(browser, app_process.base_url)
    page = visitor.open("/sign-in")
    sign_in(page)
    page.goto("/programmes")
    expect(page.get_by_text("9 people told us about it.")).to_have_count(len(TOLD) - 1)
    yield page
    visitor.context.close()


def tell(page: Page, programme: ProgrammeDraft, words: str, **answers: str) -> None:
    """Fill in a programme's own form with these answers, and send it."""
    page.goto(f"/say?programme={programme.code}")
    expect(page.get_by_role("heading", name=f"Your views on {programme.name}")).to_be_visible()
    page.get_by_role("link", name="Start").click()
    send = page.get_by_role("button", name="Send my feedback")
    for _ in range(40):
        if send.count():
            break
        more = page.get_by_role("button", name="Add another service")
        if "place_3" in answers and more.count() and not page.locator("[name=place_3]").count():
            with page.expect_navigation():
                more.click()
        page.evaluate(CHOOSE, answers)
        if page.locator("textarea[name=words]").count():
            page.fill("textarea[name=words]", words)
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()
    page.wait_for_timeout(1_000 * FASTEST.total_seconds())
    send.click()
    page.wait_for_url("**/say/about-you/*")


def test_what_a_clinician_says_in_the_reviews_own_form_changes_its_page(visit, staff):
    staff.goto("/programmes?programme=healthcare-review")
    expect(staff.get_by_text("9 people told us something in November 2026.")).to_be_visible()
    expect(staff.get_by_text("Patients were the largest group")).to_have_count(0)
    said = "One list for all of us, so that nobody is forgotten."
    well = {"planned_now": "not_well", "planned_change": "sooner"}
    tell(visit(width=390).open("/"), REVIEW, said, speaker="staff", care_areas="planned", **well)
    staff.reload()
    expect(staff.get_by_text(re.compile("Patients were the largest group.*90% of 10"))).to_be_visible()


def test_where_somebody_went_whom_the_hub_asks_is_counted_on_its_page(visit, staff):
    tell(
        visit(width=390).open("/"),
        HUB,
        "The hub rang the day after. All was there.",
        journey="leaving_hospital",
        destination="home_with_help",
        told_whom_to_contact="yes",
        speaker="myself",
    )
    staff.goto("/programmes?programme=discharge-hub&show=where&whose=its")
    expect(staff.get_by_text(re.compile("Home, with help arranged, 100% of 10 people"))).to_be_visible()


def test_the_way_of_one_more_through_police_and_housing_shows_how_many_services_people_deal_with(
    visit, staff
):
    way = {"place_1": "police", "place_2": "ambulance", "place_3": "housing"}
    tell(
        visit(width=390).open("/"),
        SCHEME,
        "One woman understood it all.",
        speaker="myself",
        understood_needs="yes",
        **way,
    )
    staff.goto("/programmes?programme=high-intensity-user-scheme")
    said = "Half of the 10 people who told us of any spoke of 3 kinds of services or more."
    expect(staff.get_by_text(said)).to_be_visible()
    way_told = re.compile("10 people of 10 people told us of this way.*Police")
    expect(staff.get_by_text(way_told)).to_be_visible()


def test_a_referral_lost_is_what_comes_up_most_against_what_the_strategy_promised(visit, staff):
    tell(
        visit(width=390).open("/"),
        STRATEGY,
        "My referral was lost between the GP and the clinic.",
        journey="between_services",
    )
    lost = staff.get_by_text(re.compile("“Referral lost or never sent” comes up most of these"))
    for _ in range(20):
        staff.goto("/programmes?programme=health-services-strategy")
        expect(staff.get_by_text("Care was to be joined up. What do people write?")).to_be_visible()
        if lost.count():
            break
    expect(lost).to_be_visible()


def test_a_stay_in_a_community_bed_is_counted_on_the_page_of_the_winter_teams(visit, staff):
    tell(
        visit(width=390).open("/"),
        WINTER,
        "A bed in the care home first, and then home.",
        journey="leaving_hospital",
        destination="short_stay",
        speaker="myself",
    )
    staff.goto("/programmes?programme=winter-teams")
    stay = "A short stay in a care home or community bed, 100% of 10 people"
    expect(staff.get_by_text(re.compile(stay))).to_be_visible()
