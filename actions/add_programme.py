"""Add a programme that the watchdog follows: its dates with their sources, its services, its questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from content.question_sets import question_set, question_set_names
from models.errors import FeedbackError
from models.events import Event
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.programme import Programme, ProgrammeDate, ProgrammeService
from models.words import canonical
from storage import audit

LONGEST = {"name": 200, "source": 500, "date": 200, "code": 60}
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class DayGiven:
    """A day in the life of a programme, as one source has it; two sources may give two days."""

    what: str
    day: date
    source: str


class ProgrammeAdded(NamedTuple):
    """The programme's id, and the code of its own address."""

    id: UUID
    code: str


def add_programme(
    session: Session,
    *,
    name: str,
    started_on: date | None,
    source: str,
    code: str = "",
    days: Sequence[DayGiven] = (),
    services: Sequence[UUID] = (),
    question_sets: Sequence[str] = (),
    by: Viewer,
    at: datetime,
) -> ProgrammeAdded:
    """Add a programme. Without a `code` it is made from the name: "Winter team" is at winter-team.

    Raises FeedbackError for one without a name, known already, with a day that nobody vouches for, or
    with a service or questions that are not here.
    """
    require(by, Permission.EDIT_DIRECTORY)
    name = _line(name, "name")
    if not name:
        raise FeedbackError("Give the programme's name")
    code = _line(code, "code") or _made_from(name)
    if not _CODE.fullmatch(code):
        raise FeedbackError(
            "Give a code of small letters and figures, with hyphens between, like winter-team"
        )
    _check_questions(question_sets)
    audit.lock(session, by.watchdog_id)
    _check_is_new(session, by.watchdog_id, name=name, code=code)
    programme = Programme(
        watchdog_id=by.watchdog_id,
        code=code,
        name=name,
        started_on=started_on,
        source=_vouched_for(source, "start date") if started_on else _line(source, "source"),
        question_sets=list(dict.fromkeys(question_sets)),
    )
    session.add(programme)
    session.flush()
    session.add_all(_dates(programme, days))
    session.add_all(_services(session, programme, services))
    audit.record(session, Event.PROGRAMME_ADDED, by=by, at=at, subject=programme.id)
    return ProgrammeAdded(programme.id, programme.code)


def _dates(programme: Programme, days: Sequence[DayGiven]) -> list[ProgrammeDate]:
    return [
        ProgrammeDate(
            watchdog_id=programme.watchdog_id,
            programme_id=programme.id,
            what=_line(given.what, "date"),
            day=given.day,
            source=_vouched_for(given.source, "date"),
        )
        for given in days
    ]


def _services(session: Session, programme: Programme, ids: Sequence[UUID]) -> list[ProgrammeService]:
    if any(session.get(Service, (programme.watchdog_id, one)) is None for one in ids):
        raise FeedbackError("A service of the programme isn't in the directory")
    return [
        ProgrammeService(watchdog_id=programme.watchdog_id, programme_id=programme.id, service_id=one)
        for one in dict.fromkeys(ids)
    ]


def _line(said: str, what: str) -> str:
    line = " ".join(canonical(said).split())
    if len(line) > LONGEST[what]:
        raise FeedbackError(f"Use {LONGEST[what]} characters or fewer for the programme's {what}")
    return line


def _vouched_for(source: str, what: str) -> str:
    source = _line(source, "source")
    if not source:
        raise FeedbackError(f"Say where the {what} comes from: sources often disagree")
    return source


def _made_from(name: str) -> str:
    """A code made from the name, cut where it would be too long."""
    made = re.sub(r"[^a-z0-9]+", "-", name.lower())[: LONGEST["code"]].strip("-")
    return made or "programme"


def _check_questions(names: Sequence[str]) -> None:
    for name in names:
        if name not in question_set_names() or question_set(name).is_kept_apart:
            raise FeedbackError(f"There are no questions called {name!r} that a programme can ask")


def _check_is_new(session: Session, watchdog_id: str, *, name: str, code: str) -> None:
    mine = select(Programme.id).where(Programme.watchdog_id == watchdog_id)
    if session.exec(mine.where(col(Programme.name) == name)).first() is not None:
        raise FeedbackError(f"There is a programme called {name} already")
    if session.exec(mine.where(col(Programme.code) == code)).first() is not None:
        raise FeedbackError(f"There is a programme with the code {code} already")
