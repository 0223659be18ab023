"""Is anybody at the office? On working days from nine to five, where the watchdogs are."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = 9, 17
"""O'clock."""
FRIDAY = 4


def is_office_open(at: datetime) -> bool:
    """Whether `at` lies within office hours: Monday to Friday, and no bank holiday in England."""
    here = at.astimezone(LONDON)
    is_working_day = here.weekday() <= FRIDAY and here.date() not in _bank_holidays()
    return is_working_day and OPENS <= here.hour < CLOSES


@lru_cache(maxsize=1)
def _bank_holidays() -> HolidayBase:
    return country_holidays("GB", subdiv="ENG")
