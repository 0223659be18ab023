"""Which of many phrases stand in a text, and where? All are looked for at once, in one pass over its words.

A phrase is lower-case words; `*` is any ending or any word, `(told|asked)` either, `...` a few words or none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from analysis.normalise import Word, words_of
from analysis.spotted import Span

LONGEST_GAP = 5
"""Words that the gap in a phrase ("sent home ... no tablets") may stand for; it may also stand for none."""


LONGEST_STEM = 30
"""Letters of a word that are tried as the stem of a phrase, so that a word of thousands costs no more."""

_CHOICE = re.compile(r"(\([^()]*\))")


class Sought(Protocol):
    """Something that phrases speak for, but not where one of `not_phrases` touches them."""

    @property
    def id(self) -> str: ...

    @property
    def phrases(self) -> tuple[str, ...]: ...

    @property
    def not_phrases(self) -> tuple[str, ...]: ...


@dataclass(slots=True, eq=False)
class _Step:
    """One word along every phrase: a tree, so that a text is read once for all of them.

    Reading goes on from the steps of `also` as from the step itself, and from those of `after_a_gap` after
    a few words or none. There are tens of thousands, so what is empty takes no room.
    """

    words: "dict[str, _Step] | None" = None
    stems: "dict[str, _Step] | None" = None
    also: "tuple[_Step, ...]" = ()
    after_a_gap: "tuple[_Step, ...]" = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


class Tree(NamedTuple):
    """Every phrase, laid out from its first word; and what may follow a gap, by its first word or stem."""

    first: _Step
    gaps_by_word: Mapping[str, Sequence[_Step]]
    gaps_by_stem: Mapping[str, Sequence[_Step]]

    def __hash__(self) -> int:
        return id(self.first)


def lay_out(sought: Iterable[Sought]) -> Tree:
    """Return the phrases of all that is sought as one tree of words, to be made once and read often."""
    first_step = _Step()
    gaps: list[_Step] = []
    for one in sought:
        for phrase in one.phrases:
            for last in _laid_out(first_step, phrase, gaps):
                last.speaks_for += (one.id,)
        for phrase in one.not_phrases:
            for last in _laid_out(first_step, phrase, gaps):
                last.speaks_against += (one.id,)
    by_word, by_stem = defaultdict(list), defaultdict(list)
    for gap in gaps:
        for word in gap.words or ():
            by_word[word].append(gap)
        for stem in gap.stems or ():
            by_stem[stem].append(gap)
    return Tree(first_step, by_word, by_stem)


def spoken_for(words: tuple[Word, ...], tree: Tree) -> dict[str, tuple[Span, ...]]:
    """Return the id of all that the phrases in `words` speak for, with the spans: in order, none overlapping.

    The time taken grows in step with the length of the text: from each word, no more words are read
    than the longest phrase has, its gaps filled.
    """
    hits: dict[str, set[Span]] = {}
    misses: dict[str, set[Span]] = {}
    texts = [word.text for word in words]
    for index, (text, following) in enumerate(zip(texts, [*texts[1:], ""], strict=False)):
        if not _may_begin(tree.first, text, following):
            continue
        for step, span in _reached(words, index, _after(tree.first, text), tree):
            for one in step.speaks_for:
                hits.setdefault(one, set()).add(span)
            for one in step.speaks_against:
                misses.setdefault(one, set()).add(span)
    clear = {one: _clear_of(spans, misses.get(one, ())) for one, spans in hits.items()}
    return {one: spans for one, spans in clear.items() if spans}


def _beginnings(word: str) -> Iterator[str]:
    return (word[:length] for length in range(min(len(word), LONGEST_STEM) + 1))


@lru_cache(maxsize=65_536)
def _after(step: _Step, word: str) -> tuple[_Step, ...]:
    """Return each step `word` leads to: a stem leads on for any ending, a bare `*` for any word."""
    onward = []
    for place in (step, *step.also):
        if place.words and word in place.words:
            onward.append(place.words[word])
        if place.stems:
            beginnings = _beginnings(word)
            onward += [place.stems[beginning] for beginning in beginnings if beginning in place.stems]
    return tuple(onward)


@lru_cache(maxsize=65_536)
def _gaps_ended_by(tree: Tree, word: str) -> frozenset[_Step]:
    """Return what may be read on from `word` after a gap."""
    beginnings = _beginnings(word)
    by_stem = (gap for beginning in beginnings for gap in tree.gaps_by_stem.get(beginning, ()))
    return frozenset((*tree.gaps_by_word.get(word, ()), *by_stem))


@lru_cache(maxsize=65_536)
def _may_begin(first_step: _Step, word: str, following: str) -> bool:
    """Whether a phrase may be read from a word on, given the one after it: most often none can."""
    return any(
        step.speaks_for or step.speaks_against or step.after_a_gap or _after(step, following)
        for step in _after(first_step, word)
    )


def _reached(
    words: tuple[Word, ...], index: int, begun: Sequence[_Step], tree: Tree
) -> Iterator[tuple[_Step, Span]]:
    """Yield every step that speaks, reading on from `words[index]`, with the characters read."""
    start = words[index].start
    reached = begun
    open_until: dict[_Step, int] = {}
    last_open = -1
    while reached or index < last_open:
        for step in reached:
            if step.speaks_for or step.speaks_against:
                yield step, (start, words[index].end)
            for gap in step.after_a_gap:
                open_until[gap] = last_open = index + LONGEST_GAP + 1
        index += 1
        if index == len(words) or not words[index].follows_on:
            return
        word = words[index].text
        onward = [further for step in reached for further in _after(step, word)]
        if index <= last_open:
            for gap in open_until.keys() & _gaps_ended_by(tree, word):
                if open_until[gap] >= index:
                    onward += _after(gap, word)
        reached = onward


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


def _laid_out(first_step: _Step, phrase: str, gaps: list[_Step]) -> list[_Step]:
    """Add a phrase to the tree, and what follows its gaps to `gaps`; return where its readings end.

    What follows a gap or a choice is laid out once, in a tree of its own, and hung on every way of getting
    there: written out in full, the choices of all phrases would run to hundreds of thousands.
    """
    beginning, *rest = phrase.split(" ... ")
    ends = _part_laid_out(first_step, beginning)
    for part in rest:
        after_the_gap = _Step()
        gaps.append(after_the_gap)
        for end in ends:
            end.after_a_gap += (after_the_gap,)
        ends = _part_laid_out(after_the_gap, part)
    return ends


def _part_laid_out(step: _Step, part: str) -> list[_Step]:
    """Add what stands between two gaps, a choice or a run of plain words at a time."""
    ends = [step]
    for piece in _CHOICE.split(part):
        choices = piece[1:-1].split("|") if piece.startswith("(") else [piece]
        if words := [choice for choice in choices if choice.strip()]:
            onward = ends[0] if len(ends) == 1 else _Step()
            for end in ends if len(ends) > 1 else ():
                end.also += (onward,)
            ends = [_last_step(onward, choice) for choice in words]
    return ends


def _last_step(step: _Step, words: str) -> _Step:
    for part in words.split():
        if part.endswith("*"):
            step.stems = step.stems or {}
            step = _onward(step.stems, part.removesuffix("*"))
            continue
        for word in _words_in(part):
            step.words = step.words or {}
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
