"""Add a programme that the watchdog follows: its dates with their sources, its services, its questions."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from actions.programme_checked import checked
from models.events import Event
from models.people import Permission, Viewer, require
from models.programme import Programme, ProgrammeDate, ProgrammeDraft, ProgrammeService
from storage import audit


class ProgrammeAdded(NamedTuple):
    """The programme's id, and the code of its own address."""

    id: UUID
    code: str


def add_programme(session: Session, draft: ProgrammeDraft, *, by: Viewer, at: datetime) -> ProgrammeAdded:
    """Add a programme. Without a `code` it is made from the name: "Winter team" is at winter-team.

    Raises Problems, by field, for one without a name, known already, that ends before it starts, with a day
    that nobody vouches for, or with a service or questions that are not here.
    """
    require(by, Permission.EDIT_DIRECTORY)
    audit.lock(session, by.watchdog_id)
    given = checked(session, draft, by=by)
    programme = Programme(watchdog_id=by.watchdog_id, code=given.code, **own_fields(given))
    session.add(programme)
    session.flush()
    session.add_all(dates_of(programme, given))
    session.add_all(services_of(programme, given))
    audit.record(session, Event.PROGRAMME_ADDED, by=by, at=at, subject=programme.id)
    return ProgrammeAdded(programme.id, programme.code)


def own_fields(draft: ProgrammeDraft) -> dict[str, Any]:
    """What a programme's own row holds of a draft, but for its code."""
    return {
        "name": draft.name,
        "kind": draft.kind,
        "about": draft.about,
        "partners": list(draft.partners),
        "started_on": draft.started_on,
        "source": draft.source,
        "ended_on": draft.ended_on,
        "covers_all": draft.covers_all,
        "question_sets": list(draft.question_sets),
    }


def dates_of(programme: Programme, draft: ProgrammeDraft) -> list[ProgrammeDate]:
    """A row for each day of a draft."""
    return [
        ProgrammeDate(
            watchdog_id=programme.watchdog_id,
            programme_id=programme.id,
            what=one.what,
            day=one.day,
            source=one.source,
        )
        for one in draft.days
    ]


def services_of(programme: Programme, draft: ProgrammeDraft) -> list[ProgrammeService]:
    """A row for each service of a draft."""
    return [
        ProgrammeService(watchdog_id=programme.watchdog_id, programme_id=programme.id, service_id=one)
        for one in draft.services
    ]
