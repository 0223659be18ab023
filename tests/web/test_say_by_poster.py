"""Somebody who scanned the poster of a service finds it filled in where it fits, and can change it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from models.feedback import FeedbackService
from models.vocabulary import Sector
from tests.conftest import TODAY
from tests.factories import a_service
from tests.web.saying import press, rows, to_the_end


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def by_poster(browser, service, journey):
    """The first question after what happened, for somebody who scanned the poster of a service."""
    address = browser.get("/say", params={"service": str(service)}).text
    start = unescape(re.search(r'id="start" href="([^"]+)"', address).group(1))
    page = press(browser, browser.get(start), journey=journey)
    return press(browser, page, words="Nobody rang us back.")


@pytest.mark.parametrize(
    ("journey", "sector", "is_filled_in"),
    [
        ("leaving_hospital", Sector.HOSPITAL, True),
        ("leaving_hospital", Sector.GP, False),
        ("something_else", Sector.HOSPITAL, True),
        ("something_else", Sector.GP, True),
        ("between_services", Sector.HOSPITAL, False),
    ],
)
def test_a_poster_for_a_service_fills_it_in_where_it_fits_and_it_can_be_changed(
    browser, store, journey, sector, is_filled_in
):
    with store.writing() as session:
        ward, other = a_service(session, "Ward 9", sector), a_service(session, "Ward 8", sector)
    page = by_poster(browser, ward, journey)
    assert bool(re.search(rf'value="{ward}" checked', page.text)) is is_filled_in
    if is_filled_in:
        name = "hospital" if journey == "leaving_hospital" else "service"
        press(browser, to_the_end(browser, press(browser, page, **{name: str(other)})), "send")
        assert [row.service_id for row in rows(store, FeedbackService)] == [other]


@pytest.mark.parametrize("which", ["closed", "not open yet", "nobody's", "<b>"])
def test_a_poster_for_a_service_that_is_not_there_fills_nothing_in(browser, store, which):
    with store.writing() as session:
        closed = a_service(session, "Closed", valid_to=TODAY - timedelta(days=1))
        later = a_service(session, "Later", valid_from=TODAY + timedelta(days=1))
    named = {"closed": closed, "not open yet": later, "nobody's": "0" * 32}.get(which, which)
    assert " checked" not in by_poster(browser, named, "something_else").text


def test_a_poster_does_not_answer_again_what_somebody_answered_themselves(browser, store):
    with store.writing() as session:
        ward, other = a_service(session, "Ward 9"), a_service(session, "Ward 8")
    page = by_poster(browser, ward, "something_else")
    press(browser, page, service=str(other))

    again = browser.get("/say/about", params={"service": str(ward)})
    press(browser, again, journey="something_else")

    assert f'value="{other}" checked' in browser.get("/say/service").text
