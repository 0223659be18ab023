"""Which days are worked on, and when is the next of them over? In England, where the watchdogs are."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

LONDON = ZoneInfo("Europe/London")
CLOSES = 17
"""O'clock."""
FRIDAY = 4


def is_working_day(day: date) -> bool:
    """Whether it is one from Monday to Friday, and no bank holiday."""
    return day.weekday() <= FRIDAY and day not in _bank_holidays()


def end_of_next_working_day(at: datetime) -> datetime:
    """When the first working day after the day of `at` closes; that day itself never counts."""
    day = at.astimezone(LONDON).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(CLOSES), tzinfo=LONDON)


def a_working_day_ago(at: datetime) -> datetime:
    """What was begun before this has had until the end of the next working day, and that is over by `at`."""
    here = at.astimezone(LONDON)
    day = here.date() - timedelta(days=here.hour < CLOSES)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(at.tzinfo)


@lru_cache(maxsize=1)
def _bank_holidays() -> HolidayBase:
    return country_holidays("GB", subdiv="ENG")
