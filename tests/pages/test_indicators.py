"""They say, people say: figures entered by hand and from a file, and what everybody sees of them."""

from datetime import date

import pytest

from actions.add_programme import add_programme
from actions.indicators import add_indicator, change_indicator
from models.commitment import Direction
from models.indicator import IndicatorDraft, Unit
from models.people import job, resident
from models.programme import ProgrammeDraft
from storage.queries.indicators import indicators
from storage.queries.programmes import programmes
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_lines

PAGE = """
from storage.queries.programmes import programmes
from ui import access, indicators

viewer = access.viewer()
with access.reading() as session:
    [programme] = programmes(session, viewer)
indicators.draw(viewer, programme)
"""
DRAFT = IndicatorDraft(
    "Days once *ready* ![x](https://example.org/x.png)",
    "The mean of days.",
    Unit.DAYS,
    "Testford Trust",
    "Board papers",
    better=Direction.DOWN,
    measure="answer.told_whom_to_contact",
)


@pytest.fixture
def store(sqlite_store):
    by = job(WATCHDOG, "terminal")
    with sqlite_store.writing() as session:
        programme = add_programme(session, ProgrammeDraft("Testford Hub", "hub"), by=by, at=NOW)
        add_indicator(session, programme.id, DRAFT, by=by, at=NOW)
        for _ in range(3):
            some_feedback(session, resident(WATCHDOG), answers={"told_whom_to_contact": "no"})
    return sqlite_store


def only(store, viewer):
    with store.reading() as session:
        [programme] = programmes(session, viewer)
        [indicator] = indicators(session, viewer, programme.id)
    return indicator


def box(kind, label):
    return next(one for one in kind if one.label.endswith(label))


def press(page, label):
    box(page.button, label).click().run()
    assert not page.exception
    return everything_on(page)


def test_a_figure_by_hand_then_a_file_then_one_taken_back(store, publisher, monkeypatch):
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert not page.exception
    assert "No figure has been entered yet." in everything_on(page)
    box(page.text_input, "Value").set_value("9,1")
    shown = press(page, "Keep this figure")
    assert "Choose a day" in shown and "Write the value as a number" in shown
    assert box(page.text_input, "Value").value == "9,1"

    box(page.date_input, "First day").set_value(date(2025, 9, 1))
    box(page.date_input, "Last day").set_value(date(2025, 9, 30))
    box(page.text_input, "Value").set_value("9.1")
    shown = press(page, "Keep this figure")
    assert "The figure is kept." in shown and "9.1 days for September 2025" in shown
    assert "too few to set beside it. In October 2024 to September 2025, nobody told us." in shown
    assert not any("![x]" in one.value for one in page.markdown)

    [upload] = page.get("file_uploader")
    upload.set_value(("days.csv", b"month,value\n2025-09,9.4\n2025-13,9\n", "text/csv")).run()
    shown = everything_on(page)
    assert "1 row has to be put right first. Nothing was kept." in shown and "Row 3: Write the month" in shown
    assert [one.value for one in only(store, publisher).figures] == [9.1]
    [upload] = page.get("file_uploader")
    upload.set_value(("days.csv", b"month,value\n2025-09,9.4\n2025-10,9\n", "text/csv")).run()
    table = next(one.proto.body for one in page.get("html") if "In place of 9.1 days" in one.proto.body)
    assert "October 2025" in table
    assert [one.value for one in only(store, publisher).figures] == [9.1], (
        "nothing is kept before it is asked"
    )
    shown = press(page, "Keep these figures")
    assert "The figures are kept. 2 of them are new." in shown
    assert [one.value for one in only(store, publisher).figures] == [9.4, 9.0]

    chosen = box(page.selectbox, "Take one back")
    chosen.set_value((date(2025, 10, 1), date(2025, 10, 31)))
    shown = press(page, "Take it back")
    assert "It stays on record." in shown and "the figure for October 2025 was taken back" in shown
    assert [one.value for one in only(store, publisher).figures] == [9.4]


def test_the_second_of_two_who_change_it_is_shown_what_it_says_now(
    store, publisher, administrator, monkeypatch
):
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    indicator = only(store, publisher)
    with store.writing() as session:
        changed = IndicatorDraft(DRAFT.name, DRAFT.definition, DRAFT.unit, "The Board", DRAFT.source)
        change_indicator(session, indicator.id, changed, after=0, by=administrator, at=NOW)
    mine = f"change-figure-{indicator.id}-0-published_by"
    page.text_input(key=mine).set_value("The Trust")
    shown = press(page, "Save the changes")
    assert "Somebody else changed this a moment ago" in shown and "Who publishes it: The Trust" in shown
    assert page.text_input(key=mine.replace("-0-", "-1-")).value == "The Board"
    assert "Bo Administrator changed it" in shown and "Told who to contact → nothing" in shown
    assert "Say what the figure is called" in press(page, "Follow this figure")
