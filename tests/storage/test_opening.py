"""Which watchdog this process opens its doors for, and what it says of itself now."""

import pytest

from actions.change_watchdog import change_watchdog
from models.people import job
from storage import opening
from tests.conftest import NOW, WATCHDOG


@pytest.fixture
def opened(store, monkeypatch):
    monkeypatch.setattr(opening, "store", lambda: store)
    opening._this_watchdogs_id.cache_clear()
    yield store
    opening._this_watchdogs_id.cache_clear()


def test_what_another_process_changes_is_said_here_at_once(opened):
    assert opening.this_watchdog().name == "West Testford Voice"
    with opened.writing() as session:
        change_watchdog(
            session,
            name="Testford Voice",
            area="Testford",
            telephone="",
            after=0,
            by=job(WATCHDOG, "terminal"),
            at=NOW,
        )
    watchdog = opening.this_watchdog()
    assert (watchdog.name, watchdog.area, watchdog.telephone) == ("Testford Voice", "Testford", "")
