"""Set a number that people are given to ring, take it away, or say that it is still right."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from actions.put_setting import put_setting
from content.signposting import default_signposts
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.setting import SettingKind
from models.watchdog import Signpost, SignpostKind
from models.words import canonical
from storage import audit

LONGEST_NUMBER = 60
LONGEST_HOURS = 200
FEWEST_DIGITS = 3  # 999 and 111 have no more
DIGITS = frozenset("0123456789")
MARKS = frozenset(" +,.;:()/-\u2013'\u2019")


def set_signpost(
    session: Session,
    kind: SignpostKind,
    *,
    number: str,
    hours: str = "",
    after: int,
    by: Viewer,
    at: datetime,
) -> UUID:
    """Put `number` in place of the one before it, with its own hours, as checked on the day of `at`.

    `after` is the number of the last change that was seen. Raises FeedbackError for what nobody can
    ring: a wrong number in an emergency is worse than none; SomebodyElseDecided when that is old.
    """
    require(by, Permission.EDIT_SIGNPOSTS)
    number, hours = checked_number(number), " ".join(canonical(hours).split())
    if len(hours) > LONGEST_HOURS:
        raise FeedbackError(f"Use {LONGEST_HOURS} characters or fewer for the hours")
    signpost = _signpost(session, kind, by=by)
    return _put(session, signpost, number=number, hours=hours, after=after, by=by, at=at)


def clear_signpost(session: Session, kind: SignpostKind, *, after: int, by: Viewer, at: datetime) -> None:
    """Take a number and its hours away. Without both of the safeguarding ones the form is shut."""
    require(by, Permission.EDIT_SIGNPOSTS)
    signpost = _signpost(session, kind, by=by)
    _put(session, signpost, number="", hours="", after=after, by=by, at=at)


def check_signpost(session: Session, kind: SignpostKind, *, after: int, by: Viewer, at: datetime) -> None:
    """Say that the number was rung and is right, as on the day of `at`.

    Raises SomebodyElseDecided when it is no longer the number that was seen.
    """
    require(by, Permission.EDIT_SIGNPOSTS)
    signpost = _signpost(session, kind, by=by)
    if not signpost.number:
        raise FeedbackError("There is no number here to check yet. Give the number to ring")
    _put(session, signpost, number=signpost.number, hours=signpost.hours, after=after, by=by, at=at)


def checked_number(said: str, longest: int = LONGEST_NUMBER) -> str:
    """Return a number somebody can ring, its spaces tidied. Raises FeedbackError for anything else.

    >>> checked_number(" 111,  then 2 ")
    '111, then 2'
    """
    number = " ".join(canonical(said).split())
    if not number:
        raise FeedbackError("Give the number to ring")
    if len(number) > longest:
        raise FeedbackError(f"Use {longest} characters or fewer for the number")
    strange = sorted({mark for mark in number if not mark.isalpha() and mark not in DIGITS | MARKS})
    if strange or sum(character in DIGITS for character in number) < FEWEST_DIGITS:
        raise FeedbackError(
            f"{number!r} can't be rung. Write a number like 01632 960201, or what to press: 111, then 2"
        )
    return number


def _signpost(session: Session, kind: SignpostKind, *, by: Viewer) -> Signpost:
    audit.lock(session, by.watchdog_id)
    signpost = session.exec(
        select(Signpost).where(Signpost.watchdog_id == by.watchdog_id, Signpost.kind == kind)
    ).one_or_none()
    if signpost is not None:
        return signpost
    titles = {default.kind: default.title for default in default_signposts()}
    return Signpost(watchdog_id=by.watchdog_id, kind=kind, title=titles[kind])


def _put(
    session: Session, signpost: Signpost, *, number: str, hours: str, after: int, by: Viewer, at: datetime
) -> UUID:
    values: dict[str, Any] = {"number": number, "hours": hours, "checked_on": at.date() if number else None}
    is_the_same = (number, hours) == (signpost.number, signpost.hours)
    put_setting(
        session,
        signpost,
        values,
        Event.SIGNPOST_CHECKED if is_the_same else Event.SIGNPOST_CHANGED,
        about=(SettingKind.SIGNPOST, signpost.kind.value),
        detail={"kind": signpost.kind.value},
        after=after,
        by=by,
        at=at,
    )
    return signpost.id
