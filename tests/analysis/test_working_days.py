"""Which days are worked on and how many lie between two, on both sides of weekends and bank holidays."""

from datetime import date, datetime, timedelta

import pytest

from analysis.working_days import (
    LONDON,
    a_working_day_ago,
    end_of_next_working_day,
    is_working_day,
    working_days_after,
    working_days_between,
)

A_DAY = timedelta(days=1)
BANK_HOLIDAYS = {
    date(year, *day)
    for year, days in {
        2022: [(1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29), (9, 19), (12, 26), (12, 27)],
        2023: [(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
        2024: [(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)],
        2025: [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)],
        2026: [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)],
        2027: [(1, 1)],
    }.items()
    for day in days
}
"""England's from 2022 to New Year 2027, as gov.uk lists them."""


@pytest.mark.parametrize(
    ("begun", "due"),
    [
        ("2026-11-19T09:00", "2026-11-20"),
        ("2026-11-19T23:59", "2026-11-20"),
        ("2026-11-20T00:00", "2026-11-23"),  # a Friday
        ("2026-11-21T12:00", "2026-11-23"),
        ("2026-12-24T12:00", "2026-12-29"),  # Boxing Day falls on a Saturday
        ("2027-03-25T12:00", "2027-03-30"),
    ],
)
def test_what_is_begun_is_due_when_the_next_working_day_closes(begun, due):
    at = datetime.fromisoformat(begun).replace(tzinfo=LONDON)
    assert end_of_next_working_day(at) == datetime.fromisoformat(f"{due}T17:00").replace(tzinfo=LONDON)


def test_the_day_is_the_one_here():
    late_on_monday = datetime.fromisoformat("2026-07-06T22:59:00+00:00")
    early_on_tuesday = datetime.fromisoformat("2026-07-06T23:00:00+00:00")
    assert end_of_next_working_day(late_on_monday).day == 7
    assert end_of_next_working_day(early_on_tuesday).day == 8


def test_what_was_begun_is_late_from_the_moment_that_it_was_due():
    second = timedelta(seconds=1)
    for hours in range(0, 24 * 14, 5):  # over Christmas, which is three days long
        begun = datetime(2026, 12, 18, 1, tzinfo=LONDON) + timedelta(hours=hours)
        due = end_of_next_working_day(begun)
        assert a_working_day_ago(due - second) <= begun < a_working_day_ago(due)


# How many working days


def walked(sent: date, days: int, changes: dict[date, bool]) -> date:
    """The slow and obvious way: a calendar of every day that is worked on, and a finger on it."""
    changed = (BANK_HOLIDAYS | {day for day, is_one in changes.items() if is_one}) - {
        day for day, is_one in changes.items() if not is_one
    }
    calendar = [sent + A_DAY * number for number in range(1, 60)]
    return [day for day in calendar if day.weekday() not in (5, 6) and day not in changed][days - 1]


@pytest.mark.parametrize("days", [1, 20, 30])
def test_the_days_are_those_that_somebody_would_count_on_a_calendar(days):
    changes = {
        date(2025, 12, 24): True,
        date(2024, 12, 26): False,
        date(2026, 6, 15): True,
        date(2026, 6, 20): True,
        date(2026, 6, 21): False,
    }
    for gone in range(0, 365 * 4 + 250, 3):
        sent = date(2022, 1, 1) + A_DAY * gone
        for known in ({}, changes):
            due = working_days_after(sent, days, known)
            assert due == walked(sent, days, known), sent
            assert working_days_between(sent, due, known) == days
            assert working_days_between(sent, due - A_DAY, known) == days - 1


@pytest.mark.parametrize(
    ("sent", "due", "longer"),
    [
        ("2025-12-18", "2026-01-20", "2026-02-03"),  # Christmas, Boxing Day and New Year
        ("2026-04-02", "2026-05-05", "2026-05-19"),  # the day before Good Friday
        ("2026-04-03", "2026-05-05", "2026-05-19"),  # Good Friday itself: day one is the next working day
        ("2026-04-06", "2026-05-05", "2026-05-19"),
        ("2026-04-07", "2026-05-06", "2026-05-20"),
        ("2022-09-02", "2022-10-03", "2022-10-17"),  # the State Funeral was on a Monday between
        ("2023-05-05", "2023-06-06", "2023-06-20"),  # the Coronation's Monday was day none
        ("2022-05-31", "2022-06-30", "2022-07-14"),  # a Thursday and a Friday for the Jubilee
    ],
)
def test_an_answer_is_due_in_20_and_in_30_working_days(sent, due, longer):
    day = date.fromisoformat(sent)
    assert working_days_after(day, 20) == date.fromisoformat(due)
    assert working_days_after(day, 30) == date.fromisoformat(longer)


def test_a_proclaimed_day_counts_for_none_and_a_day_taken_back_counts_for_one():
    proclaimed = {date(2026, 11, 25): True}
    assert working_days_after(date(2026, 11, 24), 1) == date(2026, 11, 25)
    assert working_days_after(date(2026, 11, 24), 1, proclaimed) == date(2026, 11, 26)
    assert not is_working_day(date(2026, 12, 25))
    assert is_working_day(date(2026, 12, 25), {date(2026, 12, 25): False})
    assert not is_working_day(date(2026, 12, 26), {date(2026, 12, 26): False})  # a Saturday all the same


def test_a_day_is_no_working_day_after_itself_or_after_a_later_one():
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 2)) == 0
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert working_days_after(date(2026, 11, 21), 0) == date(2026, 11, 21)
