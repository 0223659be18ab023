"""A store behind the form, the services in it, and the form itself, opened by a resident."""

import pytest
from sqlmodel import select

from models.people import resident
from models.vocabulary import Sector
from models.watchdog import Watchdog
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service
from tests.pages.have_your_say.pressing import open_form
from ui import access


@pytest.fixture
def store(sqlite_store, monkeypatch):
    with sqlite_store.reading() as session:
        watchdog = session.exec(select(Watchdog)).one()
    monkeypatch.setattr(access, "store", lambda: sqlite_store)
    monkeypatch.setattr(access, "this_watchdog", lambda: watchdog)
    monkeypatch.setattr(access, "now", lambda: NOW)
    monkeypatch.setattr(access, "viewer", lambda: resident(WATCHDOG))  # there are no cookies here
    monkeypatch.setattr(access, "draft_key", lambda: "")
    monkeypatch.setattr(access, "chosen_language", lambda: "en")
    monkeypatch.setattr(access, "address", lambda: "192.0.2.1")
    return sqlite_store


@pytest.fixture
def services(store):
    with store.writing() as session:
        return {
            "hospital": a_service(session, "Testford General Hospital"),
            "gp": a_service(session, "Market Street Surgery", Sector.GP),
            "pharmacy": a_service(session, "Bridge Pharmacy", Sector.PHARMACY),
        }


@pytest.fixture
def form(store):
    return open_form()
