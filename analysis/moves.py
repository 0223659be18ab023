"""From which service to which do people, or their care, move in a text?

A text is read as one line of plain words with each service written as "@", so that a pattern of movement is
a pattern of words. What never happened, or should have, is no movement.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.movement import (
    AND_ANOTHER,
    AND_BACK,
    AS_A_NOUN,
    BY_THEM,
    BY_US,
    CAME_TO_NOTHING,
    CLAUSE_ENDS,
    DONE_TO_SOMEBODY,
    END,
    ENDS_INSIDE,
    LEAVING,
    MAY_BE_BACK,
    MAY_END_ANYWHERE,
    MOVED,
    NAMED_NEXT,
    ON_ONES_OWN,
    ON_TO,
    ONLY_ASKED_FOR,
    STAYED_AT,
    THINGS,
    UNREAL,
    WAS_AT,
    WAS_DONE_TO,
    Movement,
)
from analysis.normalise import Word
from analysis.services import Mention, ServiceFound
from analysis.spotted import Span

NEAR = 60
"""Letters of plain words, some ten words, within which the ends of a movement are looked for."""

FAR = 120
"""How far back a "they" may look for the service that it stands for, even in the sentence before."""


class Move(NamedTuple):
    """A movement from one service to another; None is an end that is unsaid, or a person's own home."""

    from_service: ServiceFound | None
    to_service: ServiceFound | None
    span: Span
    reason: Movement


class Line(NamedTuple):
    """A text in plain words, "@" for each service: ". " ends a sentence, ", " stands for a lesser mark."""

    plain: str
    starts: Sequence[int]
    """Where each word of the line begins; `spans` says where it stands in the text."""
    spans: Sequence[Span]
    named: Mapping[int, ServiceFound]
    """The service that each "@" stands for, by where in the line it is."""

    def span(self, start: int, end: int) -> Span:
        """Return the part of the text that `start` to `end` of the line is read from."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]


def moves_in(words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> tuple[Move, ...]:
    """Return the moves that a text tells of, in its order; each has one end at least."""
    return tuple(moves_along(line_of(words, mentions))) if mentions else ()


def moves_along(line: Line, *, only_real: bool = True) -> Iterator[Move]:
    """Yield the moves of a line; with those that never were, or should have been, unless `only_real`."""
    verbs = [*MOVED.finditer(line.plain), None]
    for verb, following in pairwise(verbs):
        if verb and (not only_real or _is_real(line.plain, verb)):
            yield from _moves_of(line, verb, following.start() if following else len(line.plain))


def line_of(words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> Line:
    """Return a text in plain words, with its services marked."""
    ends = {mention.first: mention for mention in mentions}
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    named: dict[int, ServiceFound] = {}
    length = index = 0
    while index < len(words):
        word, mention = words[index], ends.get(index)
        if index:
            parted = word.start - words[index - 1].end > 1
            gap = ". " if not word.follows_on else ", " if parted else " "
            pieces.append(gap)
            length += len(gap)
        if mention:
            named[length] = mention.found
        piece, span = ("@", mention.found.span) if mention else (word.text, (word.start, word.end))
        starts.append(length)
        spans.append(span)
        pieces.append(piece)
        length += len(piece)
        index = mention.end if mention else index + 1
    return Line("".join(pieces), starts, spans, named)


def _is_real(plain: str, verb: re.Match[str]) -> bool:
    """Whether something moved: not what never did, should have, or was lost on the way."""
    start, end = verb.span()
    if UNREAL.search(plain, max(0, start - NEAR), start):
        return False
    if not (verb.lastgroup or "").endswith(AS_A_NOUN):
        return True
    sentence_ends = plain.find(". ", end, end + FAR)
    return not (
        ONLY_ASKED_FOR.search(plain, max(0, start - NEAR), start)
        or CAME_TO_NOTHING.search(plain, end, sentence_ends if sentence_ends >= 0 else end + FAR)
    )


def _moves_of(line: Line, verb: re.Match[str], limit: int) -> Iterator[Move]:
    """Yield what one verb tells of: most often one move, more where people went on, or there and back."""
    plain, reason = line.plain, Movement((verb.lastgroup or "").removesuffix(AS_A_NOUN))
    ends = _ends(plain, verb, reason, limit)
    if verb[0] in LEAVING and line.named[ends["from"].end() - 1].sector not in STAYED_AT:
        return
    first_end = min((end.start() + 1 for end in ends.values()), default=verb.end())
    if THINGS.search(plain, verb.end(), first_end):
        return
    to, left = ends.get("to"), ends.get("from") or ends.get("by")
    if "between" in ends:
        left, to = ends["between"], AND_ANOTHER.match(plain, ends["between"].end())
        if to is None:
            return
    begins = left.end() - 1 if left else _subject(plain, verb, reason, is_to_said=to is not None)
    if reason in MAY_BE_BACK and to and " back " in plain[verb.end() : to.end()]:
        reason = Movement.SENT_BACK
    stops = [begins, *_stops(plain, to)]
    if begins is not None and to and _goes_both_ways(plain, reason, ends, to):
        stops.append(begins)
    for here, there in pairwise([*stops, None] if len(stops) == 1 else stops):
        if here is not None or there is not None:
            yield _move(line, verb, reason, here, there)


def _ends(plain: str, verb: re.Match[str], reason: Movement, limit: int) -> dict[str, re.Match[str]]:
    """Return the first end of each sort ("to", "from", "by", "between") that a verb's clause names."""
    at = verb.end()
    if reason is Movement.TOLD_TO_GO and (named := NAMED_NEXT.match(plain, at)):
        return {"to": named}
    if verb[0] in LEAVING and (named := NAMED_NEXT.match(plain, at)):
        return {"from": named}
    clause_ends = CLAUSE_ENDS.search(plain, at, limit)
    limit = min(limit, at + NEAR, clause_ends.start() if clause_ends else limit)
    ends: dict[str, re.Match[str]] = {}
    for end in END.finditer(plain, at, limit):
        ends.setdefault(end.lastgroup or "", end)
    inside = ends.pop("at", None)
    if inside and reason in ENDS_INSIDE:
        ends.setdefault("to", inside)
    return ends


