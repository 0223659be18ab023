"""Whether anybody is at the office to ring, on both sides of every edge."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from analysis.office_hours import is_office_open

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20T08:59:59", False),
        ("2026-11-20T09:00:00", True),
        ("2026-11-20T16:59:59", True),
        ("2026-11-20T17:00:00", False),
        ("2026-11-21T12:00:00", False),
        ("2026-11-23T12:00:00", True),
        ("2026-12-24T12:00:00", True),
        ("2026-12-25T12:00:00", False),
        ("2026-12-28T12:00:00", False),  # Boxing Day falls on a Saturday
        ("2026-12-29T12:00:00", True),
        ("2027-03-29T12:00:00", False),
    ],
)
def test_the_office_is_open_on_working_days_from_nine_to_five(moment, is_open):
    assert is_office_open(datetime.fromisoformat(moment).replace(tzinfo=LONDON)) is is_open


def test_in_summer_nine_o_clock_is_eight_by_universal_time():
    assert is_office_open(datetime.fromisoformat("2026-07-03T08:00:00+00:00"))
    assert not is_office_open(datetime.fromisoformat("2026-07-03T16:00:00+00:00"))
