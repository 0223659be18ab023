"""Which words are somebody's name? A title, a word before or after, or the name itself says so."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from analysis.normalise import Word
from analysis.personal_details.extent import last_of
from analysis.personal_details.likeness import (
    INITIALS,
    Likeness,
    Support,
    is_believable,
    is_initial,
    likeness_of,
)
from analysis.personal_details.neighbours import SPACE, names_no_person, support_for
from analysis.personal_details.reasons import Reason
from analysis.personal_details.tokens import Token, tokens_of
from analysis.personal_details.word_lists import word_lists
from analysis.spotted import Span

MOST_INITIALS = 3

_COMMA = re.compile(r"\s?[,/+]\s{0,2}")
_AND = frozenset({"and", "&", "or", "n", "plus"})
_ALWAYS_TITLES = frozenset({"mr", "mrs", "ms", "mx"})
_SURNAMES = (Likeness.SURNAME, Likeness.WORD_AND_SURNAME, Likeness.UNKNOWN)
_FEWEST_LETTERS_IN_CAPITALS = 4


class Name(NamedTuple):
    """The first and last word of a name, by their places among the tokens."""

    first: int
    last: int
    reason: Reason


def names_in(text: str, words: tuple[Word, ...]) -> list[tuple[Span, Reason]]:
    """Return the names in `words` in order, each with the rule that found it."""
    tokens = tokens_of(text, words)
    names: list[Name] = []
    at = 0
    while at < len(tokens):
        name = _name_at(tokens, at)
        if name:
            names.append(name)
            at = name.last
        at += 1
    return [
        ((tokens[name.first].start, tokens[name.last].end), name.reason)
        for name in _with_those_listed(tokens, names)
    ]


def _name_at(tokens: Sequence[Token], at: int) -> Name | None:
    """Return the name that begins with the word `at`, or None."""
    token = tokens[at]
    likeness = likeness_of(token.text)
    if token.is_contraction or (likeness is Likeness.NEVER and not _is_a_role_for_a_surname(tokens, at)):
        return None
    if likeness is Likeness.ORDINARY and not _may_be_more(tokens, at):
        return None
    if _is_initial_of_a_surname(tokens, at):
        return Name(at, last_of(tokens, at + 1), Reason.INITIAL_AND_SURNAME)
    if _is_surname_before_an_initial(tokens, at):
        return Name(at, at + 1, Reason.INITIAL_AND_SURNAME)
    last = last_of(tokens, at)
    support, reason = support_for(tokens, at, last)
    if support is Support.NONE and last > at and _has_first_name_and_surname(tokens, at, last):
        support, reason = Support.SOME, Reason.FIRST_NAME_AND_SURNAME
    if not is_believable(token, support) and not _is_titled(tokens, at, last, reason):
        return None
    if reason is not Reason.AFTER_A_TITLE and names_no_person(tokens, at, last, support):
        return None
    return Name(at, last, reason)


def _may_be_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinary word is worth a second look: it has a capital, or comes after a title."""
    return tokens[at].has_capital or (at > 0 and tokens[at - 1].text in word_lists().titles)


def _is_a_role_for_a_surname(tokens: Sequence[Token], at: int) -> bool:
    """Whether what somebody is called at work is a surname here: "Mrs Cook"."""
    lists = word_lists()
    return (
        at > 0
        and tokens[at].has_capital
        and tokens[at].text in lists.surnames_that_are_words
        and tokens[at - 1].text in lists.titles | lists.roles
    )


def _is_surname_before_an_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list put the surname first: "KAUR, H."."""
    if at + 1 == len(tokens) or not _COMMA.fullmatch(tokens[at + 1].gap):
        return False
    initial = tokens[at + 1]
    is_a_word = initial.text in "ia" and not (at + 2 < len(tokens) and tokens[at + 2].gap.startswith("."))
    if len(initial.text) > 1 or not initial.has_capital or is_a_word:
        return False
    return _is_surname_put_first(tokens[at])


def _has_first_name_and_surname(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether two words with capitals make a name of each other: neither need be known."""
    kinds = {likeness_of(token.text) for token in tokens[at : last + 1]}
    if likeness_of(tokens[last].text) is Likeness.SURNAME or all(
        token.in_capitals for token in tokens[at : last + 1]
    ):
        return True
    if not all(_is_written_as_a_name(token) for token in tokens[at : last + 1]):
        return False
    ends_the_text = tokens[at].begins and last + 1 == len(tokens)
    return ends_the_text or (tokens[last].stands_out and Likeness.ORDINARY not in kinds)


