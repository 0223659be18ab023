"""From which day to which? The periods that figures and searches are asked about by name."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

WINTER_BEGINS = 12
"""The month. A winter ends with February."""


class Period(StrEnum):
    """WINTER is the newest that has begun. OWN has a first and a last day that somebody chose."""

    LAST_12 = "last_12"
    LAST_24 = "last_24"
    ALL_TIME = "all_time"
    WINTER = "winter"
    WINTER_BEFORE = "winter_before"
    OWN = "own"


class Days(NamedTuple):
    """The first and the last day, both included; None leaves a side open."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def days_of(period: Period, today: date) -> Days:
    """The days of a period that has a name; an own one's are all of them.

    >>> days_of(Period.WINTER, date(2026, 11, 22))
    Days(since=datetime.date(2025, 12, 1), until=datetime.date(2026, 2, 28))
    """
    if period is Period.LAST_12:
        return Days(since=months_back(today, 11))
    if period is Period.LAST_24:
        return Days(since=months_back(today, 23))
    if period in (Period.WINTER, Period.WINTER_BEFORE):
        newest = today.year if today.month == WINTER_BEGINS else today.year - 1
        return _winter(newest - (period is Period.WINTER_BEFORE))
    return Days()


def period_of(days: Days, today: date) -> Period:
    """What these days are called; an own period where they have no name."""
    named = (one for one in Period if one is not Period.OWN and days_of(one, today) == days)
    return next(named, Period.OWN)


def is_possible(days: Days, today: date) -> bool:
    """Whether anything can lie between them: they come one after the other, and have begun."""
    since, until = days.since or EARLIEST, days.until or LATEST
    return EARLIEST <= since <= min(until, today) and until <= LATEST


def months_back(today: date, months: int) -> date:
    """The first day of the month that lies `months` before today's."""
    whole = today.year * 12 + today.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def _winter(year: int) -> Days:
    """The winter that begins in `year`."""
    return Days(date(year, WINTER_BEGINS, 1), date(year + 1, 3, 1) - timedelta(days=1))
