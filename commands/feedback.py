"""Feedback in, and feedback tagged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from actions.read_concerns import ReadForConcerns, read_batch_for_concerns
from actions.tag import tag_batch, this_release
from actions.tag_worker import TagWorker
from commands.common import now, opened, terminal
from models.people import job
from storage.engine import Store


def tag() -> None:
    """Tag what has not been tagged yet, and read it for concerns. The app does this by itself."""
    with opened() as (store, watchdog_id), TagWorker() as tagger:
        release = this_release()
        tagged = failed = 0
        while True:
            done = tag_batch(
                store,
                tagger,
                taxonomy_version=release.taxonomy,
                model_version=release.model,
                by=job(watchdog_id, "tagger"),
                at=now(),
            )
            tagged, failed = tagged + done.tagged, failed + done.failed
            if not done.tagged:
                break
        raised = sum(batch.raised for batch in _read_for_concerns(store, watchdog_id))
    typer.echo(f"{tagged:,} tagged, {failed:,} could not be read. {raised:,} concerns raised.")


def _read_for_concerns(store: Store, watchdog_id: str) -> Iterator[ReadForConcerns]:
    """Read every batch that nobody has read for concerns."""
    by, after = job(watchdog_id, "concerns"), None
    while True:
        batch = read_batch_for_concerns(store, by=by, at=now(), after=after)
        if batch.last is None:
            return
        after = batch.last
        yield batch


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    map_: Annotated[Path, typer.Option("--map", help="A TOML file that says which column is which.")],
    rejects: Annotated[
        Path | None, typer.Option(help="Where rows with a fault go; beside the file when left out.")
    ] = None,
) -> None:
    """Read feedback from a spreadsheet. Safe to repeat; rows with a fault are kept with the reason."""
    from actions.import_feedback import import_feedback
    from imports.mapping import read_mapping

    with (
        opened() as (store, watchdog_id),
        Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        ) as bar,
    ):
        task = bar.add_task("Reading", total=None)
        report = import_feedback(
            store,
            file,
            read_mapping(map_),
            by=terminal(watchdog_id),
            at=now(),
            rejects=rejects,
            progress=lambda rows: bar.update(task, completed=rows),
        )
        bar.update(task, total=report.rows, completed=report.rows)
    typer.echo(
        f"{report.rows:,} rows: {report.added:,} added, {report.already_here:,} here already, "
        f"{report.blank:,} blank, {report.rejected:,} with a fault."
    )
    if report.rejected:
        typer.echo(f"The rows with a fault, and why, are in {report.rejects}")
