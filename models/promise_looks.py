"""When is somebody to look at a promise, and since when does it wait?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.watchdog import HERE

FIRST_LOOK, NEXT_LOOK = timedelta(weeks=13), timedelta(weeks=52)
"""When to look at a promise that has no day to come: after it was added, and after each verdict."""


def looks(
    days: Iterable[date | None], said_last: datetime | None, added_at: datetime | None
) -> tuple[date, ...]:
    """The days on which somebody is to look at a promise: its own after the last verdict, else a usual one.

    >>> looks([None, None], None, datetime(2026, 3, 2, 12, tzinfo=HERE))
    (datetime.date(2026, 6, 1),)
    >>> looks([date(2026, 3, 1)], datetime(2026, 3, 2, 12, tzinfo=HERE), None)
    (datetime.date(2027, 3, 1),)
    """
    last = said_last.astimezone(HERE).date() if said_last else None
    own = tuple(day for day in days if day and (last is None or last < day))
    if own:
        return own
    if last:
        return (last + NEXT_LOOK,)
    return (added_at.astimezone(HERE).date() + FIRST_LOOK,) if added_at else ()


def wanted_since(
    days: Iterable[date], said_last: datetime | None, changed_at: datetime | None, today: date
) -> date | None:
    """The first of the days to look at a promise that has come; None if there is none.

    The day on which what the last verdict was about changed is one of them.

    >>> said = datetime(2026, 2, 28, 12, tzinfo=HERE)
    >>> wanted_since([date(2026, 3, 1)], said, None, date(2026, 3, 1))
    datetime.date(2026, 3, 1)
    >>> wanted_since([date(2026, 3, 2)], said, None, date(2026, 3, 1))
    >>> wanted_since([date(2026, 3, 2)], said, said.replace(hour=13), date(2026, 3, 1))
    datetime.date(2026, 2, 28)
    """
    waiting = [day for day in days if day <= today]
    if said_last and changed_at and changed_at > said_last:
        waiting.append(changed_at.astimezone(HERE).date())
    return min(waiting, default=None)
