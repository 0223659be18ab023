"""What West Testford Voice does about its programmes, each on its day: add, follow, judge, count."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from actions.add_programme import ProgrammeAdded
from actions.copy_programmes import copy_programmes, copy_promises
from actions.give_verdict import give_verdict
from content.programme_files import ProgrammeFile, programme_files
from example_data import newsletter, scheme
from example_data.desk import Desk
from models.commitment import Commitment, Verdict, VerdictDraft
from models.programme import Programme
from models.setting import SettingKind
from models.vocabulary import Role
from storage.queries.setting_changes import newest_number

FOLDER = Path(__file__).parent
NOTED_AFTER = timedelta(days=5)
OPENS_A_LETTER_AFTER = timedelta(minutes=20)
LATELY = timedelta(days=7)
"""How long before the fill the newest figures and contacts were typed in."""


class Due(NamedTuple):
    """Something to do at a moment."""

    at: datetime
    do: Callable[[Session, datetime], None]


class Diary:
    """What is to be done, the earliest first."""

    def __init__(self, due: Iterable[Due]) -> None:
        self._due = sorted(due, key=lambda one: one.at)

    def do_until(self, session: Session, moment: datetime) -> None:
        """Do what is due by `moment` and has not been done yet."""
        while self._due and self._due[0].at <= moment:
            one = self._due.pop(0)
            one.do(session, one.at)


def followed(desk: Desk, *, opened: datetime, at: datetime) -> Iterator[Due]:
    """What is done about the five programmes from the day that the watchdog opened to `at`, which is now."""
    files = programme_files(FOLDER / "programmes")
    for file in files:
        yield from _of(file, desk, opened, at)
        yield from _verdicts(file.id, desk)
    yield from _sign_ups(at)


def _of(file: ProgrammeFile, desk: Desk, opened: datetime, at: datetime) -> Iterator[Due]:
    """A programme is added once somebody speaks of it, and followed once its promises have been made."""
    analyst, administrator = desk.workers[Role.ANALYST], desk.workers[Role.ADMINISTRATOR]
    lately = at - LATELY
    known = max(opened, _morning(min(one.day for one in file.draft.days)))
    promised = [day for one in file.commitments for day in (one.said_on, one.baseline) if day]

    def add(session: Session, at: datetime) -> None:
        copy_programmes(session, [replace(file, commitments=(), indicators=())], by=administrator, at=at)
        ours = Programme.watchdog_id == administrator.watchdog_id
        found = select(Programme.id).where(ours, Programme.code == file.id)
        desk.programmes[file.id] = session.exec(found).one()

    def follow(session: Session, at: datetime) -> None:
        copy_promises(session, _added(file, desk), replace(file, indicators=()), by=analyst, at=at)

    def type_in_figures(session: Session, at: datetime) -> None:
        published = tuple(
            replace(one, figures=tuple(each for each in one.figures if each.until < at.date()))
            for one in file.indicators
        )
        given = replace(file, commitments=(), indicators=published)
        copy_promises(session, _added(file, desk), given, by=analyst, at=at)

    def count(session: Session, at: datetime) -> None:
        programme_id = desk.programmes[file.id]
        scheme.take_in_what_partners_count(session, programme_id, by=analyst, at=at)

    yield Due(known, add)
    yield Due(max(known, _morning(max(promised))) + NOTED_AFTER, follow)
    if known <= lately:
        yield Due(lately, type_in_figures)
        if file.id == scheme.CODE:
            yield Due(lately, count)


def _verdicts(code: str, desk: Desk) -> Iterator[Due]:
    """What people say that experience shows of each promise, by the file of verdicts."""
    for given in _given():
        if given["programme"] == code:
            yield Due(_morning(given["on"]) + timedelta(hours=5), _verdict(given, desk))


def _verdict(given: dict[str, Any], desk: Desk) -> Callable[[Session, datetime], None]:
    def give(session: Session, at: datetime) -> None:
        promise = session.exec(
            select(Commitment.id).where(
                Commitment.programme_id == desk.programmes[given["programme"]],
                col(Commitment.position) == given["promise"],
            )
        ).one()
        draft = VerdictDraft(
            Verdict(given["verdict"]), given["reason"], look_again_on=given.get("look_again_on")
        )
        by = desk.workers[Role(given["by"])]
        after = newest_number(session, by, SettingKind.COMMITMENT, str(promise))
        give_verdict(session, promise, draft, after=after, by=by, at=at)

    return give


def _sign_ups(at: datetime) -> Iterator[Due]:
    """Who asks for the newsletter, confirms it, and stops it."""
    for address, language, day in newsletter.READERS:
        yield Due(_morning(day), partial(_sign_up, address, language))
        yield Due(_morning(day) + OPENS_A_LETTER_AFTER, partial(_open_letter, address))
    stops = max(day for _, _, day in newsletter.READERS) + NOTED_AFTER
    yield Due(_morning(stops), partial(_have_no_more, newsletter.STOPPED))
    yield Due(at - LATELY, partial(_sign_up, newsletter.WAITS, "en"))


def _sign_up(address: str, language: str, session: Session, at: datetime) -> None:
    newsletter.sign_up(session, address, language, at=at)


def _open_letter(address: str, session: Session, at: datetime) -> None:
    newsletter.open_letter(session, address, at=at)


def _have_no_more(address: str, session: Session, at: datetime) -> None:
    newsletter.have_no_more(session, address, at=at)


def _given() -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = tomllib.loads((FOLDER / "verdicts.toml").read_text("utf-8"))["verdicts"]
    return given


def _added(file: ProgrammeFile, desk: Desk) -> ProgrammeAdded:
    return ProgrammeAdded(desk.programmes[file.id], file.id)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)
