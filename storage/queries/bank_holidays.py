"""Which days became bank holidays by proclamation, and which no longer are?"""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.powers import BankHolidayChange


class ChangedDay(NamedTuple):
    """A day that counts otherwise than by law. `name` is what it is called, or why it is none any more."""

    day: date
    name: str
    is_holiday: bool


def holiday_changes(session: Session, mine: str) -> dict[date, bool]:
    """For each day that the watchdog changed, whether it is a bank holiday now."""
    return {row.day: row.is_holiday for row in _rows(session, mine)}


def changed_days(session: Session, viewer: Viewer) -> tuple[ChangedDay, ...]:
    """Each of them, the newest day first."""
    require(viewer, Permission.EDIT_WATCHDOG)
    return tuple(ChangedDay(row.day, row.name, row.is_holiday) for row in _rows(session, viewer.watchdog_id))


def _rows(session: Session, mine: str) -> list[BankHolidayChange]:
    return list(
        session.exec(
            select(BankHolidayChange)
            .where(BankHolidayChange.watchdog_id == mine)
            .order_by(col(BankHolidayChange.day).desc())
        )
    )
