"""How are rows written for whoever takes over: once as CSV, once as JSON, and never all of them at a time?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TextIO
from uuid import UUID

from reporting.csv_safe import BYTE_ORDER_MARK, Cell, csv_line

JOB = "job:"
NOBODYS = ("", "resident", "body")
PERSON = "person"


def write_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], as_csv: TextIO, as_json: TextIO
) -> int:
    """Write rows of plain values to two open files, and return how many there were."""
    written = 0
    as_csv.write(BYTE_ORDER_MARK + csv_line(columns))
    as_json.write("[")
    for row in rows:
        as_csv.write(csv_line(_cell(row[name]) for name in columns))
        as_json.write(f"{',' if written else ''}\n{json.dumps(row, ensure_ascii=False)}")
        written += 1
    as_json.write("\n]\n")
    return written


def plain(value: Any) -> Any:
    """A value as JSON has it: a moment in UTC, a day, a code, an id, or what it is.

    >>> plain(date(2026, 11, 2)), plain(["a"]), plain(None)
    ('2026-11-02', ['a'], None)
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def kind_of_actor(actor: str) -> str:
    """Who did something, without who it was; a job by its name, for that is nobody's.

    >>> [kind_of_actor(one) for one in ("person:0190c3a1", "job:init", "resident", "body", "staff:7", "")]
    ['person', 'job:init', 'resident', 'body', 'person', '']
    """
    return actor if actor in NOBODYS or actor.startswith(JOB) else PERSON


def _cell(value: Any) -> Cell:
    """A plain value in a cell: nothing as nothing, yes as true, a list of texts with semicolons between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ";".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, int | float) else str(value)
