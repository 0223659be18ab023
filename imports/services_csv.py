"""Which services does a CSV file list, and how are the rows that were refused given back?"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from imports.cells import inert
from imports.read import REASON_COLUMNS
from models.errors import FeedbackError

NEEDED = ("service", "sector", "organisation", "valid_from", "valid_to")
ALSO = ("organisation_sector", "ods_code", "service_ods_code", "successor")
FIRST_ROW = 2  # as a spreadsheet numbers it, below the headings
LARGEST_FILE = 5_000_000


def read_services_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file. Raises FeedbackError as `services_in`, and when there is no such file."""
    try:
        return services_in(path.read_bytes(), path.name)
    except FileNotFoundError as fault:
        raise FeedbackError(f"There is no file {path}. Check its name and folder") from fault


def services_in(content: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of that name, blank ones too, by the column they stand in.

    Raises FeedbackError when it is not UTF-8, too large, broken or lacks a column.
    """
    if len(content) > LARGEST_FILE:
        raise FeedbackError(f"{name} is larger than 5 MB. Split it, then load the parts one after another")
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        cells = list(reader)
    except UnicodeDecodeError as fault:
        raise FeedbackError(f"Save {name} again as \u201cCSV UTF-8\u201d, then load it") from fault
    except csv.Error as fault:
        raise FeedbackError(
            f"Save {name} again as \u201cCSV UTF-8\u201d: a quotation mark in it is out of place"
        ) from fault
    headings = [heading.strip().lower() for heading in cells[0]] if cells else []
    missing = [column for column in NEEDED if column not in headings]
    if missing:
        columns = ", ".join(missing)
        raise FeedbackError(f"Add these columns to the first row of {name}, with commas between: {columns}")
    return [dict(zip_longest(headings, row[: len(headings)], fillvalue="")) for row in cells[1:]]


def with_reasons(rows: Sequence[tuple[Mapping[str, str], int, str]]) -> str:
    """Rows as a CSV to mend and load again, each with its number and what to do about it."""
    out = io.StringIO()
    writer = csv.writer(out)
    headings = list(rows[0][0]) if rows else []
    writer.writerow([*map(inert, headings), *REASON_COLUMNS])
    for cells, number, sentence in rows:
        writer.writerow([*(inert(cells.get(heading, "")) for heading in headings), inert(sentence), number])
    return f"\ufeff{out.getvalue()}"
