"""Which part of a long text shows best what was looked for?"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.spotted import Span

LONGEST = 280
BEFORE = 60
ELLIPSIS = "\u2026"
_SPACE = re.compile(r"\s+")


class Snippet(NamedTuple):
    """A part of a text, with a sign where it was cut, and the spans inside it."""

    text: str
    spans: tuple[Span, ...]


def snippet(text: str, spans: Sequence[Span], longest: int = LONGEST) -> Snippet:
    """Return the part of `text` with the most of `spans` in it, about `longest` characters, in whole words.

    `spans` are in order and don't overlap. A short text is returned whole.

    >>> snippet("one two three four five six", [(19, 23)], longest=14)
    Snippet(text='…five six', spans=((1, 5),))
    """
    if len(text) <= longest:
        return Snippet(text, tuple(spans))
    lead = min(BEFORE, longest // 3)
    starts = [start for start, _ in spans]
    counts = [bisect_right(starts, start - lead + longest) - place for place, start in enumerate(starts)]
    best = starts[counts.index(max(counts))] if starts else 0
    begin = _after_a_space(text, max(0, best - lead), best)
    end = _before_a_space(text, best, begin + longest)
    lead_in, lead_out = ELLIPSIS if begin else "", ELLIPSIS if end < len(text) else ""
    inside = ((max(start, begin), min(stop, end)) for start, stop in spans if begin < stop and start < end)
    moved = len(lead_in) - begin
    return Snippet(
        f"{lead_in}{text[begin:end]}{lead_out}",
        tuple((start + moved, stop + moved) for start, stop in inside),
    )


def _after_a_space(text: str, earliest: int, latest: int) -> int:
    """Where a word begins; `earliest` where none does in between."""
    found = _SPACE.search(text, earliest, latest)
    return found.end() if found and earliest else earliest


def _before_a_space(text: str, earliest: int, latest: int) -> int:
    """Where a word ends; `latest` where none does in between."""
    if latest >= len(text):
        return len(text)
    ends = [found.start() for found in _SPACE.finditer(text, earliest, latest)]
    return ends[-1] if ends else latest
