"""What do others read of somebody's words once parts of them have been taken out?"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import regex

from analysis.spotted import Span
from models.vocabulary import RedactionKind

_CLUSTER = regex.compile(r"\X")
_APART = regex.compile(r"\S+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}](?:.*[\p{L}\p{M}\p{N}])?")
_LETTERS = regex.compile(r"[^\W\d_]{2,}")
TITLES = frozenset({"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "nurse", "sister"})
_APOSTROPHES = "'\u2018\u2019\u02bc"


class Cut(NamedTuple):
    """A part of a text that others don't read; `instead` is what stands there, or the words for `kind`."""

    start: int
    end: int
    kind: RedactionKind
    instead: str = ""


class Piece(NamedTuple):
    """A stretch of redacted text, and the stretch of the original it stands for. No kind: it's theirs."""

    text: str
    start: int
    end: int
    kind: RedactionKind | None = None


class Redacted(NamedTuple):
    """A text as others read it, whole and in pieces."""

    text: str
    pieces: tuple[Piece, ...]


def tidy(text: str, cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Return the cuts in order, inside the text, none splitting what is read as one letter or emoji.

    Those that overlap become one, of the kind of the longest of them; what is empty is dropped.
    """
    inside = [cut._replace(start=max(cut.start, 0), end=min(cut.end, len(text))) for cut in cuts]
    inside = [cut for cut in inside if cut.start < cut.end]
    if not inside:
        return ()
    begins, ends = _clusters(text)
    whole = sorted(cut._replace(start=begins[cut.start], end=ends[cut.end - 1]) for cut in inside)
    kept: list[Cut] = []
    longest = whole[0]
    for cut in whole:
        if kept and cut.start < kept[-1].end:
            longest = max(longest, cut, key=_length)
            kept[-1] = longest._replace(start=kept[-1].start, end=max(kept[-1].end, cut.end))
        else:
            longest = cut
            kept.append(cut)
    return tuple(kept)


def redact(text: str, cuts: Iterable[Cut], names: Mapping[RedactionKind, str]) -> Redacted:
    """Return the text with each cut replaced by its `instead`, or by the name of its kind in brackets."""
    pieces: list[Piece] = []
    done = 0
    for cut in tidy(text, cuts):
        if done < cut.start:
            pieces.append(Piece(text[done : cut.start], done, cut.start))
        pieces.append(Piece(cut.instead or f"[{names[cut.kind]}]", cut.start, cut.end, cut.kind))
        done = cut.end
    if done < len(text):
        pieces.append(Piece(text[done:], done, len(text)))
    return Redacted("".join(piece.text for piece in pieces), tuple(pieces))


def moved(redacted: Redacted, span: Span) -> Span | None:
    """Where a span of the original lies in the redacted text; None when nothing of it is left to read.

    What was taken out inside a span belongs to it; at its ends, it does not.
    """
    left: list[int] = []
    at = 0
    for piece in redacted.pieces:
        start, end = max(span[0], piece.start), min(span[1], piece.end)
        if start < end and piece.kind is None:
            left += [at + start - piece.start, at + end - piece.start]
        at += len(piece.text)
    return (left[0], left[-1]) if left else None


def said_in(text: str, phrase: str, *, within_words: bool = False) -> tuple[Span, ...]:
    """Everywhere a phrase stands in a text: in capitals or not, however it is spaced or its apostrophes curl.

    It is looked for as whole words, unless it is looked for `within_words` too.
    """
    pattern = r"\s+".join(_either_apostrophe(part) for part in phrase.split())
    if not pattern:
        return ()
    whole = pattern if within_words else rf"(?<!\w){pattern}(?!\w)"
    found = regex.finditer(whole, text, flags=regex.IGNORECASE | regex.FULLCASE)
    return tuple(each.span() for each in found)


def names_in_phrase(phrase: str) -> tuple[str, ...]:
    """The names in a phrase, without titles: "Sister Pat Whitlock" has "Pat" and "Whitlock"."""
    words = (found.group() for found in _LETTERS.finditer(phrase))
    return tuple(word for word in words if not word.islower() and word.casefold() not in TITLES)


def still_there(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Everywhere that one of the names stands as a word of its own, written as the name is."""
    either = "|".join(regex.escape(name) for name in sorted(set(names)))
    found = regex.finditer(rf"(?<!\w)(?:{either})(?!\w)", text) if either else ()
    return tuple(each.span() for each in found)


def words_in(text: str) -> tuple[Span, ...]:
    """Every word of a text, in order, without the marks around it; marks that stand alone are a word."""
    return tuple(_bare(text, *found.span()) for found in _APART.finditer(text))


def _bare(text: str, start: int, end: int) -> Span:
    bare = _WORD.search(text, start, end)
    return bare.span() if bare else (start, end)


def _clusters(text: str) -> tuple[list[int], list[int]]:
    """For each character, where the letter or emoji it is part of begins, and where it ends."""
    begins, ends = [0] * len(text), [0] * len(text)
    for found in _CLUSTER.finditer(text):
        start, end = found.span()
        for place in range(start, end):
            begins[place], ends[place] = start, end
    return begins, ends


def _length(cut: Cut) -> int:
    return cut.end - cut.start


def _either_apostrophe(part: str) -> str:
    letters = (f"[{_APOSTROPHES}]" if letter in _APOSTROPHES else regex.escape(letter) for letter in part)
    return "".join(letters)
