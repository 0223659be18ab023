"""Copy programmes that ship into rows of a watchdog, with what was promised in them and what is published."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, select

from actions.add_programme import ProgrammeAdded, add_programme
from actions.commitments import add_commitment
from actions.indicators import add_indicator, keep_figures
from content.programme_files import ProgrammeFile
from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from models.programme import Programme
from storage.queries.services_called import services_called


class Copied(NamedTuple):
    """What became of one file. `missing` are the services that the directory doesn't know.

    A programme that is here already, by its code or its name, stays as it is: `code` is the one it has.
    """

    code: str
    name: str
    is_new: bool
    missing: tuple[str, ...] = ()


def copy_programmes(
    session: Session, files: Iterable[ProgrammeFile], *, by: Viewer, at: datetime
) -> tuple[Copied, ...]:
    """Add each programme that isn't here yet. Raises FeedbackError that names the one that won't do."""
    require(by, Permission.EDIT_DIRECTORY)
    here = session.exec(
        select(Programme.code, Programme.name).where(Programme.watchdog_id == by.watchdog_id)
    ).all()
    codes = {name.casefold(): code for code, name in here} | {code: code for code, _ in here}
    copied = []
    for file in files:
        code = codes.get(file.id) or codes.get(file.draft.name.casefold())
        if code:
            copied.append(Copied(code, file.draft.name, is_new=False))
        else:
            copied.append(_copy(session, file, by=by, at=at))
    return tuple(copied)


def copy_promises(
    session: Session, programme: ProgrammeAdded, file: ProgrammeFile, *, by: Viewer, at: datetime
) -> None:
    """Give a programme the promises of a file, and what is published of it.

    What is measured in the file's own programme is measured in this one, whatever its code.
    """
    require(by, Permission.FOLLOW_PROMISES)
    for promise in file.commitments:
        promise = replace(promise, scope=_in_its_own(promise.scope, file, programme))
        add_commitment(session, programme.id, promise, by=by, at=at)
    for given in file.indicators:
        draft = replace(given.draft, scope=_in_its_own(given.draft.scope, file, programme))
        indicator = add_indicator(session, programme.id, draft, by=by, at=at)
        if given.figures:
            keep_figures(session, indicator, given.figures, by=by, at=at)


def _copy(session: Session, file: ProgrammeFile, *, by: Viewer, at: datetime) -> Copied:
    services = services_called(session, by.watchdog_id, file.services)
    try:
        added = add_programme(session, replace(file.draft, services=tuple(services.values())), by=by, at=at)
        copy_promises(session, added, file, by=by, at=at)
    except FeedbackError as fault:
        raise FeedbackError(f"{file.draft.name} wasn't copied. {fault}") from fault
    missing = tuple(name for name in file.services if name not in services)
    return Copied(file.id, file.draft.name, is_new=True, missing=missing)


def _in_its_own(scope: str, file: ProgrammeFile, programme: ProgrammeAdded) -> str:
    named = f"programme={file.id}"
    return "&".join(f"programme={programme.code}" if part == named else part for part in scope.split("&"))
