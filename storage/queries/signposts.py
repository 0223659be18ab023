"""Whom can somebody ring, here and now?"""

from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Viewer
from models.watchdog import Signpost, SignpostKind


class NumberToRing(NamedTuple):
    """A number that is known, and what it is for."""

    kind: SignpostKind
    title: str
    number: str
    hours: str


def signposts(session: Session, viewer: Viewer) -> tuple[NumberToRing, ...]:
    """The viewer's watchdog's numbers, most urgent first; those not known yet are left out."""
    rows = session.exec(select(Signpost).where(col(Signpost.watchdog_id) == viewer.watchdog_id)).all()
    order = list(SignpostKind)
    return tuple(
        NumberToRing(row.kind, row.title, row.number, row.hours)
        for row in sorted(rows, key=lambda row: order.index(row.kind))
        if row.number.strip()
    )
