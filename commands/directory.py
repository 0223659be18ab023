"""What a watchdog can fill in after it has opened: numbers to ring, services, programmes."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from sqlmodel import Session

from actions.add_programme import add_programme
from actions.load_services import load_services
from actions.set_signpost import set_signpost
from commands.common import now, opened, terminal
from imports.services_csv import read_services_csv
from models.errors import FeedbackError
from models.people import Viewer
from models.programme import DayGiven, ProgrammeDraft
from models.setting import SettingKind
from models.watchdog import SignpostKind, is_to_be_checked
from storage.queries.missing_before_opening import missing_before_opening
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.setting_changes import newest_number
from storage.queries.signposts import numbers_kept

numbers = typer.Typer(help="The numbers that people are given to ring.", no_args_is_help=True)


@numbers.command("list")
def list_() -> None:
    """Every kind of number: what it is, the day it was checked, its hours, and which to check again."""
    with opened() as (store, watchdog_id), store.reading() as session:
        kept = numbers_kept(session, terminal(watchdog_id))
    for kind in SignpostKind:
        signpost = kept.get(kind)
        if signpost is None or not signpost.number:
            typer.echo(f"{kind.value}\tnot known yet")
            continue
        checked = f"checked {signpost.checked_on}" if signpost.checked_on else "never checked"
        again = "check this number" if is_to_be_checked(signpost.checked_on, now().date()) else ""
        typer.echo(f"{kind.value}\t{signpost.number}\t{checked}\t{signpost.hours}\t{again}".rstrip())


@numbers.command("set")
def set_(
    kind: Annotated[SignpostKind, typer.Argument(help="Which number, as `numbers list` names it.")],
    number: Annotated[str, typer.Argument(help="What to ring, such as 01632 960201.")],
    hours: Annotated[
        str, typer.Option(help="When it is answered; left out, no hours are shown beside it.")
    ] = "",
) -> None:
    """Set a number you have just checked. It shows at once, in place of the one before."""
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        after = newest_number(session, by, SettingKind.SIGNPOST, kind.value)
        set_signpost(session, kind, number=number, hours=hours, after=after, by=by, at=now())
        missing = missing_before_opening(session, by)
    typer.echo(f"The number for {kind.value} is set.")
    tell_missing(missing)


def services(
    file: Annotated[
        Path, typer.Argument(help="CSV: service, sector, organisation (see docs/setting-up.md).")
    ],
) -> None:
    """Add the services in a file. Safe to repeat; a refused row is named, and the others are added."""
    with opened() as (store, watchdog_id):
        if file.is_dir():
            raise FeedbackError(f"{file} is a folder. Name the file in it")
        rows = read_services_csv(file)
        with store.writing() as session:
            report = load_services(session, rows, by=terminal(watchdog_id), at=now())
    typer.echo(
        f"{report.services_added:,} services added, {report.already_there:,} there already, "
        f"{len(report.refused):,} refused."
    )
    for row, sentence in report.refused:
        typer.echo(f"Row {row}: {sentence}", err=True)
    if report.refused:
        typer.echo("Every other row is in. Mend these and load the file again.", err=True)
        raise typer.Exit(1)


def programme(
    name: Annotated[str, typer.Argument(help="As people know it.")],
    started: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day it started, like 2025-11-03.")
    ],
    source: Annotated[str, typer.Option(help="Where that day comes from: sources often disagree.")],
    code: Annotated[
        str, typer.Option(help="For its own address, like winter-team. Made from the name if left out.")
    ] = "",
    day: Annotated[
        list[str] | None,
        typer.Option(help='Another day: "2025-11-03, what happened, who says so". May be repeated.'),
    ] = None,
    service: Annotated[
        list[str] | None, typer.Option(help="A service that belongs to it, by name. May be repeated.")
    ] = None,
    questions: Annotated[
        list[str] | None, typer.Option(help="A question set that its own address asks. May be repeated.")
    ] = None,
) -> None:
    """Add a programme to follow, with the day it started and who says so."""
    with opened() as (store, watchdog_id):
        by = terminal(watchdog_id)
        with store.writing() as session:
            draft = ProgrammeDraft(
                name=name,
                code=code,
                started_on=started.date(),
                source=source,
                days=tuple(_day(said) for said in day or ()),
                services=tuple(_service_called(said, session, by) for said in service or ()),
                question_sets=tuple(questions or ()),
            )
            code = add_programme(session, draft, by=by, at=now()).code
    typer.echo(f"{name} is followed, as started on {started.date()}. Its own form: /say?programme={code}")


def _day(said: str) -> DayGiven:
    parts = [part.strip() for part in said.split(",", 2)]
    try:
        day, what, source = date.fromisoformat(parts[0]), parts[1], parts[2]
    except (ValueError, IndexError):
        raise FeedbackError(f'Give a day as "2025-11-03, what happened, who says so", not {said!r}') from None
    return DayGiven(what, day, source)


def _service_called(name: str, session: Session, by: Viewer) -> UUID:
    called = [service.id for service in services_to_choose_from(session, by) if service.name == name]
    if len(called) != 1:
        raise FeedbackError(
            f"There {'is no service' if not called else 'are several services'} called {name}"
        )
    return called[0]


def tell_missing(titles: Iterable[str]) -> None:
    """List what the watchdog has yet to fill in; say nothing when that is nothing."""
    titles = list(titles)
    if titles:
        typer.echo("Still missing:")
    for title in titles:
        typer.echo(f"  - {title}")
