"""The front page of staff, as each person sees it."""

import tomllib
from datetime import timedelta

import pytest

from actions.moderate import approve
from content.words import FOLDER
from models.need import Need, Wanting
from tests.conftest import NOW
from tests.factories import some_feedback
from tests.pages.opening import everything_on, go_to, open_app, open_page
from ui import access, today

HOUR = timedelta(hours=1)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture(autouse=True)
def _two_days_and_an_hour_later(monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW + 49 * HOUR)


def test_what_needs_a_moderator_is_said_with_the_word_overdue_and_leads_to_its_page(
    store, somebody, moderator, monkeypatch
):
    with store.writing() as session:
        said = [some_feedback(session, somebody, f"Nobody rang ({number}).") for number in range(3)]
        approve(session, said[0].feedback_id, after=0, by=moderator, at=NOW)
    page = go_to(open_app(store, moderator, monkeypatch), "today").run()

    shown = everything_on(page)
    assert "**Overdue.** 2 comments wait to be checked." in shown
    assert "The oldest has waited for 2 days. All of them have waited for over 2 days." in shown
    assert "3 people told us something" in shown and "1 comment was checked" in shown
    assert "Nobody rang" not in shown
    page.button(key="go-waiting").click().run()
    assert page.title[0].value == "Check comments"


def test_somebody_with_nothing_to_do_is_told_so_and_what_they_may_do(store, volunteer, monkeypatch):
    page = open_page("today", store, volunteer, monkeypatch)

    assert page.subheader[0].value == "Nothing needs you today"
    assert [button.key for button in page.button][0] == "go-write"
    assert "0 people told us something" in everything_on(page)


def test_every_need_has_its_words():
    found = tomllib.loads((FOLDER / "en" / "today.toml").read_text(encoding="utf-8"))["today"]["needs"]
    assert set(found) == set(Need)
    for need in Need:
        assert today.sentence(Wanting(need))
        assert ("go" in found[need]) == (need in today.DONE_ON)


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (HOUR, "1 hour"),
        (24 * HOUR - timedelta(seconds=1), "23 hours"),
        (48 * HOUR, "2 days"),
    ],
)
def test_a_time_is_said_in_its_largest_whole_unit(time, said):
    assert today.age(time) == said
