"""Figures are read anew when something was done, and nobody waits long for it."""

import time
from uuid import uuid4

import pytest

from models.errors import NotAllowed
from models.people import Viewer
from models.vocabulary import Role
from storage import kept_facts
from storage.kept_facts import FRESH, OLDEST, FactsKeeper
from tests.conftest import WATCHDOG
from tests.factories import some_feedback

ANALYST = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ash Analyst", staff_id=uuid4())


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(sqlite_store, clock):
    return FactsKeeper(sqlite_store, clock)


@pytest.fixture
def large(monkeypatch):
    """Whatever there is counts as much."""
    monkeypatch.setattr(kept_facts, "SMALL", -1)


def tell(store, somebody, words="They lost my referral."):
    with store.writing() as session:
        some_feedback(session, somebody, words)


def test_a_small_store_is_read_as_soon_as_anything_was_done(keeper, sqlite_store, somebody):
    before = keeper.facts(ANALYST)
    assert keeper.facts(ANALYST) is before

    tell(sqlite_store, somebody)

    assert keeper.facts(ANALYST).facts.people == before.facts.people + 1


def test_of_a_large_store_the_last_reading_goes_on_and_says_that_it_is_behind(
    keeper, large, sqlite_store, somebody
):
    first = keeper.facts(ANALYST)
    tell(sqlite_store, somebody)

    shown = keeper.facts(ANALYST)

    assert shown.facts is first.facts and shown.is_behind and not first.is_behind


def test_after_a_minute_a_new_one_is_made_beside_whoever_waits(keeper, clock, large, sqlite_store, somebody):
    first = keeper.facts(ANALYST)
    tell(sqlite_store, somebody)
    clock.now += FRESH + 1

    assert keeper.facts(ANALYST).facts is first.facts

    ends = time.monotonic() + 10
    while keeper.facts(ANALYST).is_behind and time.monotonic() < ends:
        time.sleep(0.01)
    assert keeper.facts(ANALYST).facts.people == first.facts.people + 1


def test_a_reading_that_is_too_old_is_waited_for(keeper, clock, large, sqlite_store, somebody):
    first = keeper.facts(ANALYST)
    tell(sqlite_store, somebody)
    clock.now += OLDEST + 1

    assert keeper.facts(ANALYST).facts.people == first.facts.people + 1


def test_figures_are_not_for_everybody(keeper, somebody):
    with pytest.raises(NotAllowed):
        keeper.facts(somebody)
