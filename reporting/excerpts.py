"""Where do the sentences of a comment begin and end, so that a part of it can be quoted as it was said?"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.words import canonical

_ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")


class Stretch(NamedTuple):
    """From the character `start` up to `end`."""

    start: int
    end: int


def sentences_of(words: str) -> tuple[Stretch, ...]:
    """Each sentence or line, without the spaces around it. None is empty, and nothing said lies between two.

    >>> [("Slow. But kind!")[a:b] for a, b in sentences_of("Slow. But kind!")]
    ['Slow.', 'But kind!']
    """
    edges = [0, *(found.end() for found in _ENDS.finditer(words)), len(words)]
    stretches = (_trimmed(words, *pair) for pair in zip(edges, edges[1:], strict=False))
    return tuple(one for one in stretches if one.start < one.end)


def from_to(sentences: Sequence[Stretch], first: int, last: int) -> Stretch:
    """All from one sentence to another; of that one alone where the other comes before it."""
    return Stretch(sentences[first].start, sentences[max(first, last)].end)


def in_marks(said: str, start: int, end: int) -> str:
    """A part of what was said, in quotation marks, with dots where something was left out.

    >>> in_marks("Slow. But kind!", 6, 15)
    '“… But kind!”'
    """
    before = "… " if said[:start].strip() else ""
    after = " …" if said[end:].strip() else ""
    return canonical(f"“{before}{said[start:end].strip()}{after}”")


def _trimmed(words: str, start: int, end: int) -> Stretch:
    said = words[start:end]
    return Stretch(start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()))
