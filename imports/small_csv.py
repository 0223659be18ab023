"""A small CSV file that staff fill in: its rows by their numbers, and what to do where it can't be read."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from models.errors import FeedbackError
from models.words import canonical

LARGEST_FILE = 1_000_000


class WrongRow(NamedTuple):
    """A row by its number in a spreadsheet (0: the file as a whole), and what to do about it."""

    row: int
    sentence: str


class SmallFile(NamedTuple):
    """The names of the columns in small letters, and the cells of each row by column; none is blank."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_small(content: bytes, name: str, *, most_rows: int, longest_cell: int) -> SmallFile:
    """What a file of that name says. Raises FeedbackError when it can't be read at all, or is too long."""
    if len(content) > LARGEST_FILE:
        raise FeedbackError(
            f"{name} is larger than 1 MB. A file of this kind is far smaller: choose it again"
        )
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        cells = list(csv.reader(text, strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise FeedbackError(f"Save {name} again as “CSV UTF-8”, then choose it") from fault
    if not any(map(any, cells)):
        raise FeedbackError(f"There is nothing in {name}. Fill in the empty file from this page")
    if len(cells) > most_rows + 1:
        raise FeedbackError(f"{name} has more than {most_rows:,} rows. Take out those that aren’t needed")
    columns = [heading.strip().lower() for heading in cells[0]]
    said = [
        [" ".join(canonical(cell)[:longest_cell].split()) for cell in row[: len(columns)]]
        for row in cells[1:]
    ]
    return SmallFile(
        tuple(columns),
        tuple(
            (number, dict(zip_longest(columns, row, fillvalue="")))
            for number, row in enumerate(said, start=2)
            if any(row)
        ),
    )


def needs(columns: Sequence[str], file: SmallFile, name: str) -> None:
    """Raise FeedbackError that names the columns which a file lacks, if any."""
    if missing := [column for column in columns if column not in file.columns]:
        raise FeedbackError(
            f"Add these columns to the first row of {name}, with commas between: {', '.join(missing)}"
        )


def to_fill_in(rows: Iterable[Sequence[Any]]) -> str:
    """A file to fill in, as spreadsheets open it with its letters right."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return f"\ufeff{out.getvalue()}"
