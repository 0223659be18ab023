"""Health: the process is up; the database answers and its schema is this release's."""

import pytest

from storage import migrate
from storage.engine import Store
from tests.web.conftest import Clock, a_browser, a_door


def test_the_process_is_up_whatever_the_database_does(clock):
    browser = a_browser(a_door(_gone(), clock))

    assert (browser.get("/healthz").status_code, browser.get("/healthz").text) == (200, "up")


def test_it_is_ready_when_the_schema_is_this_releases(browser):
    answer = browser.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready")


def test_it_is_not_ready_with_the_schema_of_an_earlier_release(browser, store):
    migrate.downgrade(store, "0001")

    answer = browser.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "schema")


def test_it_is_not_ready_when_the_database_does_not_answer():
    answer = a_browser(a_door(_gone(), Clock())).get("/readyz")

    assert (answer.status_code, answer.text) == (503, "database")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer(browser, path):
    assert browser.get(path).headers["cache-control"] == "no-store"


def _gone() -> Store:
    return Store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
