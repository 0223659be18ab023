"""How fast is it, beside a plain reference measured in the same run?

Each module has `measure(short) -> list[Figure]`. Run one with `python -m benchmarks.import_rows`,
or all of them, in short form, with `make bench`.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from actions.open_watchdog import SignpostGiven, open_watchdog
from storage import keys, migrate
from storage.engine import Store

WATCHDOG = "west-testford"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


class Figure(NamedTuple):
    """One measured number beside its reference. `ratio` is ours divided by the reference."""

    name: str
    ours: float
    reference: float | None
    unit: str
    ratio: float | None
    note: str = ""


def figure(name: str, ours: float, reference: float | None, unit: str, note: str = "") -> Figure:
    """A figure with its ratio worked out."""
    return Figure(name, ours, reference, unit, ours / reference if reference else None, note)


@contextmanager
def scratch_store(*, key: str = "", signposts: Sequence[SignpostGiven] = ()) -> Iterator[tuple[Store, Path]]:
    """A new SQLite store with one watchdog in it, and the folder it lives in; both go afterwards."""
    folder = Path(mkdtemp(prefix="hys-benchmark-"))
    keys.use(key or keys.new_key())
    store = Store(f"sqlite:///{folder / 'feedback.db'}")
    try:
        migrate.upgrade(store)
        with store.writing() as session:
            open_watchdog(
                session,
                slug=WATCHDOG,
                name="West Testford Voice",
                area="West Testford",
                telephone="",
                signposts=signposts,
                at=NOW,
            )
        yield store, folder
    finally:
        store.close()
        shutil.rmtree(folder)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| what | ours | reference | unit | ours ÷ reference | note |",
        "|---|---:|---:|---|---:|---|",
    ]
    for shown in figures:
        reference = "–" if shown.reference is None else f"{shown.reference:,.1f}"
        ratio = "–" if shown.ratio is None else f"{shown.ratio:.2f}"
        lines.append(
            f"| {shown.name} | {shown.ours:,.1f} | {reference} | {shown.unit} | {ratio} | {shown.note} |"
        )
    return "\n".join(lines)
