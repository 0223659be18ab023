"""A programme's own form: whose it is goes along from its address to what is kept."""

import re
from datetime import timedelta
from html import unescape

import pytest

from actions.add_programme import add_programme
from actions.switch_question_set import switch_question_set
from models.feedback import Feedback, Handover
from models.people import job
from models.programme import Programme, ProgrammeDraft
from models.vocabulary import Journey, Sector, Speaker
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.web.conftest import a_browser, token_of
from tests.web.saying import press, reference, rows, send, title, to_the_end

DAY = timedelta(days=1)
REVIEW = ProgrammeDraft(
    "Testford Healthcare <Review>", code="healthcare-review", question_sets=("healthcare_review",)
)
VIEWS = "Your views on Testford Healthcare <Review>"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def follow_programme(store):
    def follow(draft, watchdog=WATCHDOG):
        with store.writing() as session:
            return add_programme(session, draft, by=job(watchdog, "terminal"), at=NOW).id

    return follow


def start(browser, code="healthcare-review"):
    """The first question that somebody is asked who came by a programme's address."""
    page = browser.get(f"/say?programme={code}")
    return browser.get(unescape(re.search(r'id="start" href="([^"]+)"', page.text).group(1)))


def test_a_clinician_fills_in_the_reviews_own_form_and_it_is_kept_as_its_own(
    browser, store, clock, door, follow_programme
):
    review = follow_programme(REVIEW)
    page = browser.get("/say?programme=healthcare-review")
    assert title(page) == VIEWS and "what works now and what should change" in page.text
    assert 'href="/have_your_say?programme=healthcare-review"' in page.text
    back = unescape(re.search(r'name="back" value="([^"]+)"', page.text).group(1))
    language = browser.post("/display", data={"language": "pl", "back": back}, follow_redirects=False)
    assert language.headers["location"] == "/say?programme=healthcare-review"

    page = start(browser)
    assert title(page) == "Who are you?" and VIEWS in unescape(page.text)
    page = press(browser, page, speaker="staff")
    page = press(browser, page, care_areas=["planned", "long_term"])
    assert title(page) == "Planned care"
    page = press(browser, press(browser, page, "back"), care_areas=["planned", "long_term"])
    page = press(browser, page, planned_now="not_well", planned_change=["sooner", "one_record"])
    assert title(page) == "Care for a long-term condition"
    code = re.search(r"\b[2-9A-Z]{4}(-[2-9A-Z]{4}){2}\b", press(browser, page, "save").text).group()

    with a_browser(door) as elsewhere:
        asked = {"act": "come_back", "code": code, "form_token": token_of(elsewhere.get("/draft").text)}
        page = elsewhere.get(elsewhere.post("/draft", data=asked).headers["location"])
        assert title(page) == "Care for a long-term condition" and VIEWS in unescape(page.text)
        page = press(elsewhere, press(elsewhere, page), words="One record for all of us.")
        page = to_the_end(elsewhere, page)
        assert "Planned care: how it works now" in unescape(page.text)
        clock.forward(minutes=4)
        answers = [send(elsewhere, page, "send") for _ in range(2)]
        assert {answer.status_code for answer in answers} == {303}
        (kept,) = rows(store, Feedback)
        assert reference(elsewhere.get("/say/sent")) == kept.reference
    assert (kept.programme_id, kept.question_set) == (review, "healthcare_review/1")
    assert (kept.speaker, kept.journey) == (Speaker.STAFF, Journey.SOMETHING_ELSE)
    assert kept.answers == {
        "care_areas": "planned,long_term",
        "planned_now": "not_well",
        "planned_change": "sooner,one_record",
    }


def test_police_and_housing_are_places_on_a_way_though_they_are_no_services_of_the_list(
    browser, store, follow_programme
):
    follow_programme(
        ProgrammeDraft("High users", code="scheme", question_sets=("high_intensity_user_scheme",))
    )
    page = press(
        browser, press(browser, start(browser, "scheme"), speaker="myself"), words="Round and round."
    )
    assert title(page) == "Which services did you have to deal with?"
    page = press(
        browser, press(browser, page, "add"), place_1="ambulance", place_2="police", place_3="housing"
    )
    assert "From Ambulance or 999 to Police" in unescape(page.text)
    page = press(browser, page, which_move="2", went_wrong=["nobodys_job"])
    page = press(browser, page, understood_needs="no")
    assert "Round and round." in to_the_end(browser, page).text
    press(browser, browser.get("/say/check"), "send")

    (kept,) = rows(store, Feedback)
    assert (kept.journey, kept.answers) == (Journey.BETWEEN_SERVICES, {"understood_needs": "no"})
    ways = sorted(rows(store, Handover), key=lambda row: row.position)
    assert [(row.from_sector, row.to_sector, row.problems) for row in ways] == [
        (Sector.AMBULANCE, Sector.POLICE, []),
        (Sector.POLICE, Sector.HOUSING, ["nobodys_job"]),
    ]


@pytest.mark.parametrize(
    ("code", "ended_on", "is_its_own"),
    [
        ("healthcare-review", None, True),
        ("healthcare-review", TODAY, True),
        ("healthcare-review", TODAY - DAY, False),
        ("nobody-s", None, False),
        ("<b>", None, False),
        ("x" * 5_000, None, False),
    ],
)
def test_only_a_programme_that_goes_on_has_a_form_of_its_own(
    browser, store, follow_programme, code, ended_on, is_its_own
):
    review = follow_programme(REVIEW)
    with store.writing() as session:
        session.get_one(Programme, (WATCHDOG, review)).ended_on = ended_on
    page = browser.get("/say", params={"programme": code})
    assert title(page) == (VIEWS if is_its_own else "Tell us what happened")
    first = "Who are you?" if is_its_own else "What would you like to tell us about?"
    assert title(start(browser, code)) == first


def test_where_the_form_is_closed_a_programmes_own_is_closed_too(browser, store, follow_programme):
    follow_programme(REVIEW)
    with store.writing() as session:
        terminal = job(WATCHDOG, "terminal")
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=terminal, at=NOW)
    assert 'id="start"' not in browser.get("/say?programme=healthcare-review").text


def test_a_programme_whose_questions_are_switched_off_asks_the_usual_ones(browser, store, follow_programme):
    follow_programme(REVIEW)
    with store.writing() as session:
        terminal = job(WATCHDOG, "terminal")
        switch_question_set(session, "healthcare_review", is_on=False, after=0, by=terminal, at=NOW)
    page = start(browser)
    assert title(page) == "What would you like to tell us about?" and VIEWS in unescape(page.text)


def test_a_programme_without_questions_of_its_own_asks_the_usual_ones_and_is_kept_however_long_its_code(
    browser, store, follow_programme
):
    code = "bedfordshire-and-milton-keynes-integrated-hub-for-leaving-60"
    hub = follow_programme(ProgrammeDraft("The hub", code=code))
    page = press(browser, start(browser, code), journey="something_else")
    with store.writing() as session:
        session.get_one(Programme, (WATCHDOG, hub)).ended_on = TODAY - DAY
    page = press(browser, page, words="They rang us first.")
    press(browser, to_the_end(browser, page), "send")

    (kept,) = rows(store, Feedback)
    assert (kept.programme_id, kept.question_set) == (hub, "have_your_say/3")


def test_whoever_came_by_no_programmes_address_is_of_none(browser, store, follow_programme):
    follow_programme(REVIEW)
    page = press(browser, browser.get("/say/about"), journey="something_else")
    press(browser, to_the_end(browser, press(browser, page, words="Nobody rang.")), "send")
    assert rows(store, Feedback)[0].programme_id is None
