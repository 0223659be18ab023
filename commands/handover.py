"""Hand everything over to a successor that people agreed to, and read such files into an empty store."""

from pathlib import Path
from typing import Annotated

import typer

from actions.hand_over import hand_over
from actions.read_handover import read_handover
from commands.common import now, opened, terminal


def handover(
    to: Annotated[Path, typer.Argument(help="A new folder, or one file with a name like handover.zip.")],
) -> None:
    """Everything that people agreed to, in open formats, for a body that goes on with the work."""
    with opened() as (store, watchdog_id):
        done = hand_over(store, to, by=terminal(watchdog_id), at=now())
    typer.echo(
        f"{done.to} holds what {done.rows['feedback']:,} people told you, with the approved words of "
        f"{done.rows['approved_words']:,}. README.txt in it says what is there, what is not, and why."
    )
    typer.echo(
        "It is personal data, although no name is in it: hand it to the successor, and to nobody else."
    )


def handover_read(
    file: Annotated[Path, typer.Argument(help="A handover, as one file.")],
) -> None:
    """Read what another watchdog handed over into a store that holds nothing yet (after `init`)."""
    with opened() as (store, watchdog_id):
        rows = read_handover(store, file, into=watchdog_id, at=now())
    typer.echo(f"Read {rows['feedback']:,} pieces of feedback, {rows['approved_words']:,} with their words.")
    typer.echo("Reports, numbers to ring and what the watchdog chose stay in the file: see docs/handover.md.")
