"""What every command needs: the store, the clock, and one way of saying what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from models.errors import FeedbackError
from models.people import Viewer, job
from settings import settings
from storage import keys
from storage.engine import Store
from storage.opening import chosen_watchdog, open_store


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def sentences() -> Iterator[None]:
    """Show what a person can put right as one sentence, and end with status 1."""
    try:
        yield
    except FeedbackError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from problem


@contextmanager
def opened() -> Iterator[tuple[Store, str]]:
    """The store, checked, and the watchdog that this installation opens."""
    with sentences():
        store = open_store(settings())
        try:
            with store.reading() as session:
                watchdog_id = chosen_watchdog(session, settings().watchdog).id
            yield store, watchdog_id
        finally:
            store.close()


@contextmanager
def unchecked() -> Iterator[Store]:
    """The store as it is, for the commands that make it, move it or replace it."""
    with sentences():
        keys.use(settings().encryption_keys.get_secret_value())
        store = Store(settings().database_url)
        try:
            yield store
        finally:
            store.close()


def terminal(watchdog_id: str) -> Viewer:
    """Whoever has the machine's command line, named as such in the audit trail."""
    return job(watchdog_id, "terminal")


@contextmanager
def replacing(output: Path) -> Iterator[Any]:
    """Open a file to be written whole: it takes its name only once everything is in it."""
    unfinished = output.with_name(f"{output.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
        unfinished.replace(output)
    except OSError as fault:
        raise FeedbackError(f"{output} can't be written: {fault.strerror}.") from fault
    finally:
        unfinished.unlink(missing_ok=True)


def column_place(header: list[str], name: str, file: Path) -> int:
    """Where the column of this name stands. Raises FeedbackError when there is none."""
    if name not in header:
        raise FeedbackError(f"{file.name} has no column “{name}”: it has {', '.join(header)}.")
    return header.index(name)
