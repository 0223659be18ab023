"""Starting out: a new watchdog, or a demonstration of one."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from actions.load_services import load_services, read_services_csv
from actions.open_watchdog import SignpostGiven, open_watchdog
from actions.people import add_staff_member, check_password
from commands.common import now, sentences, terminal, unchecked
from commands.env_file import KEYS, ensure_key, remember
from content.signposting import SignpostDefault, default_signposts
from models.errors import FeedbackError
from models.vocabulary import Role
from models.watchdog import SignpostKind
from storage import migrate
from storage.queries.missing_before_opening import missing_before_opening


def new_key() -> None:
    """Print a new encryption key, for FEEDBACK_ENCRYPTION_KEYS."""
    from storage.keys import new_key as made

    typer.echo(made())


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
    safeguarding_adults: Annotated[str, typer.Option(help="The number for adults at risk.")] = "",
    safeguarding_children: Annotated[str, typer.Option(help="The number for children at risk.")] = "",
    complaints: Annotated[str, typer.Option(help="Where somebody complains about care.")] = "",
    password: Annotated[
        str, typer.Option(envvar="FEEDBACK_ADMIN_PASSWORD", help="Theirs; made and shown once when left out.")
    ] = "",
) -> None:
    """Open a new watchdog with no demonstration data, and list what is still missing."""
    made_key = ensure_key()
    chosen = password or secrets.token_urlsafe(15)
    slug = slug or "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())[:39].strip("-")
    local = {
        SignpostKind.SAFEGUARDING_ADULTS: safeguarding_adults,
        SignpostKind.SAFEGUARDING_CHILDREN: safeguarding_children,
        SignpostKind.COMPLAINTS: complaints,
    }
    with unchecked() as store, sentences():
        check_password(chosen)
        rows = list(read_services_csv(services)) if services else []
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
            add_staff_member(
                session,
                name=admin_name,
                email=admin_email,
                role=Role.ADMINISTRATOR,
                password=chosen,
                by=by,
                at=now(),
            )
            loaded = load_services(session, rows, by=by, at=now())
            if loaded.refused:
                faults = "; ".join(f"row {row}: {sentence}" for row, sentence in loaded.refused[:5])
                raise FeedbackError(f"{services} was not loaded, and nothing was opened. {faults}")
            missing = missing_before_opening(session, by)
    remember("FEEDBACK_WATCHDOG", slug)
    typer.echo(f"{name} is open in this store, with {loaded.services_added} services.")
    if made_key:
        typer.echo(
            f"An encryption key is in .env ({KEYS}). Keep a copy apart: without it nothing can be read."
        )
    if not password:
        typer.echo(f"{admin_email} signs in with this password, shown once: {chosen}")
    if missing:
        typer.echo("Still missing:")
        for title in missing:
            typer.echo(f"  - {title}")


def demo() -> None:
    """Fill a fictional demonstration store, once, and print its sign-ins."""
    from example_data.fill import fill

    ensure_key()
    with unchecked() as store, sentences():
        if migrate.current(store) != migrate.newest():
            migrate.upgrade(store)
        with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()) as bar:
            task = bar.add_task("Filling West Testford", total=None)
            filled = fill(
                store, at=now(), progress=lambda done, of: bar.update(task, completed=done, total=of)
            )
            bar.update(task, visible=filled.is_new)
    typer.echo("\nDemonstration sign-ins (fictional people, this machine only):")
    for person in filled.people:
        typer.echo(f"  {person.role.value:<14} {person.email:<22} {person.password}")


def _filled(signpost: SignpostDefault, local: dict[SignpostKind, str]) -> SignpostGiven:
    number = local.get(signpost.kind, "")
    given = SignpostGiven(*signpost)
    return given._replace(number=number, checked_on=now().date()) if number else given
