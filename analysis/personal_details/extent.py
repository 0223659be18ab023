"""How far does a name go on from its first word?"""

import re
from collections.abc import Sequence

from analysis.personal_details.likeness import Likeness, goes_on, likeness_of
from analysis.personal_details.neighbours import SPACE
from analysis.personal_details.tokens import Token
from analysis.personal_details.word_lists import word_lists

LONGEST_NAME = 5
"""Words of one name after the first, particles and all."""

_JOINS = re.compile(r"\s{1,2}|-|\s[\"“']|[\"”']\s")


def last_of(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the last word of a name that begins `at`."""
    known = likeness_of(tokens[at].text) not in (Likeness.UNKNOWN, Likeness.ORDINARY)
    particles = word_lists().particles
    last = at
    while last + 1 < len(tokens) and last - at < LONGEST_NAME and not tokens[last].is_possessive:
        following = tokens[last + 1]
        joined = _JOINS.fullmatch(following.gap)
        if following.is_contraction:
            break
        if not joined and not (len(tokens[last].text) == 1 and following.gap in (".", ". ")):
            break
        if not (
            _is_initial_before_a_surname(tokens, last + 1)
            or _is_surname_after_an_initial(tokens, last + 1)
            or goes_on(following, after_a_known_name=known, in_capitals=tokens[at].in_capitals)
            or following.text in particles
            or (known and _is_a_word_for_a_surname(tokens, last + 1))
        ):
            break
        last += 1
    while last > at and tokens[last].text in particles:
        last -= 1
    return last


def _is_initial_before_a_surname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital with a dot is a second name's: "Mohammed A. Rahman"."""
    if len(tokens[at].text) > 1 or not tokens[at].has_capital or at + 1 == len(tokens):
        return False
    return tokens[at + 1].gap.startswith(".") and tokens[at + 1].has_capital


def _is_surname_after_an_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital after an initial and its dot goes on with the name: "T. Bacon", "T. Cook"."""
    following = tokens[at]
    if len(tokens[at - 1].text) > 1 or following.gap not in (".", ". ") or not following.has_capital:
        return False
    is_never = likeness_of(following.text) is Likeness.NEVER
    return not is_never or following.text in word_lists().surnames_that_are_words


def _is_a_word_for_a_surname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in small letters ends a name: "bev king rang", not "bev long before"."""
    lists = word_lists()
    if tokens[at].text not in lists.surnames_that_are_words or tokens[at].text in lists.may_make_a_place:
        return False
    if at + 1 == len(tokens) or not SPACE.fullmatch(tokens[at + 1].gap):
        return True
    return tokens[at].is_possessive or tokens[at + 1].text in word_lists().follows_a_name
