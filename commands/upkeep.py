"""Keeping the store well: schema, copies, keys, the audit trail, the day's work."""

from pathlib import Path
from typing import Annotated

import typer

from actions.daily import daily as daily_action
from actions.erase_again import Erased, erase_again, erased_before
from actions.newsletter_links import renew
from actions.tell_lead import tell_of_overdue
from commands.common import now, opened, sentences, terminal, unchecked
from commands.mail import said_of, send_all
from models.events import Event
from models.people import Viewer
from settings import settings
from storage import audit as trail
from storage import backup as copies
from storage import migrate as schema
from storage.engine import Store
from storage.queries.kept_too_long import kept_too_long
from storage.rotate import rotate
from storage.scrub import scrub
from storage.upgrade import upgrade as upgrade_store

audit = typer.Typer(help="The record of who did what.", no_args_is_help=True)


def migrate(to: Annotated[str, typer.Option(help="A revision, or head.")] = "head") -> None:
    """Bring the schema up to this release."""
    with unchecked() as store:
        schema.upgrade(store, to)
        typer.echo(f"The schema is at {schema.current(store)}.")


def migration(subject: Annotated[str, typer.Argument(help="What it changes, in a few words.")]) -> None:
    """Write a new migration from what the tables say and the store does not (developers)."""
    with unchecked() as store:
        schema.write_migration(store, subject)


def upgrade() -> None:
    """Back up, bring the schema up to date, check; or put everything back."""
    with unchecked() as store:
        kept = upgrade_store(store, settings().backup_folder, at=now())
        typer.echo(f"Upgraded to {schema.current(store)}." if kept else "The store is up to date.")
        if kept:
            typer.echo(f"The backup made before is {kept}")


def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the running store into one file. The words in it stay encrypted."""
    with opened() as (store, watchdog_id):
        made = copies.backup(store, file, at=now())
        with store.writing() as session:
            trail.record(session, Event.BACKUP_MADE, by=terminal(watchdog_id), at=now())
    typer.echo(f"{made} holds the store. Keep the encryption key apart from it.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Check a backup, then put it in place of the store. Stop the app first."""
    with unchecked() as store:
        if not yes:
            typer.confirm("This replaces everything in the store. Go on?", abort=True)
        before = erased_before(store)
        kept = copies.restore(store, file)
        typer.echo("The backup is in place.")
        if kept:
            typer.echo(f"What was there before is {kept}")
        typer.echo(_erase_again(store, before))


def _erase_again(store: Store, before: Erased | None) -> str:
    """Erase and stop what had been erased and stopped since the backup was made, and say how that went."""
    if before is not None and not any(before):
        return "Nothing had been erased since."
    if before is None or schema.current(store) != schema.newest():
        return (
            "Records that were erased since it was made are back: erase them again (`feedback_cli person`). "
            "So are the contacts of schemes that were erased, and addresses that stopped the newsletter."
        )
    again = erase_again(store, before, at=now())
    said = [f"Erased again, as it had been since the backup was made: {again.erased}."]
    if again.left:
        said.append(f"Left, as a concern or a hold is open again: {again.left}.")
    if again.contacts:
        said.append(f"Files of what a scheme's partners counted, erased again: {again.contacts}.")
    if again.stopped:
        said.append(f"Newsletter addresses stopped again: {again.stopped}.")
    if again.still_sent:
        said.append(f"Addresses that stopped the newsletter and have it again: {again.still_sent}.")
    return " ".join(said)


def rotate_keys() -> None:
    """Re-encrypt everything with the first of FEEDBACK_ENCRYPTION_KEYS. Restart the app with it first."""
    with opened() as (store, watchdog_id), store.writing() as session:
        done = rotate(session, settings().encryption_keys.get_secret_value())
        renew(session)
        trail.record(session, Event.KEYS_ROTATED, by=terminal(watchdog_id), at=now(), detail={"cells": done})
    typer.echo(f"{done:,} cells are encrypted with the newest key.")
    typer.echo(
        "Keep the older keys as long as you keep backups made with them, or an app still runs with them."
    )


def daily(
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would be forgotten now.")] = False,
) -> None:
    """The day's upkeep, once a day however often it is called; then mail that waits is sent."""
    with opened() as (store, watchdog_id):
        if preview:
            _preview(store, terminal(watchdog_id))
            return
        with store.writing() as session:
            report = daily_action(session, by=terminal(watchdog_id), at=now())
        if report.done_already:
            typer.echo("Done already today.")
        else:
            scrub(store)
            ended = f"{report.sign_ins_forgotten} old sign-ins and {report.links_forgotten} links"
            told = (
                f"contact details of {report.contacts_forgotten} and words of {report.words_forgotten} people"
            )
            typer.echo(f"Done. {ended} forgotten; {told}.")
        tell_of_overdue(store, by=terminal(watchdog_id), at=now())
        mail = send_all(store, watchdog_id)
    if mail is not None:
        typer.echo(f"Mail: {said_of(mail)}")


def _preview(store: Store, by: Viewer) -> None:
    """One tab-separated line for each kind: how many are due, since when, how many stay as they are open."""
    with store.reading() as session:
        found = kept_too_long(session, by, at=now())
    for kind, due in found.items():
        typer.echo(f"{kind.value}\t{due.due}\t{f'{due.oldest:%Y-%m-%d}' if due.oldest else '-'}\t{due.open}")


@audit.command()
def verify() -> None:
    """Walk every chain from its start; ends with status 1 when a link is broken."""
    with opened() as (store, _), store.reading() as session, sentences():
        faults = list(trail.broken_links(session))
    for fault in faults:
        typer.echo(f"{fault.watchdog_id}\t{fault.sequence}\t{fault.fault}", err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo("Every chain is whole.")
