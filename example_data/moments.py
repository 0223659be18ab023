"""When things happen in West Testford, and when somebody gets round to telling the watchdog."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from example_data.banks import WINTER
from models.vocabulary import Channel

LONDON = ZoneInfo("Europe/London")
STALL_WEEKDAY = 2  # the market stall and the library mornings are on Wednesdays
CHANNELS = {
    Channel.ONLINE: 55,
    Channel.PHONE: 22,
    Channel.PAPER: 10,
    Channel.EVENT: 7,
    Channel.EMAIL: 6,
}
HOURS_ONLINE = (1, 1, 0, 0, 0, 1, 2, 4, 6, 7, 7, 6, 7, 6, 5, 5, 6, 7, 9, 11, 13, 12, 8, 4)


class Moments(NamedTuple):
    """The day it happened, the day it was told, and the moment the watchdog had it."""

    happened: date
    told: date
    received_at: datetime


def first_day(until: date, months: int) -> date:
    """The day after the same day, `months` earlier."""
    year, month = divmod(until.year * 12 + until.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(until.day, last)) + timedelta(days=1)


def draw(rng: random.Random, channel: Channel, *, first: date, last: date) -> Moments:
    """Draw when it happened and when it was told, both from `first` to `last`."""
    while True:
        happened = _busy_day(rng, first, last)
        told = happened + timedelta(days=min(round(rng.expovariate(1 / 19)), 200))
        received = told + timedelta(days=rng.randint(1, 5) if channel is Channel.PAPER else 0)
        if channel is not Channel.ONLINE:
            received = when_open(received, on_stall_day=channel is Channel.EVENT)
        told = min(told, received) if channel is Channel.PAPER else received
        if received <= last:
            return Moments(happened, told, clock(rng, received, channel))


def _busy_day(rng: random.Random, first: date, last: date) -> date:
    """More happens in winter, and the watchdog is a little better known each year."""
    days = (last - first).days
    while True:
        after = rng.randint(0, days)
        day = first + timedelta(days=after)
        busy = (1.0 if day.month in WINTER else 0.72) * (0.8 + 0.2 * after / max(days, 1))
        if rng.random() < busy:
            return day


def when_open(day: date, *, on_stall_day: bool) -> date:
    """The first day from `day` on which somebody is there: a weekday, or that of the market."""
    if on_stall_day:
        return day + timedelta(days=(STALL_WEEKDAY - day.weekday()) % 7)
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def clock(rng: random.Random, day: date, channel: Channel) -> datetime:
    """A moment of `day`: in working hours, or at any hour for what is written online."""
    hour = rng.choices(range(24), HOURS_ONLINE)[0] if channel is Channel.ONLINE else rng.randint(9, 16)
    at = time(hour, rng.randint(0, 59), rng.randint(0, 59), rng.randint(0, 999_999))
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def decided_after(rng: random.Random, received_at: datetime) -> datetime:
    """When a moderator got to it: in working hours, one to five days later."""
    day = when_open(received_at.date() + timedelta(days=rng.randint(1, 5)), on_stall_day=False)
    at = time(rng.randint(9, 16), rng.randint(0, 59), rng.randint(0, 59))
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
