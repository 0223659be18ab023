"""Change a programme: dated, signed, with what it said before, and not over what somebody else wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete

from actions.add_programme import dates_of, own_fields, services_of
from actions.programme_checked import checked
from actions.setting_history import note_change
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.programme import DayGiven, Programme, ProgrammeDate, ProgrammeDraft, ProgrammeService
from models.setting import SettingKind
from storage import audit
from storage.queries.programmes import programmes
from storage.queries.scheme_contacts import files_held

STILL_HELD = "Erase what the scheme’s partners counted first, on its own part of this page"


def change_programme(
    session: Session, programme_id: UUID, draft: ProgrammeDraft, *, after: int, by: Viewer, at: datetime
) -> bool:
    """Put the draft in place of what was; False when it says nothing new. Its code stays what it is.

    `after` is the number of the last change that the editor saw. Raises Problems, by field, and
    SomebodyElseDecided when there has been another change since. A scheme stays one while what its partners
    counted is held: the part of the page that shows it, and can erase it, would be gone.
    """
    require(by, Permission.EDIT_DIRECTORY)
    audit.lock(session, by.watchdog_id)
    programme = session.get(Programme, (by.watchdog_id, programme_id))
    if programme is None:
        raise FeedbackError("That programme isn't here any more")
    given = checked(session, draft, by=by, now=programme)
    changes = _changes(session, programme, given, by)
    if not changes:
        return False
    if "kind" in changes and files_held(session, by.watchdog_id, programme.id):
        raise Problems({"kind": STILL_HELD})
    note_change(session, SettingKind.PROGRAMME, str(programme.id), changes, after=after, by=by, at=at)
    for field, value in own_fields(given).items():
        setattr(programme, field, value)
    session.add(programme)
    if "days" in changes:
        _empty(session, ProgrammeDate, programme)
        session.add_all(dates_of(programme, given))
    if "services" in changes:
        _empty(session, ProgrammeService, programme)
        session.add_all(services_of(programme, given))
    session.flush()
    fields: dict[str, str | int] = {"fields": ", ".join(changes)}
    audit.record(session, Event.PROGRAMME_CHANGED, by=by, at=at, subject=programme.id, detail=fields)
    return True


def _changes(
    session: Session, programme: Programme, given: ProgrammeDraft, by: Viewer
) -> dict[str, tuple[Any, Any]]:
    """What differs, {field: (before, after)}, as a history can hold it."""
    own = own_fields(given)
    changes = {
        field: (getattr(programme, field), value)
        for field, value in own.items()
        if getattr(programme, field) != value
    }
    seen = next(one for one in programmes(session, by) if one.id == programme.id)
    days = _as_told(seen.days), _as_told(given.days)
    services = sorted(str(one) for _, one in seen.services), sorted(map(str, given.services))
    return changes | {
        field: (before, after)
        for field, (before, after) in {"days": days, "services": services}.items()
        if before != after
    }


def _empty(
    session: Session, table: type[ProgrammeDate] | type[ProgrammeService], programme: Programme
) -> None:
    session.exec(
        delete(table).where(
            col(table.watchdog_id) == programme.watchdog_id, col(table.programme_id) == programme.id
        )
    )


def _as_told(days: Sequence[DayGiven]) -> list[list[str]]:
    return sorted([one.day.isoformat(), one.what, one.source] for one in days)
