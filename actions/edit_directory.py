"""Add or change an organisation or a service. Every change is dated and signed, and keeps what was."""

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from actions import directory_rows
from actions.directory_rows import ORGANISATIONS, SERVICES, Listing, Row, Rows
from models.errors import FeedbackError, Problems
from models.organisation import OrganisationDraft, ServiceDraft
from models.people import Viewer
from models.words import canonical

LONGEST_NAME = 200
CODE = re.compile(r"[A-Z0-9]{2,12}")


def add_organisation(session: Session, draft: OrganisationDraft, *, by: Viewer, at: datetime) -> UUID:
    """Add an organisation and return its id. Raises Problems, by field."""
    return _add(session, ORGANISATIONS, draft, by=by, at=at)


def add_service(session: Session, draft: ServiceDraft, *, by: Viewer, at: datetime) -> UUID:
    """Add a service and return its id. Raises Problems, by field."""
    return _add(session, SERVICES, draft, by=by, at=at)


def change_organisation(
    session: Session,
    organisation_id: UUID,
    draft: OrganisationDraft,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> bool:
    """Put the draft in place of what was; False when it says nothing new.

    `after` is the number of the last change that the editor saw. Raises Problems, by field, and
    SomebodyElseDecided when there has been another change since.
    """
    return _change(session, ORGANISATIONS, organisation_id, draft, after=after, by=by, at=at)


def change_service(
    session: Session, service_id: UUID, draft: ServiceDraft, *, after: int, by: Viewer, at: datetime
) -> bool:
    """As `change_organisation`, for a service."""
    return _change(session, SERVICES, service_id, draft, after=after, by=by, at=at)


def checked_code(said: str) -> str:
    """Return an ODS code in capitals, or nothing. Raises FeedbackError for what can't be one.

    >>> checked_code(" rd8 ")
    'RD8'
    """
    code = canonical(said).strip().upper()
    if code and not CODE.fullmatch(code):
        raise FeedbackError("Use 2 to 12 letters and digits for the ODS code, such as RD8, or leave it empty")
    return code


def _add(session: Session, listing: Listing, draft: OrganisationDraft, *, by: Viewer, at: datetime) -> UUID:
    rows = directory_rows.begin(session, listing, by=by)
    organisations = directory_rows.rows_of(session, ORGANISATIONS, by=by)
    given = asdict(_checked(draft, listing))
    _refuse_what_does_not_fit(listing, rows, organisations, None, given)
    row = listing.table(**given, watchdog_id=by.watchdog_id)
    session.add(row)
    session.flush()
    changes = {field: (None, value) for field, value in given.items() if value not in (None, "")}
    directory_rows.note(session, listing, row, changes, after=0, by=by, at=at)
    directory_rows.record(session, listing.added, row, {"sector": row.sector.value}, by=by, at=at)
    return row.id


def _change(
    session: Session,
    listing: Listing,
    row_id: UUID,
    draft: OrganisationDraft,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> bool:
    rows = directory_rows.begin(session, listing, by=by)
    organisations = directory_rows.rows_of(session, ORGANISATIONS, by=by)
    row = directory_rows.one_of(rows, row_id, listing)
    if row.merged_into_id is not None:
        raise FeedbackError(f"{row.name} is merged into another {listing.noun}. Part them first")
    given = asdict(_checked(draft, listing))
    for field, others in (("successor_id", rows), ("organisation_id", organisations)):
        if field in given and directory_rows.standing(others, getattr(row, field)) == given[field]:
            given[field] = getattr(row, field)  # whoever leaves the one that stands for it changes nothing
    changes = {
        field: (getattr(row, field), value) for field, value in given.items() if getattr(row, field) != value
    }
    if not changes:
        return False
    directory_rows.note(session, listing, row, changes, after=after, by=by, at=at)
    _refuse_what_does_not_fit(listing, rows, organisations, row, given)
    directory_rows.put(session, row, changes)
    fields: dict[str, str | int] = {"fields": ", ".join(changes)}
    directory_rows.record(session, listing.changed, row, fields, by=by, at=at)
    return True


def _checked(draft: OrganisationDraft, listing: Listing) -> OrganisationDraft:
    """The draft with its spaces tidied. Raises Problems for what the draft alone shows."""
    name = " ".join(canonical(draft.name).split())
    code, problems = "", {}
    if not name:
        problems["name"] = f"Enter the {listing.noun}'s name"
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"Use {LONGEST_NAME} characters or fewer. You have used {len(name)}"
    if isinstance(draft, ServiceDraft) and draft.organisation_id is None:
        problems["organisation_id"] = "Choose the organisation that runs it"
    if draft.sector is None:
        problems["sector"] = f"Choose what kind of {listing.noun} it is"
    try:
        code = checked_code(draft.ods_code)
    except FeedbackError as problem:
        problems["ods_code"] = str(problem)
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        problems["valid_to"] = "Choose a last day that isn't before the first"
    if problems:
        raise Problems(problems)
    return replace(draft, name=name, ods_code=code)


def _refuse_what_does_not_fit(
    listing: Listing, rows: Rows, organisations: Rows, row: Row | None, given: dict[str, Any]
) -> None:
    """Raise Problems for a name that is taken, and for what isn't this watchdog's or leads in a circle."""
    problems = {}
    name, successor = given["name"].casefold(), given["successor_id"]
    if row is None or row.name != given["name"]:
        for other in rows.values():
            if other is not row and other.name.casefold() == name:
                problems["name"] = (
                    f"{other.name} is in the list already{_merged(rows, other)}. Use another name"
                )
    if successor is not None and successor not in rows:
        problems["successor_id"] = listing.not_here
    elif row is not None and directory_rows.comes_round(rows, row.id, successor):
        problems["successor_id"] = f"Choose another {listing.noun}: that one doesn't come after this one"
    if "organisation_id" in given and given["organisation_id"] not in organisations:
        problems["organisation_id"] = ORGANISATIONS.not_here
    if problems:
        raise Problems(problems)


def _merged(rows: Rows, row: Row) -> str:
    return f", merged into {rows[row.merged_into_id].name}" if row.merged_into_id else ""
