"""Which services does a CSV file list, and how are the rows that were refused given back?"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from imports.cells import inert
from imports.read import REASON_COLUMNS
from models.errors import FeedbackError

NEEDED = ("service", "sector", "organisation", "valid_from", "valid_to")
ALSO = ("organisation_sector", "ods_code", "service_ods_code", "successor")
FIRST_ROW = 2  # as a spreadsheet numbers it, below the headings
LARGEST_FILE = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100


def read_services_csv(path: Path) -> dict[int, dict[str, str]]:
    """The rows of a CSV file, as `services_in`, which also says what else is refused.

    Raises FeedbackError when there is no such file.
    """
    try:
        return services_in(path.read_bytes(), path.name)
    except FileNotFoundError as fault:
        raise FeedbackError(f"There is no file {path}. Check its name and folder") from fault


def services_in(content: bytes, name: str) -> dict[int, dict[str, str]]:
    """The rows of a CSV file of that name, by their number in a spreadsheet; blank ones are left out.

    Raises FeedbackError when it is not UTF-8, too large, too long, broken or lacks a column.
    """
    if len(content) > LARGEST_FILE:
        raise FeedbackError(f"{name} is larger than 5 MB. Split it, then load the parts one after another")
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return _rows(csv.reader(text, strict=True), name)
    except UnicodeDecodeError as fault:
        raise FeedbackError(f"Save {name} again as \u201cCSV UTF-8\u201d, then load it") from fault
    except csv.Error as fault:
        raise FeedbackError(
            f"Save {name} again as \u201cCSV UTF-8\u201d: a quotation mark in it is out of place"
        ) from fault


def _rows(cells: Iterable[list[str]], name: str) -> dict[int, dict[str, str]]:
    numbered = enumerate(cells, start=FIRST_ROW - 1)
    headings = [heading.strip().lower() for _, first in islice(numbered, 1) for heading in first]
    missing = [column for column in NEEDED if column not in headings]
    if missing:
        columns = ", ".join(missing)
        raise FeedbackError(f"Add these columns to the first row of {name}, with commas between: {columns}")
    if len(headings) > MOST_COLUMNS:
        raise FeedbackError(f"{name} has more than {MOST_COLUMNS} columns. Take out those that aren't needed")
    rows: dict[int, dict[str, str]] = {}
    for number, row in numbered:
        said = row[: len(headings)]
        if not any(cell.strip() for cell in said):
            continue
        if len(rows) == MOST_ROWS:
            raise FeedbackError(
                f"{name} has more than {MOST_ROWS:,} rows. Split it, then load the parts one after another"
            )
        rows[number] = dict(zip_longest(headings, said, fillvalue=""))
    return rows


def with_reasons(rows: Sequence[tuple[Mapping[str, str], int, str]]) -> str:
    """Rows as a CSV to mend and load again, each with its number and what to do about it."""
    out = io.StringIO()
    writer = csv.writer(out)
    headings = list(rows[0][0]) if rows else []
    writer.writerow([*map(inert, headings), *REASON_COLUMNS])
    for cells, number, sentence in rows:
        writer.writerow([*(inert(cells.get(heading, "")) for heading in headings), inert(sentence), number])
    return f"\ufeff{out.getvalue()}"
