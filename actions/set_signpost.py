"""Set a number that people are given to ring, and note the day it was checked."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from content.signposting import default_signposts
from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from models.vocabulary import Event
from models.watchdog import Signpost, SignpostKind
from models.words import canonical
from storage import audit

LONGEST_NUMBER = 60
LONGEST_HOURS = 200
FEWEST_DIGITS = 3  # 999 and 111 have no more
DIGITS = frozenset("0123456789")
MARKS = frozenset(" +,.;:()/-\u2013'\u2019")


def set_signpost(
    session: Session, kind: SignpostKind, *, number: str, hours: str = "", by: Viewer, at: datetime
) -> UUID:
    """Put `number` in place of the one before it, with its own hours, as checked on the day of `at`.

    Raises FeedbackError for what nobody can ring: a wrong number in an emergency is worse than none.
    """
    require(by, Permission.MANAGE_STORE)
    number, hours = checked_number(number), " ".join(canonical(hours).split())
    if len(hours) > LONGEST_HOURS:
        raise FeedbackError(f"Use {LONGEST_HOURS} characters or fewer for the hours")
    audit.lock(session, by.watchdog_id)
    signpost = session.exec(
        select(Signpost).where(Signpost.watchdog_id == by.watchdog_id, Signpost.kind == kind)
    ).one_or_none()
    if signpost is None:
        titles = {default.kind: default.title for default in default_signposts()}
        signpost = Signpost(watchdog_id=by.watchdog_id, kind=kind, title=titles[kind])
    signpost.number, signpost.hours, signpost.checked_on = number, hours, at.date()
    session.add(signpost)
    session.flush()
    audit.record(
        session, Event.SIGNPOST_CHANGED, by=by, at=at, subject=signpost.id, detail={"kind": kind.value}
    )
    return signpost.id


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
