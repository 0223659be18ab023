"""Whom can somebody ring, here and now? And who looks after those numbers: which were checked, and when?"""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.watchdog import SAFEGUARDING, Signpost, SignpostKind


class NumberToRing(NamedTuple):
    """A number that is known, what it is for, and the day somebody last checked it."""

    kind: SignpostKind
    title: str
    number: str
    hours: str
    checked_on: date | None = None

    @property
    def is_our_own(self) -> bool:
        """Whether it is the watchdog's own to find out and check; the others serve all of England."""
        return self.kind in (*SAFEGUARDING, SignpostKind.COMPLAINTS)


class NumberKept(NamedTuple):
    """A number as whoever looks after it sees it; an empty one is not known yet."""

    kind: SignpostKind
    title: str
    number: str
    hours: str
    checked_on: date | None


def signposts(session: Session, viewer: Viewer) -> tuple[NumberToRing, ...]:
    """The viewer's watchdog's numbers, most urgent first; those not known yet are left out."""
    return tuple(
        NumberToRing(row.kind, row.title, row.number, row.hours, row.checked_on)
        for row in _rows(session, viewer)
        if row.number.strip()
    )


def numbers_kept(session: Session, viewer: Viewer) -> dict[SignpostKind, NumberKept]:
    """Every number that the viewer's watchdog keeps or has yet to find out, most urgent first."""
    require(viewer, Permission.EDIT_SIGNPOSTS)
    return {
        row.kind: NumberKept(row.kind, row.title, row.number, row.hours, row.checked_on)
        for row in _rows(session, viewer)
    }


def _rows(session: Session, viewer: Viewer) -> list[Signpost]:
    rows = session.exec(select(Signpost).where(col(Signpost.watchdog_id) == viewer.watchdog_id)).all()
    order = list(SignpostKind)
    return sorted(rows, key=lambda row: order.index(row.kind))
