"""The page of one measure over time, as an analyst uses it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from models.limits import LimitsKind
from tests.factories import some_feedback
from tests.over_time_facts import asked
from tests.pages.opening import everything_on, open_page
from ui import access, kept_figures

FACTS = asked(*[(12, 30), (14, 30)] * 6, *[(20, 30), (21, 30)] * 6)


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the queries beneath are tested on each."""
    return sqlite_store


@pytest.fixture
def page(store, somebody, publisher, monkeypatch):
    with store.writing() as session:
        some_feedback(session, somebody, "They were kind.")
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    monkeypatch.setattr(access, "now", lambda: at)
    monkeypatch.setattr(
        kept_figures, "kept", lambda viewer: SimpleNamespace(facts=FACTS, read_at=at, is_behind=False)
    )
    return open_page("over_time", store, publisher, monkeypatch)


def test_limits_are_fixed_on_what_came_before_and_let_go_again(page):
    assert "**Told who to contact: usual variation" not in everything_on(page)
    _button(page, "Make this decision").click().run()
    assert page.error[0].value == "Say why, in a sentence"

    _choose(page.radio, "What to decide", LimitsKind.FROZEN)
    _choose(page.selectbox, "From which month", date(2025, 11, 1))
    _choose(page.text_area, "Why", "The hub opened on 3 November.")
    _button(page, "Make this decision").click().run()
    shown = everything_on(page)
    assert not page.exception
    assert "This is consistent with Testford Discharge Hub" in shown
    assert "Your decision is on the chart." in shown and "The hub opened on 3 November" in shown

    _button(page, "Take back").click().run()
    shown = everything_on(page)
    assert "consistent with" not in shown and "That decision is taken back." in shown


def test_what_is_followed_is_in_the_address_and_an_address_is_followed(page):
    assert page.code[0].value.endswith("?measure=answer.told_whom_to_contact")
    page.query_params["measure"] = "people"
    page.run()
    assert "Are more people telling us?" in everything_on(page)
    _box(page, "What to follow").select("answer.involved").run()
    assert page.query_params["measure"] in ("answer.involved", ["answer.involved"])
    assert [one.label for one in page.button].count("Make a recommendation from this") == 1
    assert page.code[0].value.endswith("?measure=answer.involved"), "the link opens the chart that is drawn"
    assert "Asked what they wanted" in everything_on(page)
    page.query_params["measure"] = "everything"
    page.run()
    assert page.warning[0].value.startswith("The link asks for something that we don’t follow")


def _button(page, label):
    return next(button for button in page.button if button.label == label)


def _box(page, label):
    return next(box for box in page.selectbox if box.label == label)


def _choose(boxes, label, value):
    next(box for box in boxes if box.label == label).set_value(value)
