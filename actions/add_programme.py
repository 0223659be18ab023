"""Add a programme that the watchdog follows, with the source of its start date."""

import secrets
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.vocabulary import Event
from models.words import canonical
from storage import audit


def add_programme(
    session: Session, *, name: str, started_on: date | None, source: str, by: Viewer, at: datetime
) -> UUID:
    """Add a programme. Raises FeedbackError when it has no name, or a date that nobody vouches for."""
    require(by, Permission.EDIT_DIRECTORY)
    name, source = (" ".join(canonical(said).split()) for said in (name, source))
    if not name:
        raise FeedbackError("Give the programme's name")
    if started_on is not None and not source:
        raise FeedbackError("Say where the start date comes from: sources often disagree")
    audit.lock(session, by.watchdog_id)
    known = session.exec(
        select(Programme.id).where(Programme.watchdog_id == by.watchdog_id, Programme.name == name)
    ).first()
    if known is not None:
        raise FeedbackError(f"There is a programme called {name} already")
    programme = Programme(
        watchdog_id=by.watchdog_id,
        code=f"programme-{secrets.token_hex(4)}",
        name=name,
        started_on=started_on,
        source=source,
    )
    session.add(programme)
    session.flush()
    audit.record(session, Event.PROGRAMME_ADDED, by=by, at=at, subject=programme.id)
    return programme.id
