"""A new recommendation begun from a picture: what stands in it, what doesn’t, and where it leads back to."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from sqlmodel import select

from actions.recommendations import add_recommendation
from models.errors import Problems
from models.organisation import Organisation
from models.people import job
from models.recommendation import RecommendationDraft
from models.vocabulary import Sector
from storage.queries.bodies_answering import bodies_to_choose_from
from storage.queries.recommendations import recommendations
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.pages.opening import everything_on, open_lines
from ui import access
from ui.recommendation_address import BEGUN, Begun
from ui.recommendation_one import picture_of

PAGE = "from pages import recommendations\n\nrecommendations.page()"
JOB = job(WATCHDOG, "tester")
TOO_FEW = "too few people to be published"
DRAFT = RecommendationDraft(asks="Ring people first.", finding="People had to chase.")


@pytest.fixture
def store(sqlite_store, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    with sqlite_store.writing() as session:
        session.add(Organisation(watchdog_id=WATCHDOG, name="Testford Trust", sector=Sector.HOSPITAL))
    return sqlite_store


@pytest.fixture
def begun(store, publisher, monkeypatch):
    def from_(finding=None, drawn_on="", *, at=None, **address):
        """From a picture with a finding, of this address or of the one `at`; else from nothing."""
        page = open_lines(PAGE, store, publisher, monkeypatch)
        address = {"new": "yes", **address}
        page.query_params.update(address)
        if finding is not None:
            page.session_state[BEGUN] = Begun(urlencode(sorted((at or address).items())), finding, drawn_on)
        return page.run()

    return from_


def box(kind, label):
    return next(one for one in kind if one.label.endswith(label))


def only(store, viewer):
    with store.reading() as session:
        return recommendations(session, viewer, today=TODAY)[0]


@pytest.mark.parametrize(("finding", "is_told"), [("", True), ("Most had to chase.", False), (None, False)])
def test_where_the_finding_is_left_out_it_is_said_why(begun, finding, is_told):
    page = begun(finding)
    assert not page.exception
    assert (TOO_FEW in everything_on(page)) is is_told
    assert box(page.text_area, "What people told us").value == (finding or "")


def test_no_finding_stands_under_the_address_of_another_picture(begun):
    """Somebody may go back in the browser to one that was begun before."""
    page = begun("41 people had to chase.", "page=joins", at={"new": "yes"}, who="families")

    assert box(page.text_area, "What people told us").value == ""
    assert "Where things get lost" not in everything_on(page)


def test_one_begun_from_nothing_knows_nothing_of_the_last_picture(begun):
    page = begun("", "page=joins")
    box(page.button, "All recommendations").click().run()
    box(page.button, "Make a recommendation").click().run()
    assert not page.exception
    shown = everything_on(page)
    assert TOO_FEW not in shown and "Begun from" not in shown


def test_it_leads_back_to_the_page_that_drew_the_picture(begun, store, publisher):
    page = begun("", "page=joins&part=what", since="2026-01-01", who="patients")
    assert "Begun from a picture on the page “Where things get lost between services”" in everything_on(page)
    box(page.text_area, "What people told us").set_value("People had to chase.")
    box(page.text_area, "in one sentence").set_value("Ring people first.")
    with store.reading() as session:
        body = bodies_to_choose_from(session, publisher).names
    box(page.selectbox, "The body that we ask").set_value(next(iter(body)))
    box(page.button, "Keep this draft").click().run()
    assert not page.exception
    one = only(store, publisher)
    assert (one.scope, one.lost) == ("page=joins&part=what&since=2026-01-01&who=patients", ())
    assert picture_of(one) == "/joins?part=what&since=2026-01-01&who=patients"


def test_a_measure_leads_to_it_over_time(store, publisher):
    made(store, measure="people", scope="since=2026-01-01")
    assert picture_of(only(store, publisher)) == "/over_time?measure=people&since=2026-01-01"


def test_one_that_says_no_page_leads_to_the_overview(store, publisher):
    made(store, scope="who=patients")
    assert picture_of(only(store, publisher)) == "/overview?who=patients"


@pytest.mark.parametrize("scope", ["page=settings", "page=//example.org&who=patients", "part=what"])
def test_no_other_page_is_led_to(store, scope):
    with pytest.raises(Problems):
        made(store, scope=scope)


def made(store, **changes):
    with store.writing() as session:
        body = session.exec(select(Organisation.id)).one()
        draft = replace(DRAFT, organisation_id=body, **changes)
        add_recommendation(session, draft, by=JOB, at=NOW)
