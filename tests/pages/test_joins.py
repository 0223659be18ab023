"""The page of joins: its parts, the one join that a link names, and the comments behind it."""

import gc
import weakref

import pytest

from analysis.joins_counted import Pair
from models.feedback_draft import HandoverDraft
from models.people import resident
from models.vocabulary import Sector
from reporting.looked import Looked
from tests.conftest import WATCHDOG
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_lines, open_page, words_read
from tests.storage.queries.test_search_words import approved
from ui import sides
from ui.joins import Part
from ui.plain import plain


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def ward(store):
    """Eleven people went from a named ward to a GP; ten had to chase. One of them may be read."""
    with store.writing() as session:
        ward = a_service(session, "Ward *9*")
        join = HandoverDraft(
            from_service_id=ward, from_sector=Sector.HOSPITAL, to_sector=Sector.GP, problems=["had_to_chase"]
        )
        approved(session, "They **lost** the letter", handovers=[join])
        for number in range(9):
            some_feedback(session, resident(WATCHDOG), f"Nobody rang {number}", handovers=[join])
        well = join.model_copy(update={"problems": ["warm_handover"]})
        some_feedback(session, resident(WATCHDOG), "Kind nurses", handovers=[well])
    return ward


def headings(page):
    return [heading.value for heading in page.subheader]


def test_each_part_answers_its_own_questions(store, ward, publisher, monkeypatch):
    page = open_page("joins", store, publisher, monkeypatch)
    assert not page.exception
    assert headings(page)[0] == "From where to where do people go?"
    assert "11 of the 11 people shown here" in everything_on(page)

    page.pills(key="joins-part").set_value(Part.WHAT).run()

    assert not page.exception and page.code[0].value.endswith("?part=what")
    assert headings(page)[0] == "Which joins should we look at first?"
    assert plain("Look first at Hospital to GP: 91% of 11 people") in everything_on(page)

    page.pills(key="joins-part").set_value(Part.ONE).run()
    page.selectbox(key="joins-one").select(Pair("hospital", "gp")).run()
    assert page.code[0].value.endswith("?part=one&from=hospital&to=gp"), "the link opens what is drawn"


def test_a_page_that_stays_open_keeps_nothing_of_what_it_looked_at(store, ward, publisher, monkeypatch):
    """Its choices are kept for an hour after it is left: if they held the facts, memory would fill up."""
    seen = []

    def noted(*given):
        looked = Looked(*given)
        seen.append(weakref.ref(looked))
        return looked

    monkeypatch.setattr(sides, "Looked", noted)
    page = open_page("joins", store, publisher, monkeypatch)
    gc.collect()

    assert not page.exception
    assert [one() for one in seen] == [None]


def test_a_link_opens_one_join_with_the_comments_behind_it(store, ward, publisher, monkeypatch):
    page = open_lines("from pages import joins\n\njoins.page()", store, publisher, monkeypatch)
    page.query_params["from"], page.query_params["to"] = "hospital", "gp"
    page.run()
    assert not page.exception and page.code[0].value.endswith("?from=hospital&to=gp")
    assert headings(page)[0] == plain("Hospital to GP: what happened there?")
    behind = next(box for box in page.selectbox if box.key == "first-one_join-mark")
    assert behind.value == "Everybody who told us of it", "its stories are open at once"
    assert words_read(page) == ["They **lost** the letter"]
    behind.select("Had to chase").run()
    assert not page.exception
    assert words_read(page) == ["They **lost** the letter"]
    assert dict(page.query_params)["from"] == "hospital"
