"""Add organisations and services from a spreadsheet. Running it again adds only what is new."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from models.errors import FeedbackError
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.vocabulary import Event, Sector
from models.words import canonical
from storage import audit

NEEDED = ("service", "sector", "organisation", "valid_from", "valid_to")
FIRST_ROW = 2  # as a spreadsheet numbers it, below the headings
LONGEST_NAME = 200
LONGEST_CODE = 20


class RefusedRow(NamedTuple):
    """A row that was left out, by its number in the spreadsheet, and what to do about it."""

    row: int
    sentence: str


class LoadReport(NamedTuple):
    """What became of every row: added, there already, or refused."""

    organisations_added: int
    services_added: int
    already_there: int
    refused: tuple[RefusedRow, ...]


class _Given(NamedTuple):
    row: int
    service: str
    sector: Sector
    organisation: str
    organisation_sector: Sector
    ods_code: str
    valid_from: date | None
    valid_to: date | None
    successor: str


def load_services(
    session: Session, rows: Iterable[Mapping[str, str | None]], *, by: Viewer, at: datetime
) -> LoadReport:
    """Add each row's service, and its organisation where that is new. Nothing known is changed."""
    require(by, Permission.MANAGE_STORE)
    audit.lock(session, by.watchdog_id)
    known = {
        service.name: service.id
        for service in session.exec(select(Service).where(Service.watchdog_id == by.watchdog_id)).all()
    }
    new: dict[str, _Given] = {}
    refused: list[RefusedRow] = []
    already_there = 0
    for row, said in enumerate(rows, start=FIRST_ROW):
        try:
            given = _read(row, said)
        except FeedbackError as fault:
            refused.append(RefusedRow(row, str(fault)))
            continue
        if given.service in known:
            already_there += 1
        elif given.service in new:
            earlier = new[given.service].row
            refused.append(
                RefusedRow(row, f"Take out this row or rename it: row {earlier} has {given.service} too")
            )
        else:
            new[given.service] = given
    refused += _without_successors(new, known)
    organisations_added = _add(session, new.values(), known, by=by)
    if new:
        counts: dict[str, str | int] = {"services": len(new), "organisations": organisations_added}
        audit.record(session, Event.SERVICES_LOADED, by=by, at=at, detail=counts)
    return LoadReport(organisations_added, len(new), already_there, tuple(sorted(refused)))


def read_services_csv(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file. Raises FeedbackError when it is not UTF-8 or lacks a column."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as fault:
        raise FeedbackError(f"There is no file {path}. Check its name and folder") from fault
    except UnicodeDecodeError as fault:
        raise FeedbackError(f"Save {path.name} again as \u201cCSV UTF-8\u201d, then load it") from fault
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="more", restval="")
    found = [(heading or "").strip().lower() for heading in reader.fieldnames or ()]
    missing = [column for column in NEEDED if column not in found]
    if missing:
        columns = ", ".join(missing)
        raise FeedbackError(
            f"Add these columns to the first row of {path.name}, with commas between: {columns}"
        )
    reader.fieldnames = found
    rows = [{heading: str(value) for heading, value in row.items()} for row in reader]
    return (row for row in rows if any(value.strip() for value in row.values()))


def _read(row: int, said: Mapping[str, str | None]) -> _Given:
    cell = {heading: " ".join(canonical(value or "").split()) for heading, value in said.items()}
    for column, what in (("service", "service"), ("organisation", "organisation that runs it")):
        name = cell.get(column, "")
        if not name:
            raise FeedbackError(f"Give the name of the {what} in the column {column}")
        if len(name) > LONGEST_NAME:
            raise FeedbackError(f"Use {LONGEST_NAME} characters or fewer in the column {column}")
    if len(cell.get("ods_code", "")) > LONGEST_CODE:
        raise FeedbackError(f"Use {LONGEST_CODE} characters or fewer in the column ods_code")
    sector = _sector(cell, "sector")
    valid_from, valid_to = _day(cell, "valid_from"), _day(cell, "valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        raise FeedbackError("Check the dates: valid_to is before valid_from")
    return _Given(
        row=row,
        service=cell["service"],
        sector=sector,
        organisation=cell["organisation"],
        organisation_sector=_sector(cell, "organisation_sector")
        if cell.get("organisation_sector")
        else sector,
        ods_code=cell.get("ods_code", ""),
        valid_from=valid_from,
        valid_to=valid_to,
        successor=cell.get("successor", ""),
    )


def _sector(cell: Mapping[str, str], column: str) -> Sector:
    try:
        return Sector(cell.get(column, "").lower())
    except ValueError as fault:
        choices = ", ".join(sector.value for sector in Sector)
        raise FeedbackError(
            f"In the column {column}, use one of: {choices}. It says {cell.get(column, '')!r}"
        ) from fault


def _day(cell: Mapping[str, str], column: str) -> date | None:
    said = cell.get(column, "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as fault:
        raise FeedbackError(
            f"In the column {column}, write the day like 2025-11-03. It says {said!r}"
        ) from fault


def _without_successors(new: dict[str, _Given], known: Mapping[str, UUID]) -> list[RefusedRow]:
    """Take out of `new` what names a successor that is nowhere, and then what named that."""
    refused: list[RefusedRow] = []
    while lost := [
        given
        for given in new.values()
        if given.successor == given.service
        or (given.successor and given.successor not in new and given.successor not in known)
    ]:
        for given in lost:
            del new[given.service]
            refused.append(
                RefusedRow(
                    given.row, f"Add a row for the successor {given.successor}, or leave successor empty"
                )
            )
    return refused


def _add(session: Session, new: Iterable[_Given], known: dict[str, UUID], *, by: Viewer) -> int:
    new = list(new)
    organisations = {
        organisation.name: organisation
        for organisation in session.exec(
            select(Organisation).where(Organisation.watchdog_id == by.watchdog_id)
        ).all()
    }
    before = len(organisations)
    for given in new:
        if given.organisation not in organisations:
            organisations[given.organisation] = Organisation(
                watchdog_id=by.watchdog_id,
                name=given.organisation,
                sector=given.organisation_sector,
                ods_code=given.ods_code,
            )
            session.add(organisations[given.organisation])
    session.flush()
    services = {
        given.service: Service(
            watchdog_id=by.watchdog_id,
            organisation_id=organisations[given.organisation].id,
            name=given.service,
            sector=given.sector,
            valid_from=given.valid_from,
            valid_to=given.valid_to,
        )
        for given in new
    }
    session.add_all(services.values())
    session.flush()
    known.update({name: service.id for name, service in services.items()})
    for given in new:
        if given.successor:
            services[given.service].successor_id = known[given.successor]
    session.flush()
    return len(organisations) - before
