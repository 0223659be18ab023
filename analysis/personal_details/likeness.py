"""How like a name is a word, seen by itself?"""

import re
from enum import Enum, IntEnum, auto
from functools import lru_cache

from analysis.personal_details.tokens import Token
from analysis.personal_details.word_lists import word_lists

_TYPED_IN_HASTE = re.compile(
    r".*(?:ed|ing|ly|tions?|ments?|ness|able|ful+|ous|ive|ical|[ae]nt|est|ible|n'?t|[ae]nce|ists?|ers?"
    r"|ry|ty|cy|gy|[^s]s)"
)
"""Endings of English words: in small letters an unknown word with one of them is a slip, not a name."""

_VERB_TYPED_IN_HASTE = re.compile(r".*(?:ed|ing|ly|n'?t)")
INITIALS = 2
"""Capitals without dots that may be somebody's: "the locum, JM"."""

_SURNAME_BEGINS = ("mc", "mac", "o'", "fitz")
MODAL_VERBS = ("will", "may", "can")

FEWEST_LETTERS = 4
"""Of an unknown word in small letters that is taken for a name."""


class Likeness(Enum):
    """What a word is known as."""

    NEVER = auto()
    FIRST_NAME = auto()
    WORD_AND_FIRST_NAME = auto()
    SURNAME = auto()
    WORD_AND_SURNAME = auto()
    ORDINARY = auto()
    UNKNOWN = auto()


class Support(IntEnum):
    """How strongly the words around say that a name stands here."""

    NONE = 0
    FOR_A_CAPITAL = 1
    SOME = 2
    BESIDE_A_PERSON = 3
    STRONG = 4


@lru_cache(maxsize=65_536)
def likeness_of(word: str) -> Likeness:
    """Return what `word`, in small letters, is known as."""
    lists = word_lists()
    if any(word in words for words in (lists.never, lists.roles, lists.relations, lists.titles)):
        return Likeness.NEVER
    if word in lists.first_names:
        return Likeness.FIRST_NAME
    if word in lists.first_names_that_are_words:
        return Likeness.WORD_AND_FIRST_NAME
    if word in lists.surnames:
        return Likeness.WORD_AND_SURNAME if word in lists.ordinary_words else Likeness.SURNAME
    if word in lists.ordinary_words or len(word) == 1 or not word.replace("'", "").isalpha():
        return Likeness.ORDINARY
    return Likeness.UNKNOWN


def is_believable(token: Token, support: Support) -> bool:
    """Whether a name may begin with `token`, given what the words around say."""
    match likeness_of(token.text):
        case Likeness.FIRST_NAME:
            return True
        case Likeness.WORD_AND_FIRST_NAME:
            return _is_believable_though_a_word(token, support)
        case Likeness.SURNAME:
            return support > Support.SOME or (support > Support.NONE and token.has_capital)
        case Likeness.WORD_AND_SURNAME:
            return support is Support.STRONG or (support > Support.NONE and token.stands_out)
        case Likeness.ORDINARY:
            return _is_believable_though_ordinary(token, support)
        case Likeness.UNKNOWN:
            return _is_believable_though_unknown(token, support)
    return False


def _is_believable_though_ordinary(token: Token, support: Support) -> bool:
    """Whether an ordinary word is a surname or an initial here: "Dr Long", "nurse King", "my son T"."""
    if len(token.text) == 1:
        return support >= Support.BESIDE_A_PERSON and is_initial(token)
    if token.text in word_lists().surnames_that_are_words:
        return support is Support.STRONG or (support > Support.SOME and token.stands_out)
    return support is Support.STRONG and token.stands_out


def is_initial(token: Token) -> bool:
    """Whether a single capital may stand for a name; "I" and "A" are words, X a kiss or anybody."""
    return len(token.text) == 1 and token.has_capital and token.text.isalpha() and token.text not in "iax"


def _is_believable_though_a_word(token: Token, support: Support) -> bool:
    """Whether a first name that is a word too is one here: "my mum jean", not "my mum may"."""
    lists = word_lists()
    if token.has_capital:
        in_doubt = token.in_capitals or token.text in lists.months_and_places
        return (
            support > Support.SOME
            or (support > Support.NONE and not token.in_capitals)
            or (token.stands_out and not in_doubt)
        )
    if token.text in lists.more_often_verbs:
        return support is Support.STRONG and token.text not in MODAL_VERBS
    if token.text in lists.months_and_places:
        return support is Support.STRONG
    return support > Support.FOR_A_CAPITAL


def _is_believable_though_unknown(token: Token, support: Support) -> bool:
    if support is Support.NONE:
        return False
    if token.stands_out or (token.has_capital and support is Support.STRONG):
        return True
    if support is Support.STRONG:
        return not _VERB_TYPED_IN_HASTE.fullmatch(token.text)
    if support is Support.FOR_A_CAPITAL and not token.has_capital:
        return False
    if token.in_capitals and len(token.text) == INITIALS:
        return support is Support.BESIDE_A_PERSON
    return not (token.in_capitals or _is_a_slip(token))


def goes_on(token: Token, *, after_a_known_name: bool, in_capitals: bool) -> bool:
    """Whether a name that has begun goes on with `token`: a surname, a second first name, an initial."""
    if len(token.text) == 1:
        return token.has_capital and token.text not in "ia"
    match likeness_of(token.text):
        case Likeness.FIRST_NAME | Likeness.SURNAME | Likeness.WORD_AND_SURNAME:
            return True
        case Likeness.WORD_AND_FIRST_NAME | Likeness.ORDINARY if in_capitals and token.in_capitals:
            return token.text in word_lists().surnames_that_are_words
        case Likeness.UNKNOWN if in_capitals and token.in_capitals:
            return not _is_a_slip(token)
        case Likeness.WORD_AND_FIRST_NAME | Likeness.ORDINARY:
            return token.stands_out or (token.gap == "-" and len(token.text) >= FEWEST_LETTERS)
        case Likeness.UNKNOWN:
            return token.stands_out or (after_a_known_name and not _is_a_slip(token))
    return False


def _is_a_slip(token: Token) -> bool:
    """Whether an unknown word looks like a word misspelt rather than a name that nobody listed."""
    if token.text.startswith(_SURNAME_BEGINS):
        return False
    fewest = FEWEST_LETTERS - token.has_capital
    return len(token.text) < fewest or _TYPED_IN_HASTE.fullmatch(token.text) is not None
