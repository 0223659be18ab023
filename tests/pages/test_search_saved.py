"""Searches that are kept, on the search page: asked again as they were, less what is no longer there."""

import json
from uuid import uuid4

import pytest
from sqlmodel import select

from models.saved_search import SavedSearch
from tests.factories import a_service
from tests.pages.opening import everything_on, open_page
from tests.pages.test_search import press, type_in
from tests.storage.queries.test_search_words import approved


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def ward(store):
    with store.writing() as session:
        ward = a_service(session, "Ward 9")
        approved(session, "The bed was cold", service_ids=[ward], language="pl")
        approved(session, "The soup was cold")
    return ward


def keep(page, name):
    next(box for box in page.text_input if box.label == "Name").set_value(name).run()
    return press(page, "Keep it")


def titles(page) -> list[str]:
    return [heading.value for heading in page.subheader]


def test_a_search_is_kept_opened_again_with_what_was_chosen_and_deleted(store, ward, moderator, monkeypatch):
    page = type_in(open_page("search", store, moderator, monkeypatch), "cold")
    page.selectbox(key="search-choice-service").select(ward).run()
    page.selectbox(key="search-choice-period").select_index(0).run()
    assert titles(page) == ["1 comment"]
    assert "Give the search a name" in everything_on(keep(page, " "))
    keep(page, "Cold *beds*")
    assert not page.exception and r"**Cold \*beds\***" in everything_on(page)

    page = type_in(open_page("search", store, moderator, monkeypatch), "soup")
    press(page, "Open")
    assert not page.exception and titles(page) == ["1 comment"]
    assert page.text_input(key="search-box").value == "cold"
    assert page.selectbox(key="search-choice-service").value == ward
    assert page.selectbox(key="search-choice-period").value == "last_12"
    assert "no longer there" not in everything_on(page)
    press(page, "Delete")
    assert not page.exception and "Cold" not in everything_on(page)


def test_what_is_no_longer_there_is_said_and_left_out(store, ward, moderator, monkeypatch):
    page = type_in(open_page("search", store, moderator, monkeypatch), "cold")
    page.selectbox(key="search-choice-service").select(ward).run()
    page.selectbox(key="search-choice-language").select("pl").run()
    keep(page, "Cold beds")
    gone = {"theme": "retired", "service": str(uuid4()), "language": "pl"}
    with store.writing() as session:
        saved = session.exec(select(SavedSearch)).one()
        saved.asked = json.dumps({"typed": "cold", "chosen": gone})

    page = press(open_page("search", store, moderator, monkeypatch), "Open")
    assert not page.exception and titles(page) == ["1 comment"]
    assert "left out: Theme, Service." in everything_on(page)
    page.selectbox(key="search-choice-language").select(None).run()
    assert titles(page) == ["2 comments, best first"] and "left out" not in everything_on(page)
