"""Somebody asks what is held about them: find it, make a copy of it, erase it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from actions.data_requests import copy_for_person, find_person
from actions.erase import erase as erase_record
from actions.reference import read_reference
from commands.common import now, opened, terminal
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from models.vocabulary import ErasureReason
from storage.engine import Store
from storage.queries.held_about import held_under

ASKED_FOR = (ErasureReason.ASKED, ErasureReason.ASKED_FOR_SOMEBODY, ErasureReason.SENT_BY_MISTAKE)
Why = StrEnum("Why", {reason.name: reason.value for reason in ASKED_FOR})  # type: ignore[misc]

app = typer.Typer(help="The records of one person who told us something.", no_args_is_help=True)
Reference = Annotated[str, typer.Argument(help="The reference of what they told us.")]


@app.command()
def find(
    whom: Annotated[
        str,
        typer.Option(
            prompt="Reference, name, telephone number or email address",
            help="Asked for when left out, so that it stays out of the terminal's history.",
        ),
    ],
) -> None:
    """Find somebody's records, and how much is held: no words, no names."""
    with opened() as (store, watchdog_id):
        found = find_person(store, whom, by=terminal(watchdog_id), at=now())
    for one in found.records:
        counts = ", ".join(f"{words(f'data_requests.counts.{name}')}: {n}" for name, n in one.counts.items())
        typer.echo(f"{one.reference}\t{one.received_at:%Y-%m-%d}\t{one.channel.value}\t{counts}")
    typer.echo(f"Looked for by {found.by.value}: {len(found.records)} found.")
    if found.newsletter:
        typer.echo("The newsletter was asked for with this address: copy or erase that under Data requests.")


@app.command()
def export(
    reference: Reference,
    folder: Annotated[Path, typer.Argument(help="The folder to put the file in.")] = Path(),
) -> None:
    """Make a copy of everything held about one piece of feedback, for whoever told us."""
    with opened() as (store, watchdog_id):
        by = terminal(watchdog_id)
        copy = copy_for_person(store, _record(store, reference, by), by=by, at=now())
    file = folder / copy.name
    file.touch(mode=0o600)
    file.write_bytes(copy.content)
    typer.echo(f"{file} holds it. Read it before you hand it over: somebody else may be named in it.")


@app.command()
def erase(
    reference: Reference,
    why: Annotated[Why, typer.Option(help="Why it is erased.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Erase one piece of feedback, and everything that belongs to it, for good."""
    with opened() as (store, watchdog_id):
        by = terminal(watchdog_id)
        found = _record(store, reference, by)
        if not yes:
            typer.confirm("This can't be undone. Go on?", abort=True)
        done = erase_record(store, found, why=ErasureReason(why.value), by=by, at=now())
    typer.echo(f"Erased: {done.rows} rows.")
    if not done.is_scrubbed:
        typer.echo(
            "Somebody is reading the store; what it left in the file is written over by the daily job."
        )
    typer.echo("Backups made before still hold it. Delete them, or keep them until they are replaced.")


def _record(store: Store, said: str, by: Viewer) -> UUID:
    with store.reading() as session:
        found = held_under(session, by, read_reference(said) or "")
    if found is None:
        raise FeedbackError(words("data_requests.none_reference"))
    return found
