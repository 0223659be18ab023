"""Starting out: a new watchdog, or a demonstration of one."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import inspect
from sqlmodel import select

from actions.change_watchdog import LONGEST_TELEPHONE
from actions.copy_programmes import copy_programmes
from actions.load_services import load_services
from actions.open_watchdog import SignpostGiven, open_watchdog
from actions.people import add_staff_member, invite
from actions.set_signpost import LONGEST_NUMBER, checked_number
from actions.tag_worker import TagWorker
from commands.common import now, sentences, terminal, unchecked
from commands.directory import tell_missing
from commands.env_file import KEYS, ensure_key, remember
from commands.people import show_link
from commands.programmes import EVERY, named, tell_copied
from content.programme_files import programme_files
from content.signposting import SignpostDefault, default_signposts
from imports.services_csv import read_services_csv
from models.errors import FeedbackError, WrongKey
from models.vocabulary import Role
from models.watchdog import SignpostKind, Watchdog
from settings import settings
from storage import keys, migrate
from storage.engine import Store
from storage.queries.missing_before_opening import missing_before_opening

FIRST_ROLES = (Role.ADMINISTRATOR, Role.MODERATOR, Role.ANALYST)
"""Somebody has to begin alone; roles are handed on as others come."""


def new_key() -> None:
    """Print a new encryption key, for FEEDBACK_ENCRYPTION_KEYS."""
    typer.echo(keys.new_key())


def init(
    name: Annotated[str, typer.Option(prompt="The watchdog's name", help="As people know it.")],
    area: Annotated[str, typer.Option(prompt="Its area", help="The place it speaks for.")],
    admin_name: Annotated[str, typer.Option(prompt="First administrator's name", help="A person.")],
    admin_email: Annotated[str, typer.Option(prompt="Their email address", help="They sign in with it.")],
    slug: Annotated[
        str, typer.Option(help="A short name for keys and settings; made from the name when left out.")
    ] = "",
    telephone: Annotated[str, typer.Option(help="The number people can ring the watchdog on.")] = "",
    services: Annotated[
        Path | None, typer.Option(help="CSV: service, sector, organisation (see docs/setting-up.md).")
    ] = None,
    programmes: Annotated[
        str,
        typer.Option(
            help="The programmes to follow, by id with commas between; or all, or none. Left out, a terminal "
            "asks, and else it is all."
        ),
    ] = "",
    safeguarding_adults: Annotated[str, typer.Option(help="The number for adults at risk.")] = "",
    safeguarding_children: Annotated[str, typer.Option(help="The number for children at risk.")] = "",
    complaints: Annotated[str, typer.Option(help="Where somebody complains about care.")] = "",
    password: Annotated[
        str,
        typer.Option(envvar="FEEDBACK_ADMIN_PASSWORD", help="Left out, they choose it: a link is shown."),
    ] = "",
) -> None:
    """Open a new watchdog with no demonstration data, and list what is still missing."""
    if somebody_is_there():
        telephone = telephone or _asked("The number to ring the watchdog on", LONGEST_TELEPHONE)
        safeguarding_adults = safeguarding_adults or _asked("The number for adults at risk")
        safeguarding_children = safeguarding_children or _asked("The number for children at risk")
        programmes = programmes or _asked_which()
    slug = slug or "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())[:39].strip("-")
    with sentences():
        files = named(programmes or EVERY)
        telephone = _number_or_nothing(telephone, LONGEST_TELEPHONE)
        local = {
            SignpostKind.SAFEGUARDING_ADULTS: _number_or_nothing(safeguarding_adults),
            SignpostKind.SAFEGUARDING_CHILDREN: _number_or_nothing(safeguarding_children),
            SignpostKind.COMPLAINTS: _number_or_nothing(complaints),
        }
        made_key = _made_key()
    with unchecked() as store, sentences():
        rows = read_services_csv(services) if services else {}
        if migrate.current(store) != migrate.newest():
            migrate.upgrade(store)
        with store.writing() as session:
            watchdog = open_watchdog(
                session,
                slug=slug,
                name=name,
                area=area,
                telephone=telephone,
                signposts=[_filled(signpost, local) for signpost in default_signposts()],
                at=now(),
            )
            by = terminal(watchdog.id)
            first: dict[str, Any] = {"name": admin_name, "email": admin_email, "roles": FIRST_ROLES}
            if password:
                add_staff_member(session, **first, password=password, by=by, at=now())
                path = ""
            else:
                _, path = invite(session, **first, by=by, at=now())
            loaded = load_services(session, rows, by=by, at=now())
            if loaded.refused:
                faults = "; ".join(f"row {row}: {sentence}" for row, sentence in loaded.refused[:5])
                raise FeedbackError(f"{services} was not loaded, and nothing was opened. {faults}")
            copied = copy_programmes(session, files, by=by, at=now())
            missing = missing_before_opening(session, by)
    remember("FEEDBACK_WATCHDOG", slug)
    typer.echo(f"{name} is open in this store, with {loaded.services_added} services.")
    tell_copied(copied)
    if made_key:
        typer.echo(
            f"An encryption key is in .env ({KEYS}). Keep a copy apart: without it nothing can be read."
        )
    if path:
        typer.echo(f"{admin_email} opens their account once the app runs (FEEDBACK_ADDRESS says where).")
        show_link(path)
    typer.echo("They are moderator and analyst too, since somebody has to begin alone: see People.")
    tell_missing(missing)


def demo() -> None:
    """Fill a fictional demonstration store, once, and print its sign-ins."""
    from example_data.fill import fill

    with sentences():
        _made_key()
    with unchecked() as store, TagWorker() as tagger, sentences():
        if migrate.current(store) != migrate.newest():
            migrate.upgrade(store)
        with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()) as bar:
            task = bar.add_task("Filling West Testford", total=None)
            filled = fill(
                store,
                at=now(),
                tagger=tagger,
                progress=lambda done, of: bar.update(task, completed=done, total=of),
            )
            bar.update(task, visible=filled.is_new)
    typer.echo("\nWho can sign in here (fictional people, this machine only):\n")
    rows = [("address", "password", "second factor's secret", "roles")]
    for person in filled.people:
        roles = ", ".join(role.value for role in person.roles)
        rows.append((person.email, person.password, filled.secrets[person.email], roles))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  " + "  ".join(map(str.ljust, row, widths)).rstrip())
    first = filled.people[0]
    typer.echo(
        "\nSigning in also asks for six digits, new every half minute and good once. Type a secret into an\n"
        f"authenticator app, or ask in another terminal, in this folder. For {first.email}:\n\n"
        f"  {_this_python()} -m feedback_cli code {filled.secrets[first.email]}\n"
    )
    analyst = next(person for person in filled.people if Role.ANALYST in person.roles)
    typer.echo(
        "Five programmes are followed there: what was promised, what is published and what people say. "
        f"As {analyst.email}:\n\n"
        f"  {settings().address.rstrip('/')}/programmes\n"
    )


def _this_python() -> str:
    """The interpreter that runs this, as it is typed in this folder."""
    ours = Path(sys.executable)
    return shlex.quote(str(ours.relative_to(Path.cwd()) if ours.is_relative_to(Path.cwd()) else ours))


def somebody_is_there() -> bool:
    """Whether a person sits at this terminal, and can be asked for more than is needed."""
    return sys.stdin.isatty()


def _asked(question: str, longest: int = LONGEST_NUMBER) -> str:
    def read(said: str) -> str:
        try:
            return _number_or_nothing(said, longest)
        except FeedbackError as fault:
            raise typer.BadParameter(str(fault)) from fault

    said: str = typer.prompt(
        f"{question} (leave empty for later)", default="", show_default=False, value_proc=read
    )
    return said


def _asked_which() -> str:
    """The programmes to follow, as `named` reads them; those that ship are for one place, and not for all."""

    def read(said: str) -> str:
        try:
            named(said)
        except FeedbackError as fault:
            raise typer.BadParameter(str(fault)) from fault
        return said

    typer.echo("These programmes ship. They are those of Milton Keynes and of the area around it:")
    for file in programme_files():
        typer.echo(f"  {file.id}: {file.draft.name}")
    said: str = typer.prompt(
        "Which will you follow? Ids with commas between, all, or none", default=EVERY, value_proc=read
    )
    return said


def _number_or_nothing(said: str, longest: int = LONGEST_NUMBER) -> str:
    return checked_number(said, longest) if said.strip() else ""


def _made_key() -> bool:
    """Whether a key was made, which it never is for a store in use: that one needs its own.

    Raises WrongKey unless the key opens every watchdog that is there already.
    """
    store = Store(settings().database_url)
    try:
        with store.reading() as session:
            there = inspect(session.connection()).has_table("watchdog")
            if not there or session.exec(select(Watchdog.id).limit(1)).first() is None:
                return ensure_key()
            given = settings().encryption_keys.get_secret_value()
            if not given.strip():
                raise WrongKey(keys.OTHER_KEY)
            keys.use(given)
            session.exec(select(Watchdog.key_check)).all()
            return False
    finally:
        store.close()


def _filled(signpost: SignpostDefault, local: dict[SignpostKind, str]) -> SignpostGiven:
    number = local.get(signpost.kind, "")
    given = SignpostGiven(*signpost)
    return given._replace(number=number, checked_on=now().date()) if number else given
