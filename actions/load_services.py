"""Add organisations and services from a spreadsheet. Running it again adds only what is new."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from actions.edit_directory import LONGEST_NAME, checked_code
from imports.services_csv import ALSO, NEEDED, services_in, with_reasons
from imports.successors import astray
from models.errors import FeedbackError
from models.events import Event
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.vocabulary import Sector
from models.words import canonical
from storage import audit
from storage.engine import Store

ROWS_NAMED = 5


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
    service_ods_code: str
    valid_from: date | None
    valid_to: date | None
    successor: str


class _Names:
    """The names that are taken, whatever their capitals: those that are here, and those of earlier rows."""

    def __init__(self, services: Iterable[str], organisations: Iterable[str]) -> None:
        self._services: dict[str, tuple[str, int]] = {name.casefold(): (name, 0) for name in services}
        self._exact = set(organisations)
        self._organisations = {name.casefold(): name for name in self._exact}

    def take(self, given: _Given) -> None:
        """Keep a row's names. Raises FeedbackError for a service or an organisation in other capitals."""
        name, row = self._services.get(given.service.casefold(), ("", 0))
        if row:
            raise FeedbackError(f"Take out this row or rename it: row {row} has {name} too")
        if name:
            raise FeedbackError(f"{name} is in the list already: write it so, or use another name")
        known = self._organisations.get(given.organisation.casefold(), given.organisation)
        if known != given.organisation and given.organisation not in self._exact:
            raise FeedbackError(f"Write the organisation as {known}, with the same capitals, or rename it")
        self._services[given.service.casefold()] = (given.service, given.row)
        self._organisations[given.organisation.casefold()] = given.organisation


def load_services(
    session: Session, rows: Mapping[int, Mapping[str, str | None]], *, by: Viewer, at: datetime
) -> LoadReport:
    """Add each row's service, and its organisation where that is new. Nothing known is changed.

    `rows` are those of a spreadsheet, by their number in it.
    """
    require(by, Permission.EDIT_DIRECTORY)
    audit.lock(session, by.watchdog_id)
    known = {
        service.name: service.id
        for service in session.exec(select(Service).where(Service.watchdog_id == by.watchdog_id)).all()
    }
    new: dict[str, _Given] = {}
    refused: list[RefusedRow] = []
    already_there = 0
    bodies = select(Organisation.name).where(Organisation.watchdog_id == by.watchdog_id)
    taken = _Names(known, session.exec(bodies).all())
    for row, said in rows.items():
        try:
            given = _read(row, said)
            if given.service in known:
                already_there += 1
            else:
                taken.take(given)
                new[given.service] = given
        except FeedbackError as fault:
            refused.append(RefusedRow(row, str(fault)))
    refused += _without_successors(new, known)
    organisations_added = _add(session, new.values(), known, by=by)
    if new:
        counts: dict[str, str | int] = {"services": len(new), "organisations": organisations_added}
        audit.record(session, Event.SERVICES_LOADED, by=by, at=at, detail=counts)
    return LoadReport(organisations_added, len(new), already_there, tuple(sorted(refused)))


def headings() -> str:
    """The first row of a file of services, with every column that is read."""
    return f"{','.join((*NEEDED, *ALSO))}\r\n"


def load_services_file(
    store: Store, content: bytes, name: str, *, by: Viewer, at: datetime
) -> tuple[LoadReport, str]:
    """Load a CSV file of that name. Returns what became of its rows, and the refused ones as a CSV.

    Raises FeedbackError when the file can't be read at all; it is read before anybody has to wait for it.
    """
    require(by, Permission.EDIT_DIRECTORY)
    rows = services_in(content, name)
    with store.writing() as session:
        report = load_services(session, rows, by=by, at=at)
    refused = [(rows[row], row, sentence) for row, sentence in report.refused]
    return report, with_reasons(refused)


def _read(row: int, said: Mapping[str, str | None]) -> _Given:
    cell = {heading: " ".join(canonical(value or "").split()) for heading, value in said.items()}
    for column, what in (("service", "service"), ("organisation", "organisation that runs it")):
        name = cell.get(column, "")
        if not name:
            raise FeedbackError(f"Give the name of the {what} in the column {column}")
        if len(name) > LONGEST_NAME:
            raise FeedbackError(f"Use {LONGEST_NAME} characters or fewer in the column {column}")
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
        ods_code=_code(cell, "ods_code"),
        service_ods_code=_code(cell, "service_ods_code"),
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


def _code(cell: Mapping[str, str], column: str) -> str:
    try:
        return checked_code(cell.get(column, ""))
    except FeedbackError as fault:
        raise FeedbackError(f"In the column {column}: {fault}") from fault


def _day(cell: Mapping[str, str], column: str) -> date | None:
    said = cell.get(column, "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as fault:
        raise FeedbackError(
            f"In the column {column}, write the day like 2025-11-03. It says {said!r}"
        ) from fault


def _without_successors(new: dict[str, _Given], known: Mapping[str, UUID]) -> list[RefusedRow]:
    """Take out of `new` what names a successor that is nowhere or comes round, and what named that."""
    lost = astray({name: given.successor for name, given in new.items()}, known)
    rows = {name: new[name].row for name in lost}
    return [_astray(new.pop(name), [rows[each] for each in circle]) for name, circle in lost.items()]


def _astray(given: _Given, circle: list[int]) -> RefusedRow:
    if len(circle) == 1:
        sentence = (
            f"{given.service} can't come after itself: name another successor, or leave successor empty"
        )
    elif circle:
        others = sorted(set(circle) - {given.row})
        named = ", ".join(map(str, others[:ROWS_NAMED])) + (" and more" if len(others) > ROWS_NAMED else "")
        which = "row" if len(others) == 1 else "rows"
        sentence = (
            f"With {which} {named} this goes round in a circle. Leave successor empty in the last of them"
        )
    else:
        sentence = f"Add a row for the successor {given.successor}, or leave successor empty"
    return RefusedRow(given.row, sentence)


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
            ods_code=given.service_ods_code,
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
