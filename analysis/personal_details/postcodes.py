"""Which parts of a text are a postcode?"""

import re
from collections.abc import Iterator

from analysis.personal_details.reasons import Reason
from analysis.spotted import Spotted
from models.vocabulary import DetailKind

_POSTCODE = re.compile(r"(?<![\w.])([a-z]{1,2}\d{1,2}[a-z]?)(?:\s{0,2}|-)(\d[a-z]{2})(?!\w)", re.IGNORECASE)
_NO_INWARD_PART = re.compile(
    r"1st|2nd|3rd|[04-9]th|\d(?:mg|ml|kg|cm|mm|km|am|pm|hr|yr|wk|pc|in|of|to|or|at|is)", re.IGNORECASE
)
"""Ordinals, units and times, which look like the second half of a postcode."""

_SPACED_AREA = re.compile(r"\b[A-Z](?: ?[A-Z])? ?\d(?: ?\d)? \d ?[A-Z] ?[A-Z]\b")
_OUTWARD_OF = re.compile(r"\b(?P<it>[A-Z]{1,2}\d[A-Z\d]?)(?=\s(?:area|postcode|post code|postal|district)\b)")
_OUTWARD_SAID = re.compile(
    r"\b(?:post ?code|live in|lives in|living in|lived in|live near|we're in|i'm in|from)\b\W{0,3}"
    r"(?:(?:is|area|of|the|begins|starts|beginning|starting|with|in|being|was|for|just)\b\W{0,2}){0,4}"
    r"(?P<it>[a-z]{1,2}\d[a-z\d]?)(?![\w-])",
    re.IGNORECASE,
)


def postcodes_in(text: str) -> Iterator[Spotted[DetailKind]]:
    """Yield postcodes: whole ones, and first halves that are said to be one."""
    for found in _POSTCODE.finditer(text):
        if not _NO_INWARD_PART.fullmatch(found[2]):
            yield Spotted(DetailKind.POSTCODE, found.span(), Reason.WRITTEN_AS_ONE)
    for found in _SPACED_AREA.finditer(text):
        yield Spotted(DetailKind.POSTCODE, found.span(), Reason.WRITTEN_AS_ONE)
    for pattern in (_OUTWARD_SAID, _OUTWARD_OF):
        for found in pattern.finditer(text):
            yield Spotted(DetailKind.POSTCODE, found.span("it"), Reason.SAID_TO_BE_ONE)
