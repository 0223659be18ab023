"""The people who work for the watchdog."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import typer

from actions.people import (
    add_staff_member,
    change_roles,
    disable_staff_member,
    enable_staff_member,
    invite,
    send_link,
    staff_member_called,
)
from actions.second_factor import code_at
from commands.common import now, opened, terminal
from models.people import WORKERS
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from settings import settings
from storage.queries.people import everybody

Worker = StrEnum("Worker", {role.name: role.value for role in WORKERS})  # type: ignore[misc]
"""The roles that an account can have."""
SECRET_LENGTH = 32

app = typer.Typer(help="Accounts of staff and volunteers.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The address they sign in with.")]


@app.command()
def add(
    name: Annotated[str, typer.Option(prompt=True, help="The person's name.")],
    email: Annotated[str, typer.Option(prompt=True, help="They sign in with it.")],
    role: Annotated[list[Worker], typer.Option(help="What they are here for; can be given several times.")],
    password: Annotated[
        str,
        typer.Option(
            envvar="FEEDBACK_NEW_PASSWORD", help="Left out, they choose it: a one-time link is shown."
        ),
    ] = "",
) -> None:
    """Give somebody an account, and show the link that opens it."""
    roles = [Role(each.value) for each in role]
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        if password:
            add_staff_member(session, name=name, email=email, roles=roles, password=password, by=by, at=now())
            path = ""
        else:
            _, path = invite(session, name=name, email=email, roles=roles, by=by, at=now())
    typer.echo(f"{email} has an account as {_named(roles)}.")
    if path:
        show_link(path)


@app.command()
def link(
    email: Email,
    start_again: Annotated[
        bool, typer.Option("--start-again", help="Their phone is lost: end their sign-ins, and set up both.")
    ] = False,
) -> None:
    """Show a one-time link for a new password, or to start again when a phone is lost."""
    purpose = LinkPurpose.START_AGAIN if start_again else LinkPurpose.NEW_PASSWORD
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        path = send_link(session, staff_member_called(session, email, by=by), purpose, by=by, at=now())
    show_link(path)


@app.command()
def roles(
    email: Email,
    role: Annotated[list[Worker], typer.Option(help="Every role they have from now on.")],
) -> None:
    """Put other roles in place of those that somebody has."""
    chosen = [Role(each.value) for each in role]
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        staff_id = staff_member_called(session, email, by=by)
        had = session.get_one(StaffMember, (watchdog_id, staff_id)).roles
        change_roles(session, staff_id, chosen, had=had, by=by, at=now())
    typer.echo(f"{email} is now {_named(chosen)}.")


@app.command()
def disable(email: Email) -> None:
    """End somebody's access, and every sign-in they have open, at once."""
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        ended = disable_staff_member(session, staff_member_called(session, email, by=by), by=by, at=now())
    typer.echo(f"{email} can't sign in any more. {ended} open sign-ins were ended.")


@app.command()
def enable(email: Email) -> None:
    """Let somebody who came back in again."""
    with opened() as (store, watchdog_id), store.writing() as session:
        by = terminal(watchdog_id)
        enable_staff_member(session, staff_member_called(session, email, by=by), by=by, at=now())
    typer.echo(f"{email}'s account is enabled again.")


@app.command("list")
def list_() -> None:
    """Who has an account: their roles, and whether it is open, invited or disabled."""
    idle = timedelta(minutes=settings().idle_minutes)
    with opened() as (store, watchdog_id), store.reading() as session:
        people = everybody(session, terminal(watchdog_id), at=now(), idle=idle)
    for person in people:
        typer.echo(f"{_named(person.roles, ',')}\t{person.state.value}\t{person.email}\t{person.name}")


def code(
    secret: Annotated[str, typer.Argument(help="A second factor's secret, as `make demo` prints it.")],
) -> None:
    """The six digits that an authenticator app with this secret shows now."""
    plain = "".join(secret.split())
    try:
        if len(plain) != SECRET_LENGTH:
            raise ValueError(f"{len(plain)} characters")
        typer.echo(code_at(plain, now()))
    except ValueError as fault:
        typer.echo("That isn't a secret: it is 32 letters and digits (A to Z, 2 to 7).", err=True)
        raise typer.Exit(1) from fault


def show_link(path: str) -> None:
    """Print a one-time link, whole."""
    typer.echo(f"One-time link, to be passed on to them alone: {settings().address.rstrip('/')}{path}")


def _named(roles: Collection[Role], between: str = ", ") -> str:
    return between.join(role.value for role in WORKERS if role in roles)
