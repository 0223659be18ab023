"""How does a table leave as CSV, so that a spreadsheet shows it and runs nothing in it?"""

import csv
import io
from collections.abc import Iterable

from models.words import begins_formula

BYTE_ORDER_MARK = "\ufeff"
"""At the start of a file: it tells a spreadsheet that what follows is UTF-8."""

Cell = str | int | float


def csv_line(cells: Iterable[Cell]) -> str:
    """One row with its line end. Text that could be a formula gets a mark (') in front; numbers stay."""
    line = io.StringIO()
    csv.writer(line).writerow([safe(cell) for cell in cells])
    return line.getvalue()


def safe(cell: Cell) -> Cell:
    """What a cell holds in the file.

    >>> [safe(cell) for cell in ("=1+1", "+44", "a-b", -3, 0.5)]
    ["'=1+1", "'+44", 'a-b', -3, 0.5]
    """
    return f"'{cell}" if isinstance(cell, str) and begins_formula(cell) else cell
