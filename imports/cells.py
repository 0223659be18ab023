"""What does one cell say, whichever kind of file it comes from?"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.words import begins_formula

_WHOLE_NUMBER = re.compile(r"(-?\d+)\.0+")
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")


def as_text(value: Any) -> str:
    """Return a spreadsheet's value as it would stand in a CSV: whole numbers plain, days as ISO dates."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return str(value)


def key(text: str) -> str:
    """Return `text` as labels are compared: no case, single spaces, and "1.0" is "1"."""
    text = " ".join(text.split()).casefold()
    whole = _WHOLE_NUMBER.fullmatch(text)
    return whole[1] if whole else text


def as_day(text: str, formats: Sequence[str]) -> date | None:
    """Return the day by the first of `formats` that fits, or as an ISO date; None when nothing fits."""
    text = text.strip()
    for form in formats:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    iso = _ISO_DAY.fullmatch(text)
    try:
        return date.fromisoformat(iso[1]) if iso else None
    except ValueError:
        return None


def inert(text: str) -> str:
    """Return `text` so that a spreadsheet runs nothing in it; a number stays a number."""
    return text if not begins_formula(text) or _is_number(text) else f"'{text}"


def as_it_was(text: str) -> str:
    """Return what `inert` was given."""
    return text[1:] if text.startswith("'") and begins_formula(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
