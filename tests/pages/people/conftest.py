"""The page for people, as an administrator finds it."""

import pytest

from actions.people import add_staff_member
from models.vocabulary import Role
from tests.conftest import NOW, PASSWORD
from tests.pages.opening import open_page


@pytest.fixture
def store(sqlite_store, monkeypatch):
    """Pages are the same on every database; the queries beneath are tested on each."""
    monkeypatch.setattr("ui.access.now", lambda: NOW)
    return sqlite_store


@pytest.fixture
def another(store, administrator):
    """A second administrator."""
    with store.writing() as session:
        return add_staff_member(
            session,
            name="Di Administrator",
            email="di@example.org",
            roles=[Role.ADMINISTRATOR],
            password=PASSWORD,
            by=administrator,
            at=NOW,
        )


@pytest.fixture
def people(store, administrator, monkeypatch):
    """The page as an administrator finds it."""
    return lambda: open_page("people", store, administrator, monkeypatch)
