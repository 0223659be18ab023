"""Say which days are bank holidays by proclamation and which no longer are: running clocks move with them."""

from datetime import date, datetime

from sqlmodel import Session, select

from actions.due_days import Moved, move_due_days
from actions.needed_texts import problems_in
from actions.put_setting import put_setting
from actions.setting_history import note_change
from analysis.working_days import bank_holidays, is_weekend
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.powers import LONGEST_NAME, BankHolidayChange
from models.setting import SettingKind
from models.watchdog import HERE
from models.words import canonical
from storage import audit
from storage.queries.setting_changes import newest_number


def add_bank_holiday(
    session: Session, day: date | None, name: str, *, is_sure: bool, by: Viewer, at: datetime
) -> tuple[Moved, ...]:
    """Count an ordinary day as a bank holiday, or one by law as none, and return whose due day moved.

    `name` is what the day is called, or why it is none any more. Raises Problems, by field: for a day that
    the law itself makes a bank holiday too, unless whoever says so `is_sure`.
    """
    require(by, Permission.EDIT_WATCHDOG)
    audit.lock(session, by.watchdog_id)
    name, problems = _checked(name)
    by_law = bank_holidays(day.year).get(day) if day else None
    problems |= _day_problems(session, by, day) or ({} if is_sure or not by_law else _unsure(by_law))
    if day is None or problems:
        raise Problems(problems)
    row = BankHolidayChange(watchdog_id=by.watchdog_id, day=day, name=name, is_holiday=by_law is None)
    session.add(row)
    after = newest_number(session, by, SettingKind.BANK_HOLIDAY, day.isoformat())
    changes = {"name": (None, row.name), "is_holiday": (None, row.is_holiday)}
    note_change(session, SettingKind.BANK_HOLIDAY, day.isoformat(), changes, after=after, by=by, at=at)
    return _moved(session, row, by=by, at=at)


def rename_bank_holiday(
    session: Session, day: date, name: str, *, after: int, by: Viewer, at: datetime
) -> None:
    """Call a changed day something else. `after` is the number of the last change that was seen.

    Raises Problems, by field, and SomebodyElseDecided for an old `after`.
    """
    require(by, Permission.EDIT_WATCHDOG)
    audit.lock(session, by.watchdog_id)
    name, problems = _checked(name)
    if problems:
        raise Problems(problems)
    row, about = _kept(session, by, day), (SettingKind.BANK_HOLIDAY, day.isoformat())
    changed, detail = Event.BANK_HOLIDAY_CHANGED, _detail(row)
    put_setting(session, row, {"name": name}, changed, about=about, detail=detail, after=after, by=by, at=at)


def remove_bank_holiday(
    session: Session, day: date, *, after: int, by: Viewer, at: datetime
) -> tuple[Moved, ...]:
    """Count a changed day as the law has it again, and return whose due day moved.

    Raises SomebodyElseDecided where `after` is not the number of the last change.
    """
    require(by, Permission.EDIT_WATCHDOG)
    audit.lock(session, by.watchdog_id)
    row = _kept(session, by, day)
    changes = {"name": (row.name, None), "is_holiday": (row.is_holiday, None)}
    note_change(session, SettingKind.BANK_HOLIDAY, day.isoformat(), changes, after=after, by=by, at=at)
    session.delete(row)
    return _moved(session, row, by=by, at=at)


def _checked(name: str) -> tuple[str, dict[str, str]]:
    name = " ".join(canonical(name).split())
    missing = {"name": "Say what the day is called, or why it is no bank holiday any more"}
    found = problems_in({"name": name}, missing, {"name": LONGEST_NAME})
    return name, {field: said for field, said in found.items() if said}


def _day_problems(session: Session, by: Viewer, day: date | None) -> dict[str, str]:
    if day is None:
        return {"day": "Choose the day"}
    if is_weekend(day):
        return {
            "day": f"That is a {day:%A}, which is no working day anyway. Choose one from Monday to Friday"
        }
    if _row(session, by, day):
        return {"day": "That day is in the list already. Look at it there"}
    return {}


def _unsure(by_law: str) -> dict[str, str]:
    name = by_law.removesuffix(" (observed)")
    return {
        "is_sure": f"That day is a bank holiday already: {name}. Tick the box if answers are to be due on it"
    }


def _row(session: Session, by: Viewer, day: date) -> BankHolidayChange | None:
    return session.exec(
        select(BankHolidayChange).where(
            BankHolidayChange.watchdog_id == by.watchdog_id, BankHolidayChange.day == day
        )
    ).first()


def _kept(session: Session, by: Viewer, day: date) -> BankHolidayChange:
    row = _row(session, by, day)
    if row is None:
        raise FeedbackError("That day isn't in the list any more. Look at the list again")
    return row


def _moved(session: Session, row: BankHolidayChange, *, by: Viewer, at: datetime) -> tuple[Moved, ...]:
    moved = move_due_days(session, by.watchdog_id, today=at.astimezone(HERE).date())
    detail = {**_detail(row), "moved": len(moved)}
    audit.record(session, Event.BANK_HOLIDAY_CHANGED, by=by, at=at, subject=row.id, detail=detail)
    return moved


def _detail(row: BankHolidayChange) -> dict[str, str | int]:
    return {"day": row.day.isoformat()}
