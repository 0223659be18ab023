"""The people who work for the watchdog."""

import secrets
from enum import StrEnum
from typing import Annotated

import typer
from sqlmodel import col, select

from actions.people import add_staff_member, disable_staff_member
from commands.common import now, opened, terminal
from models.staff import StaffMember
from models.vocabulary import Role


class Worker(StrEnum):
    """The roles that an account can have."""

    VOLUNTEER = Role.VOLUNTEER.value
    STAFF = Role.STAFF.value
    ADMINISTRATOR = Role.ADMINISTRATOR.value


app = typer.Typer(help="Accounts of staff and volunteers.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Option(prompt=True, help="The person's name.")],
    email: Annotated[str, typer.Option(prompt=True, help="They sign in with it.")],
    role: Annotated[Worker, typer.Option(prompt=True, help="volunteer, staff or administrator.")],
    password: Annotated[
        str, typer.Option(envvar="FEEDBACK_NEW_PASSWORD", help="Made and shown once when left out.")
    ] = "",
) -> None:
    """Give somebody an account."""
    chosen = password or secrets.token_urlsafe(15)
    with opened() as (store, watchdog_id), store.writing() as session:
        add_staff_member(
            session,
            name=name,
            email=email,
            role=Role(role.value),
            password=chosen,
            by=terminal(watchdog_id),
            at=now(),
        )
    typer.echo(f"{email} has an account as {role.value}.")
    if not password:
        typer.echo(f"Their password, shown once: {chosen}")


@app.command()
def disable(email: Annotated[str, typer.Argument(help="Whose access ends.")]) -> None:
    """End somebody's access, and every sign-in they have open, at once."""
    with opened() as (store, watchdog_id), store.writing() as session:
        ended = disable_staff_member(session, email, by=terminal(watchdog_id), at=now())
    typer.echo(f"{email} can't sign in any more. {ended} open sign-ins were ended.")


@app.command("list")
def list_() -> None:
    """Who has an account, and who is disabled."""
    with opened() as (store, watchdog_id), store.reading() as session:
        people = session.exec(
            select(StaffMember).where(StaffMember.watchdog_id == watchdog_id).order_by(col(StaffMember.name))
        ).all()
    for person in people:
        state = "disabled" if person.disabled_at else "open"
        typer.echo(f"{person.role.value}\t{state}\t{person.email}\t{person.name}")
