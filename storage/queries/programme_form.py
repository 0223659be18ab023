"""Whose own form does somebody fill in, and what does it ask?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models.people import Viewer
from models.programme import Programme
from storage.queries.why_shut import switched_on


class ProgrammeName(NamedTuple):
    """A programme to choose."""

    id: UUID
    name: str


class ProgrammeForm(NamedTuple):
    """A programme with a form of its own. `question_sets` are those that are asked, in its own order."""

    id: UUID
    code: str
    name: str
    question_sets: tuple[str, ...]


def programme_form(session: Session, viewer: Viewer, code: str, *, on: date) -> ProgrammeForm | None:
    """The form at a programme's own address; None for a code of no programme here that goes on that day."""
    return _form(session, viewer, col(Programme.code) == code, _goes_on(on))


def programmes_to_choose_from(
    session: Session, viewer: Viewer, *, on: date, chosen: UUID | None = None
) -> tuple[ProgrammeName, ...]:
    """The programmes of the viewer's watchdog that go on that day, and the one chosen already, by name."""
    rows = session.exec(
        select(Programme.id, Programme.name)
        .where(Programme.watchdog_id == viewer.watchdog_id, or_(_goes_on(on), col(Programme.id) == chosen))
        .order_by(col(Programme.name))
    )
    return tuple(ProgrammeName(*row) for row in rows)


def programme_forms(session: Session, viewer: Viewer, *, on: date) -> tuple[ProgrammeForm, ...]:
    """The forms of the programmes that go on that day, by the programme's name."""
    return _forms(session, viewer, _goes_on(on))


def form_begun(session: Session, viewer: Viewer, programme_id: UUID) -> ProgrammeForm | None:
    """The form that somebody has begun already, whether or not the programme has ended since."""
    return _form(session, viewer, col(Programme.id) == programme_id)


def _goes_on(on: date) -> ColumnElement[bool]:
    return or_(col(Programme.ended_on).is_(None), col(Programme.ended_on) >= on)


def _form(session: Session, viewer: Viewer, *which: ColumnElement[bool]) -> ProgrammeForm | None:
    return next(iter(_forms(session, viewer, *which)), None)


def _forms(session: Session, viewer: Viewer, *which: ColumnElement[bool]) -> tuple[ProgrammeForm, ...]:
    found = session.exec(
        select(Programme)
        .where(Programme.watchdog_id == viewer.watchdog_id, *which)
        .order_by(col(Programme.name))
    ).all()
    on = switched_on(session, viewer) if found else frozenset()
    return tuple(
        ProgrammeForm(one.id, one.code, one.name, tuple(name for name in one.question_sets if name in on))
        for one in found
    )
