"""Change what the watchdog says of itself: its name, its area and its telephone."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from actions.put_setting import put_setting
from actions.set_signpost import checked_number
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.setting import SettingKind
from models.watchdog import Watchdog
from models.words import canonical, is_blank
from storage import audit

LONGEST_NAME = 200
LONGEST_TELEPHONE = 40


class Details(NamedTuple):
    """What people read about the watchdog. The telephone may be empty."""

    name: str
    area: str
    telephone: str


def change_watchdog(
    session: Session, *, name: str, area: str, telephone: str, after: int, by: Viewer, at: datetime
) -> None:
    """Say this of the watchdog from now on. `after` is the number of the last change that was seen.

    Raises Problems, by field, for what will not do, and SomebodyElseDecided for an old `after`.
    """
    require(by, Permission.EDIT_WATCHDOG)
    details = checked_details(name=name, area=area, telephone=telephone)
    audit.lock(session, by.watchdog_id)
    put_setting(
        session,
        session.get_one(Watchdog, by.watchdog_id),
        details._asdict(),
        Event.WATCHDOG_CHANGED,
        about=(SettingKind.WATCHDOG, by.watchdog_id),
        detail={},
        after=after,
        by=by,
        at=at,
    )


def checked_details(*, name: str, area: str, telephone: str) -> Details:
    """The details with their spaces tidied. Raises Problems, by field, for what will not do."""
    given = Details(*(" ".join(canonical(said).split()) for said in (name, area, telephone)))
    problems: dict[str, str] = {}
    for field, said, missing in (
        ("name", given.name, "Give the watchdog's name"),
        ("area", given.area, "Give the area that it speaks for"),
    ):
        if is_blank(said):
            problems[field] = missing
        elif len(said) > LONGEST_NAME:
            problems[field] = f"Use {LONGEST_NAME} characters or fewer for the {field}"
    if given.telephone:
        try:
            checked_number(given.telephone, LONGEST_TELEPHONE)
        except FeedbackError as fault:
            problems["telephone"] = str(fault)
    if problems:
        raise Problems(problems)
    return given
