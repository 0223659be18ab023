"""When the next working day is over, on both sides of weekends, bank holidays and midnight."""

from datetime import datetime, timedelta

import pytest

from analysis.working_days import LONDON, a_working_day_ago, end_of_next_working_day


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
