"""Somebody's words as HTML that obeys nothing in them, with the parts that somebody should look at marked."""

from collections.abc import Sequence
from enum import StrEnum
from html import escape
from itertools import pairwise
from typing import NamedTuple


class Line(StrEnum):
    """How a marked part is underlined: colour alone says nothing."""

    SOLID = "solid"
    DOUBLE = "double"
    DOTTED = "dotted"


class Mark(NamedTuple):
    """A part of a text, from its first character to just after its last, and the number it may go by."""

    start: int
    end: int
    number: int | None
    line: Line


GROUND = (
    "background: rgba(240, 180, 60, .22); color: inherit; "
    "text-decoration: underline {line} 2px; text-underline-offset: 4px"
)
WORDS = "white-space: pre-wrap; overflow-wrap: anywhere; margin: 0"


def marked(text: str, marks: Sequence[Mark]) -> str:
    """Return `text` as one paragraph of HTML, each mark on a pale ground with its number after it.

    Marks may overlap: a part that several cover has the line of the first of them. Every character of
    `text` is escaped.
    """
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    begun: dict[int, list[int]] = {}
    for place, mark in enumerate(marks):
        begun.setdefault(mark.start, []).append(place)
    parts: list[str] = []
    over: list[int] = []
    for start, end in pairwise(edges):
        over = sorted([*(place for place in over if marks[place].end > start), *begun.get(start, ())])
        parts.append(_part(text, start, end, [marks[place] for place in over]))
    return f'<p dir="auto" style="{WORDS}">{"".join(parts)}</p>'


def _part(text: str, start: int, end: int, over: Sequence[Mark]) -> str:
    words = escape(text[start:end])
    if not over:
        return words
    numbers = ", ".join(str(mark.number) for mark in over if mark.end == end and mark.number)
    ended = f"<sup>{numbers}</sup>" if numbers else ""
    return f'<mark style="{GROUND.format(line=over[0].line)}">{words}</mark>{ended}'
