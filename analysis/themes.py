"""Which themes does a text speak of, and which of its words say so?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.taxonomy import Taxonomy

__all__ = ["LONGEST_ANALYSED", "Span", "ThemeFound", "find_themes"]

Span = tuple[int, int]
"""From the first character to just after the last, in the original text."""


LONGEST_GAP = 5
"""Words that the gap in a phrase ("sent home ... no tablets") may stand for; it may also stand for none."""


_CHOICE = re.compile(r"\(([^()]*)\)")


class ThemeFound(NamedTuple):
    """A theme's id, and the parts of the text that spoke for it: in order, none overlapping."""

    theme: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Step:
    """One word along the phrases of every theme: a tree, so that a text is read once for all of them."""

    words: "dict[str, _Step]" = field(default_factory=dict)
    stems: "dict[str, _Step]" = field(default_factory=dict)
    after_a_gap: "tuple[_Step, ...]" = ()
    speaks_for: frozenset[str] = frozenset()
    speaks_against: frozenset[str] = frozenset()

    def after(self, word: str) -> "Iterator[_Step]":
        """Yield each step `word` leads to: a stem leads on for any ending, a bare `*` for any word."""
        if word in self.words:
            yield self.words[word]
        if self.stems:
            for length in range(len(word) + 1):
                if word[:length] in self.stems:
                    yield self.stems[word[:length]]


def find_themes(text: str, taxonomy: Taxonomy) -> tuple[ThemeFound, ...]:
    """Return the themes found in the first `LONGEST_ANALYSED` characters, in the taxonomy's order.

    The time taken grows in step with the length of the text: from each word, no more words are read
    than the longest phrase has, its gaps filled.
    """
    hits: dict[str, set[Span]] = {}
    misses: dict[str, set[Span]] = {}
    words = words_of(text[:LONGEST_ANALYSED])
    first_step = _steps(taxonomy)
    for index in range(len(words)):
        for step, span in _reached(words, index, first_step):
            for theme in step.speaks_for:
                hits.setdefault(theme, set()).add(span)
            for theme in step.speaks_against:
                misses.setdefault(theme, set()).add(span)
    found = []
    for theme in taxonomy.themes:
        if spans := _clear_of(hits.get(theme, set()), misses.get(theme, set())):
            found.append(ThemeFound(theme, spans))
    return tuple(found)


def _reached(words: tuple[Word, ...], index: int, first_step: _Step) -> Iterator[tuple[_Step, Span]]:
    """Yield every step reached by reading on from `words[index]`, with the characters read."""
    start = words[index].start
    reached = list(first_step.after(words[index].text))
    in_gaps: list[tuple[_Step, int]] = []
    while reached or in_gaps:
        for step in reached:
            yield step, (start, words[index].end)
        in_gaps = [(step, left - 1) for step, left in in_gaps if left]
        in_gaps += [(onward, LONGEST_GAP) for step in reached for onward in step.after_a_gap]
        index += 1
        if index == len(words) or not words[index].follows_on:
            return
        steps = [*reached, *(step for step, _ in in_gaps)]
        reached = [onward for step in steps for onward in step.after(words[index].text)]


def _clear_of(hits: Iterable[Span], misses: Iterable[Span]) -> tuple[Span, ...]:
    """Drop hits that overlap a miss; join hits that overlap each other."""
    excluded = _joined(misses)
    clear = []
    at = 0
    for start, end in sorted(hits):
        while at < len(excluded) and excluded[at][1] <= start:
            at += 1
        if at == len(excluded) or end <= excluded[at][0]:
            clear.append((start, end))
    return _joined(clear)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=4)
def _steps(taxonomy: Taxonomy) -> _Step:
    """Lay out the phrases of every theme as one tree of words."""
    first_step = _Step()
    for theme in taxonomy.themes.values():
        for phrase in theme.phrases:
            for last in _laid_out(first_step, phrase):
                last.speaks_for |= {theme.id}
        for phrase in theme.not_phrases:
            for last in _laid_out(first_step, phrase):
                last.speaks_against |= {theme.id}
    return first_step


def _laid_out(first_step: _Step, phrase: str) -> list[_Step]:
    """Add a phrase to the tree and return where its readings end.

    What follows a gap is laid out once, in a tree of its own, and hung on every way of reaching the gap:
    written out in full, the choices of a phrase with two gaps would run to thousands.
    """
    beginning, *rest = phrase.split(" ... ")
    ends = [_last_step(first_step, words) for words in _said_in_full(beginning)]
    for part in rest:
        after_the_gap = _Step()
        for end in ends:
            end.after_a_gap += (after_the_gap,)
        ends = [_last_step(after_the_gap, words) for words in _said_in_full(part)]
    return ends


def _said_in_full(part: str) -> Iterator[str]:
    """Write out each choice in round brackets: "(told|asked) us" is "told us" and "asked us"."""
    pieces = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(_CHOICE.split(part))]
    return ("".join(choice) for choice in product(*pieces))


def _last_step(step: _Step, words: str) -> _Step:
    for part in words.split():
        if part.endswith("*"):
            step = _onward(step.stems, part.removesuffix("*"))
            continue
        for word in _words_in(part):
            step = _onward(step.words, word)
    return step


def _onward(steps: dict[str, _Step], word: str) -> _Step:
    if word not in steps:
        steps[word] = _Step()
    return steps[word]


@cache
def _words_in(part: str) -> tuple[str, ...]:
    """Make a part of a phrase plain just as a text is, so that "a&e" and "can't" meet their like."""
    return tuple(word.text for word in words_of(part))
