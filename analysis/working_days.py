"""Which days are worked on, and when is the next of them over? In England, where the watchdogs are."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

LONDON = ZoneInfo("Europe/London")
CLOSES = 17
"""O'clock."""
FRIDAY = 4
Changes = Mapping[date, bool]
"""Days that are a bank holiday by proclamation (True), or no longer one (False)."""

NONE: Changes = MappingProxyType({})


def is_weekend(day: date) -> bool:
    return day.weekday() > FRIDAY


def is_working_day(day: date, changes: Changes = NONE) -> bool:
    """Whether it is one from Monday to Friday, and no bank holiday."""
    return not is_weekend(day) and not changes.get(day, day in bank_holidays(day.year))


def working_days_after(day: date, days: int, changes: Changes = NONE) -> date:
    """The last of so many working days, of which the first is the next one after `day`; `day` for none."""
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day, changes):
            day += timedelta(days=1)
    return day


def working_days_between(sent: date, on: date, changes: Changes = NONE) -> int:
    """How many working days after `sent` the day `on` is, itself counted; 0 where it is not after it."""
    return sum(
        is_working_day(sent + timedelta(days=gone), changes) for gone in range(1, (on - sent).days + 1)
    )


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


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of a year by what they are called, with Good Friday and Christmas Day."""
    return MappingProxyType(dict(country_holidays("GB", subdiv="ENG", years=year)))