def _is_titled(tokens: Sequence[Token], at: int, last: int, reason: Reason) -> bool:
    """Whether a word that is no name by itself is one after a title: "Mrs B", "mrs long"."""
    if reason is not Reason.AFTER_A_TITLE:
        return False
    token = tokens[at]
    if len(token.text) == 1:
        return (
            is_initial(token) or last > at or (token.text.isalpha() and tokens[at - 1].text in _ALWAYS_TITLES)
        )
    if token.text in word_lists().particles:
        return last > at
    if tokens[at - 1].text in _ALWAYS_TITLES:
        return len(token.text) > 2 and token.text not in word_lists().follows_a_name | _AND
    return False


def _is_initial_of_a_surname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a single letter stands for a first name: "J. Smith", "J K Smith"."""
    if at and tokens[at - 1].text in _AND:
        return False
    initials = list(takewhile(_may_be_initials, tokens[at : at + MOST_INITIALS + 1]))
    surname = at + len(initials)
    if not initials or surname >= len(tokens) or likeness_of(tokens[surname].text) not in _SURNAMES:
        return False
    has_dots = tokens[surname].gap in (".", ". ")
    if not has_dots and initials[0].text in ("i", "a", "x"):
        return False
    return tokens[surname].stands_out or (has_dots and _is_written_as_a_name(tokens[surname]))


def _may_be_initials(token: Token) -> bool:
    if token.in_capitals:
        return len(token.text) == INITIALS and likeness_of(token.text) is Likeness.UNKNOWN
    return len(token.text) == 1 and token.has_capital


def _is_written_as_a_name(token: Token) -> bool:
    return token.has_capital and not token.in_capitals


def _with_those_listed(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """Add the names that stand in a row with one already found: "Wen, Oyin and Jo"."""
    found = {name.first: name for name in names}
    taken = {place for name in names for place in range(name.first, name.last + 1)}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        for place in (_next_in_row(tokens, name.last), _before_in_row(tokens, name.first)):
            if place is None or place in taken:
                continue
            last = last_of(tokens, place)
            is_believed = is_believable(tokens[place], Support.SOME) or (
                place < name.first and _is_surname_put_first(tokens[place])
            )
            if not is_believed or names_no_person(tokens, place, last, Support.SOME):
                continue
            added = Name(place, last, Reason.LISTED_WITH_A_NAME)
            found[place] = added
            taken.update(range(place, last + 1))
            waiting.append(added)
    return [found[first] for first in sorted(found)]


def _is_surname_put_first(token: Token) -> bool:
    """Whether a word before a comma and a name is the surname: "WARD, Hope"."""
    if token.in_capitals and len(token.text) < _FEWEST_LETTERS_IN_CAPITALS:
        return False
    is_surname = likeness_of(token.text) in _SURNAMES or token.text in word_lists().surnames_that_are_words
    return is_surname and token.has_capital


def _next_in_row(tokens: Sequence[Token], last: int) -> int | None:
    after = last + 1
    if after >= len(tokens):
        return None
    if tokens[after].text in _AND and after + 1 < len(tokens) and SPACE.fullmatch(tokens[after + 1].gap):
        return after + 1
    return after if _COMMA.fullmatch(tokens[after].gap) else None


def _before_in_row(tokens: Sequence[Token], first: int) -> int | None:
    if first < 1:
        return None
    if tokens[first - 1].text in _AND and first > 1:
        return first - 2
    return first - 1 if _COMMA.fullmatch(tokens[first].gap) else None
