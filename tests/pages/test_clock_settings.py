"""When answers are due: the section of the settings, as an administrator uses it."""

from datetime import date

import pytest

from actions.bank_holidays import rename_bank_holiday
from actions.change_powers import change_powers
from models.powers import PowersSeen
from storage.queries.bank_holidays import holiday_changes
from storage.queries.powers import powers
from tests.clocks import a_clock
from tests.conftest import NOW, WATCHDOG
from tests.pages.opening import everything_on, open_page
from ui import access

POWERS = "powers-0"
ADD = "bank-holiday-new"
WEDNESDAY = date(2026, 11, 25)
BOX = f"bank_holiday.{WEDNESDAY.isoformat()}"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def page(store, administrator, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    with store.writing() as session:
        a_clock(session, 7, date(2026, 11, 2))
    opened = open_page("our_settings", store, administrator, monkeypatch)
    opened.button_group[0].set_value("clock").run()
    assert not opened.exception
    return opened


def press(page, said):
    next(one for one in page.button if said in (one.key, one.label)).click().run()
    assert not page.exception


def fill_day(page, day, name, *, is_sure=False):
    turn = next(one.key for one in page.date_input).rsplit("-", 1)[0]
    page.date_input(key=f"{turn}-day").set_value(day)
    page.text_input(key=f"{turn}-name").set_value(name)
    page.checkbox(key=f"{turn}-is_sure").set_value(is_sure)
    press(page, "Add this day")


def test_a_day_is_added_with_what_it_moves_and_is_taken_out_again(page, store):
    assert "20 working days" in everything_on(page) and "Friday 25 December 2026: Christmas Day" in shown(
        page
    )
    fill_day(page, date(2026, 12, 25), "No longer")
    assert any("Christmas Day" in error.value for error in page.error)
    fill_day(page, WEDNESDAY, "A day of *mourning*")
    assert "R7 was due on 30 November 2026. It’s due on 1 December 2026 now." in page.success[0].value
    assert "Wednesday 25 November 2026: A day of *mourning*" in shown(page)
    press(page, f"change.{BOX}")
    press(page, "Take this day out of the list")
    assert "It’s due on 30 November 2026 now." in page.success[0].value
    with store.reading() as session:
        assert holiday_changes(session, WATCHDOG) == {}


def test_the_second_who_names_a_day_or_the_law_is_told_and_keeps_what_they_typed(page, store, administrator):
    fill_day(page, WEDNESDAY, "Mourning")
    press(page, f"change.{BOX}")
    with store.writing() as session:
        rename_bank_holiday(session, WEDNESDAY, "Their name", after=1, by=administrator, at=NOW)
    page.text_input(key=f"bank-holiday-{WEDNESDAY}-0-name").set_value("My name")
    press(page, "Save")
    assert "Somebody else changed this" in page.warning[0].value and "Name: My name" in shown(page)
    assert page.text_input(key=f"bank-holiday-{WEDNESDAY}-1-name").value == "Their name"
    press(page, "Leave it as it is")

    press(page, "change.powers.powers")
    page.text_area(key=f"{POWERS}-copies_to").set_value("The Board\n\nThe Inspector")
    page.text_input(key=f"{POWERS}-annual_report_day").set_value("30 June")
    press(page, "Save")
    assert "Write month and day" in everything_on(page)
    with store.writing() as session:
        change_powers(session, PowersSeen("Their Act"), after=0, by=administrator, at=NOW)
    page.text_input(key=f"{POWERS}-annual_report_day").set_value("07-31")
    press(page, "Save")
    assert "Who gets a copy of every report: The Board\n\nThe Inspector" in shown(page)
    assert page.text_area(key="powers-1-asks_under").value == "Their Act"
    page.text_area(key="powers-1-copies_to").set_value("The Board\n\nThe Inspector")
    press(page, "Save")
    with store.reading() as session:
        assert powers(session, WATCHDOG) == PowersSeen("Their Act", copies_to=("The Board", "The Inspector"))
    assert "Who gets a copy of every report: nothing \u2192 The Board; The Inspector" in shown(page)


def shown(page) -> list[str]:
    return [text.value for text in page.text]
