"""One service: the list to choose from, what became of it, its figures, and words that may be quoted."""

from datetime import date

import pytest
from sqlmodel import select

from models.organisation import Service
from models.people import resident
from models.scope import Scope
from models.vocabulary import Sector
from tests.conftest import WATCHDOG
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_page
from tests.storage.queries.test_search_words import approved

LIST = "Choose a service or an organisation"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def ward(store):
    """A ward that twelve people spoke of, four of them may be quoted or nearly; one that merged into it."""
    with store.writing() as session:
        one = a_service(session, "Ward *9*", valid_to=date(2026, 10, 1))
        surgery = a_service(session, "Old Mill Surgery", Sector.GP)
        session.get(Service, (WATCHDOG, one)).successor_id = surgery
        a_service(session, "Ward nine", merged_into_id=one)
        a_service(session, "Quiet clinic")
        about = {"service_ids": [one], "rating": "good", "happened_on": date(2026, 3, 2)}
        may = {"consent_quotation": True, "publishable": True}
        approved(session, "They **lost** the letter", **may, **about)
        approved(session, "Not for anybody", **{**may, "publishable": False}, **about)
        approved(session, "Not to be quoted", **{**may, "consent_quotation": False}, **about)
        approved(session, "About the surgery", **may, **{**about, "service_ids": [surgery]})
        for number in range(9):
            some_feedback(session, resident(WATCHDOG), f"Nobody rang {number}", **about)
    return one


def opened(store, viewer, monkeypatch, **link):
    page = open_page("one_service", store, viewer, monkeypatch)
    for name, said in link.items():
        page.query_params[name] = str(said)
    return page.run() if link else page


def table(page) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_the_list_names_every_service_with_its_people_and_opens_one(store, ward, publisher, monkeypatch):
    page = opened(store, publisher, monkeypatch)
    rows = table(page)
    assert "Ward *9*" in rows and "12 people<" in rows and "Ward nine" not in rows
    assert "1 person (fewer than 10: not for publication)" in rows and "nobody yet" in rows

    choice = next(box for box in page.selectbox if box.label == LIST)
    choice.select(Scope(service_id=ward)).run()

    assert not page.exception
    shown = everything_on(page)
    assert "A hospital, run by" in shown
    assert "closed on 1 October 2026" in shown and "Old Mill Surgery came after it" in shown
    assert "How did people rate it?" in shown and "100% of 12 people rated it good" in shown
    assert [said.value for said in page.text] == ["They **lost** the letter"]
    assert "March 2026 · a hospital" in shown and "Ward" not in "".join(said.value for said in page.caption)
    assert "No answer to what people told us about it is published" in shown


def test_who_may_not_read_words_gets_the_figures_without_them(store, ward, administrator, monkeypatch):
    page = opened(store, administrator, monkeypatch, service_id=ward)
    assert not page.exception and not page.text
    assert "How did people rate it?" in everything_on(page)


def test_a_link_to_what_was_merged_leads_on_and_one_with_nobody_leads_to_a_poster(
    store, ward, publisher, monkeypatch
):
    with store.reading() as session:
        ids = {one.name: one.id for one in session.exec(select(Service))}
    page = opened(store, publisher, monkeypatch, service_id=ids["Ward nine"])
    assert "Everything said about it counts under Ward" in everything_on(page)
    assert str(ward) in page.query_params["service_id"]

    page = opened(store, publisher, monkeypatch, service_id=ids["Quiet clinic"])
    assert "Nobody has told us about Quiet clinic" in everything_on(page)
    assert any(button.label == "Posters and events" for button in page.button)
