"""The administrator's page on how the installation is: each thing on both sides of what is well."""

from datetime import timedelta

import pytest

from actions.open_watchdog import open_watchdog
from content.words import words
from models.events import Event
from models.people import Viewer
from storage import audit
from storage.queries.health import Health, health
from tests.conftest import NOW
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page
from ui import access
from ui.health import _lines

WELL = Health(
    last_backup=NOW,
    last_daily=NOW,
    waiting=0,
    waiting_since=None,
    untaggable=0,
    mail_waiting=0,
    mail_failing=0,
    mail_given_up=0,
    key_opens=True,
    trail_is_guarded=True,
    disk_free=100,
    disk_size=1_000,
    store_size=50_000,
)


def to_do(**changes: object) -> list[str]:
    found = Health(**{**WELL.__dict__, **changes})
    return [line.name for line in _lines(found, now=NOW) if line.to_do]


def test_what_is_well_needs_nobody():
    assert to_do() == []


@pytest.mark.parametrize(
    ("name", "well", "wanting"),
    [
        (
            "backup",
            {"last_backup": NOW - timedelta(days=2)},
            {"last_backup": NOW - timedelta(days=2, seconds=1)},
        ),
        ("backup", {}, {"last_backup": None}),
        (
            "daily",
            {"last_daily": NOW - timedelta(days=2)},
            {"last_daily": NOW - timedelta(days=2, seconds=1)},
        ),
        (
            "waiting",
            {"waiting": 9, "waiting_since": NOW - timedelta(hours=1)},
            {"waiting": 1, "waiting_since": NOW - timedelta(hours=1, seconds=1)},
        ),
        ("untaggable", {}, {"untaggable": 1}),
        ("mail", {"mail_waiting": 5}, {"mail_failing": 1}),
        ("mail", {}, {"mail_given_up": 1}),
        ("key", {}, {"key_opens": False}),
        ("trail", {}, {"trail_is_guarded": False}),
        ("disk", {"disk_free": 100}, {"disk_free": 99}),
        ("disk", {"disk_free": None, "disk_size": None}, {"disk_free": 0}),
    ],
)
def test_each_thing_asks_for_somebody_only_when_it_needs_one(name, well, wanting):
    assert to_do(**well) == []
    assert to_do(**wanting) == [words(f"health.{name}.name")]


def test_the_figures_are_those_of_the_store(store, somebody, administrator):
    with store.writing() as session:
        some_feedback(session, somebody, "Nobody rang.")
        audit.record(session, Event.BACKUP_MADE, by=administrator, at=NOW)

    found = health(store, administrator)

    assert (found.waiting, found.waiting_since) == (1, NOW)
    assert (found.last_backup, found.last_daily) == (NOW, None)
    assert found.key_opens and found.trail_is_guarded
    assert (found.disk_free is None) == (not store.is_sqlite)


def test_nothing_of_another_watchdog_is_counted(store, somebody, administrator):
    with store.writing() as session:
        some_feedback(session, somebody, "Nobody rang.")
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    elsewhere = Viewer("east-testford", administrator.roles, name="Kit", staff_id=administrator.staff_id)

    found = health(store, elsewhere)

    assert (found.waiting, found.waiting_since, found.last_backup) == (0, None, None)


def test_the_page_says_what_to_do(store, administrator, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    page = open_page("health", store, administrator, monkeypatch)
    assert not page.exception
    assert page.warning[0].value == "2 things need somebody."
    assert "No backup in the last two days" in everything_on(page)