def _subject(plain: str, verb: re.Match[str], reason: Movement, *, is_to_said: bool) -> int | None:
    """Return where the service stands that did the sending, or that somebody was at; None if unsaid."""
    start = verb.start()
    far = max(0, start - FAR)
    near = max(plain.rfind(". ", far, start), start - NEAR, 0)
    if "@" in verb[0]:
        return start + verb[0].index("@")
    if not is_to_said and reason not in MAY_END_ANYWHERE:
        return None
    is_done_to = WAS_DONE_TO.search(plain, far, start) is not None
    if not is_done_to:
        if reason in ON_ONES_OWN or BY_US.search(plain, far, start):
            return None
        is_said = reason is Movement.TOLD_TO_GO
        if is_said or DONE_TO_SOMEBODY.match(plain, verb.end()) or DONE_TO_SOMEBODY.search(verb[0]):
            return _place(plain, far if BY_THEM.search(plain, far, start) else near, start)
    was_at = [found.end() - 1 for found in WAS_AT.finditer(plain, near, start)]
    return was_at[-1] if was_at else _place(plain, near, start) if is_to_said else None


def _place(plain: str, start: int, end: int) -> int | None:
    """Return where the last service between `start` and `end` stands."""
    place = plain.rfind("@", start, end)
    return place if place >= 0 else None


def _stops(plain: str, to: re.Match[str] | None) -> Iterator[int]:
    """Yield where each service stands that people went on to, one after another."""
    while to:
        yield to.end() - 1
        to = ON_TO.match(plain, to.end())


def _goes_both_ways(
    plain: str, reason: Movement, ends: Mapping[str, re.Match[str]], to: re.Match[str]
) -> bool:
    """Whether somebody came back the way they went: "from A to B and back", "passed between A and B"."""
    return bool(AND_BACK.match(plain, to.end())) or ("between" in ends and reason is Movement.PASSED)


def _move(line: Line, verb: re.Match[str], reason: Movement, here: int | None, there: int | None) -> Move:
    places = [place for place in (here, there) if place is not None]
    span = line.span(min(verb.start(), *places), max(verb.end(), *(place + 1 for place in places)))
    return Move(
        line.named[here] if here is not None else None,
        line.named[there] if there is not None else None,
        span,
        reason,
    )
