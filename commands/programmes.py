"""The programmes that ship: listed, and copied into a store."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from actions.copy_programmes import Copied, copy_programmes
from commands.common import now, opened, sentences, terminal
from content.programme_files import ProgrammeFile, programme_files
from models.errors import FeedbackError

EVERY, NONE = "all", "none"


def programmes(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Which of them, by id. Left out, every one.")
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="Copy them into the store, where they can be changed.")
    ] = False,
) -> None:
    """List the programmes that ship: id, full name, kind and number of promises, with tabs between."""
    with sentences():
        files = _called(ids or [EVERY])
    if not copy:
        for file in files:
            typer.echo("\t".join([file.id, file.draft.name, file.draft.kind, str(len(file.commitments))]))
        return
    with opened() as (store, watchdog_id), store.writing() as session:
        copied = copy_programmes(session, files, by=terminal(watchdog_id), at=now())
    tell_copied(copied)


def named(said: str) -> tuple[ProgrammeFile, ...]:
    """The files of ids with commas between, of "all" or of "none". Raises FeedbackError for another id."""
    return _called([one.strip() for one in said.split(",")])


def tell_copied(copied: Iterable[Copied]) -> None:
    """Say what became of each programme, and which of its services are still to be added."""
    for one in copied:
        became = "is copied" if one.is_new else "is here already, and stays as it is"
        typer.echo(f"{one.name} {became}. Its own form: /say?programme={one.code}")
        for name in one.missing:
            typer.echo(f"  - it names a service that the directory doesn't have: {name}")


def _called(ids: Sequence[str]) -> tuple[ProgrammeFile, ...]:
    shipped = {file.id: file for file in programme_files()}
    if list(ids) == [EVERY]:
        return tuple(shipped.values())
    if list(ids) == [NONE]:
        return ()
    for one in ids:
        if one not in shipped:
            raise FeedbackError(f"No programme called {one!r} ships. There are: {', '.join(shipped)}")
    return tuple(shipped[one] for one in dict.fromkeys(ids))
