"""Change what letters and reports say of the law, whom copies go to, and whom silence is taken to."""

from datetime import date, datetime

from sqlmodel import Session, select

from actions.put_setting import put_setting
from models.commitment import LONGEST_BODY
from models.errors import Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.powers import LONGEST_LAW, Powers, PowersSeen
from models.recommendation import MOST_COPIES
from models.setting import SettingKind
from models.words import canonical
from storage import audit

ABOUT = (SettingKind.POWERS, "powers")
"""What the history calls the row."""

A_YEAR = 2001
"""One without 29 February: a report is due every year."""


def change_powers(session: Session, said: PowersSeen, *, after: int, by: Viewer, at: datetime) -> None:
    """Say this from now on; letters and reports that are out say what stood there then.

    `after` is the number of the last change that was seen. Raises Problems, by field, and SomebodyElseDecided
    for an old `after`.
    """
    require(by, Permission.EDIT_WATCHDOG)
    values = _checked(said)
    audit.lock(session, by.watchdog_id)
    row = session.exec(select(Powers).where(Powers.watchdog_id == by.watchdog_id)).one()
    changed = Event.POWERS_CHANGED
    put_setting(session, row, values, changed, about=ABOUT, detail={}, after=after, by=by, at=at)


def _checked(said: PowersSeen) -> dict[str, str | list[str]]:
    """What is to be stored, by field. Raises Problems."""
    laws = {field: _on_one_line(getattr(said, field)) for field in ("asks_under", "answers_under")}
    lists = {
        field: list(dict.fromkeys(name for line in getattr(said, field) if (name := _on_one_line(line))))
        for field in ("copies_to", "ladder")
    }
    day = said.annual_report_day.strip()
    problems = {
        **{field: _too_long(law, LONGEST_LAW) for field, law in laws.items()},
        **{field: _list_problem(names) for field, names in lists.items()},
        "annual_report_day": "" if not day or _is_a_day(day) else "Write month and day, such as 06-30",
    }
    if found := {field: problem for field, problem in problems.items() if problem}:
        raise Problems(found)
    return {**laws, **lists, "annual_report_day": day}


def _on_one_line(said: str) -> str:
    return " ".join(canonical(said).split())


def _too_long(said: str, longest: int) -> str:
    return f"Use {longest} characters or fewer. You have used {len(said):,}" if len(said) > longest else ""


def _list_problem(names: list[str]) -> str:
    if len(names) > MOST_COPIES:
        return f"Give {MOST_COPIES} or fewer, one a line. There are {len(names)}"
    return next((problem for name in names if (problem := _too_long(name, LONGEST_BODY))), "")


def _is_a_day(month_and_day: str) -> bool:
    try:
        return f"{date.fromisoformat(f'{A_YEAR}-{month_and_day}'):%m-%d}" == month_and_day
    except ValueError:
        return False
