"""What adding, changing and merging share: the rows of one kind, what is asked of them, their record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from actions.setting_history import note_change
from models.errors import FeedbackError
from models.events import Event
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.setting import SettingKind
from storage import audit

Row = Organisation | Service
Rows = dict[UUID, Row]
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Listing:
    """One of the two lists: its table, what its rows are called, and what the record says was done."""

    kind: SettingKind
    table: type[Organisation] | type[Service]
    noun: str
    added: Event
    changed: Event
    merged: Event

    @property
    def not_here(self) -> str:
        return f"That {self.noun} isn't here. Choose one from the list"


SERVICES = Listing(
    SettingKind.SERVICE,
    Service,
    "service",
    Event.SERVICE_ADDED,
    Event.SERVICE_CHANGED,
    Event.SERVICE_MERGED,
)
ORGANISATIONS = Listing(
    SettingKind.ORGANISATION,
    Organisation,
    "organisation",
    Event.ORGANISATION_ADDED,
    Event.ORGANISATION_CHANGED,
    Event.ORGANISATION_MERGED,
)


def begin(session: Session, listing: Listing, *, by: Viewer) -> Rows:
    """Every row of one list of the actor's watchdog, which nobody else changes until the end of the act.

    Raises NotAllowed for who may not edit the directory.
    """
    require(by, Permission.EDIT_DIRECTORY)
    audit.lock(session, by.watchdog_id)
    return rows_of(session, listing, by=by)


def rows_of(session: Session, listing: Listing, *, by: Viewer) -> Rows:
    """Every row of one list of the actor's watchdog, by its id."""
    query = select(listing.table).where(col(listing.table.watchdog_id) == by.watchdog_id)
    return {row.id: row for row in session.exec(query).all()}  # type: ignore[misc]


def one_of(rows: Rows, row_id: UUID, listing: Listing) -> Row:
    """The row of that id. Raises FeedbackError when this watchdog has none."""
    if row_id not in rows:
        raise FeedbackError(listing.not_here)
    return rows[row_id]


def standing(rows: Rows, row_id: UUID | None) -> UUID | None:
    """The id of what a row counts as: what it was merged into, else itself."""
    return (rows[row_id].merged_into_id or row_id) if row_id in rows else row_id


def comes_round(rows: Rows, start: UUID, successor: UUID | None) -> bool:
    """Whether whoever follows from each to what came after it would come back to `start`."""
    passed: set[UUID] = set()
    following = standing(rows, successor)
    while following is not None and following not in passed:
        if following == start:
            return True
        passed.add(following)
        following = standing(rows, rows[following].successor_id) if following in rows else None
    return False


def note(
    session: Session, listing: Listing, row: Row, changes: Changes, *, after: int, by: Viewer, at: datetime
) -> None:
    """Keep what is about to change in a row's history, unless somebody else was quicker."""
    note_change(session, listing.kind, str(row.id), changes, after=after, by=by, at=at)


def put(session: Session, row: Row, changes: Changes) -> None:
    """Make the changes to a row."""
    for field, (_, value) in changes.items():
        setattr(row, field, value)
    session.add(row)
    session.flush()


def record(
    session: Session, event: Event, row: Row, detail: dict[str, str | int], *, by: Viewer, at: datetime
) -> None:
    """The one audit link of an act on `row`."""
    audit.record(session, event, by=by, at=at, subject=row.id, detail=detail)
