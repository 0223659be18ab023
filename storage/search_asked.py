"""What is somebody looking for, in words that no database takes for its own language?"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from models.errors import FeedbackError

LONGEST_ASKED = 200
SHORTEST_START = 3
NOTHING = "Type a word to look for."
ONLY_WITHOUT = "Type a word to find, as well as the one to leave out."
TOO_LONG = f"That's a lot to look for. Use {LONGEST_ASKED} characters or fewer."
TOO_SHORT = f"Type at least {SHORTEST_START} letters before a star."

_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"'})
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Term(NamedTuple):
    """Words that stand side by side; `is_start`: the last of them may go on."""

    words: tuple[str, ...]
    is_start: bool = False


class Asked(NamedTuple):
    """One of each group of `all_of` has to be there, and nothing of `none_of`."""

    all_of: tuple[tuple[Term, ...], ...]
    none_of: tuple[Term, ...] = ()

    @property
    def how_many(self) -> int:
        """How many words were typed."""
        return sum(len(term.words) for group in (*self.all_of, self.none_of) for term in group)


def read_asked(said: str) -> Asked:
    """Read what somebody typed: words, "words in this order", one OR another, -without, star*.

    Only letters, marks and digits are left in the words. Raises FeedbackError, with a sentence, where
    there is nothing to look for.

    >>> read_asked('A&E OR "walk in" -wait*').all_of
    ((Term(words=('A', 'E'), is_start=False), Term(words=('walk', 'in'), is_start=False)),)
    """
    if len(said) > LONGEST_ASKED:
        raise FeedbackError(TOO_LONG)
    all_of: list[tuple[Term, ...]] = []
    none_of: list[Term] = []
    joins = leaves_out = False
    for part in _PART.finditer(said.translate(_QUOTES)):
        match part["word"]:
            case "OR":
                joins = bool(all_of)
                continue
            case "NOT":
                leaves_out = True
                continue
            case "AND":
                continue
        if (term := _term(part["word"], part["phrase"])) is None:
            continue
        if part["without"] or leaves_out:
            none_of.append(term)
        elif joins:
            all_of[-1] = (*all_of[-1], term)
        else:
            all_of.append((term,))
        joins = leaves_out = False
    if not all_of:
        raise FeedbackError(ONLY_WITHOUT if none_of else NOTHING)
    return Asked(tuple(dict.fromkeys(all_of)), tuple(dict.fromkeys(none_of)))


def as_tsquery(asked: Asked) -> str:
    """What is looked for as PostgreSQL's `to_tsquery` reads it, every word between quotation marks."""
    wanted = " & ".join(f"({_any_as_tsquery(group)})" for group in asked.all_of)
    return f"{wanted} & !({_any_as_tsquery(asked.none_of)})" if asked.none_of else wanted


def _any_as_tsquery(terms: Iterable[Term]) -> str:
    return " | ".join(f"({_in_order(term)})" for term in terms)


def _in_order(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.is_start else "")


def _term(word: str | None, phrase: str | None) -> Term | None:
    """The words of one part; None where it has no letter or digit."""
    words = tuple("".join(map(_or_space, phrase or word or "")).split())
    if not words:
        return None
    is_start = word is not None and word.endswith("*")
    if is_start and len(words[-1]) < SHORTEST_START:
        raise FeedbackError(TOO_SHORT)
    return Term(words, is_start)


def _or_space(character: str) -> str:
    """A letter, a mark on one or a digit as it is; a space for anything else."""
    kind = unicodedata.category(character)
    return character if kind[0] in "LN" or kind in ("Mn", "Mc", "Co") else " "
