"""What does each word look like: its letters, its capitals, what parts it from the word before?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.normalise import Word

MOSTLY = 0.6
"""Where so large a share of the words has capitals, a capital says nothing."""

FEWEST_WORDS = 4
"""Of fewer words no share is taken: "Jo Smith" is not shouted."""

FEWEST_WITH_CAPITALS = 8
"""Of fewer words a habit of capitals is not seen: "Dear Ms Jo Smith"."""

_ENDS_A_SENTENCE = re.compile(r"[.!?:;\n•*…]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "’": "'"})


class _Typed(NamedTuple):
    typed: str
    start: int
    gap: str
    begins: bool
    is_contraction: bool


class Token(NamedTuple):
    """One word of a text, without the ending of a possessive."""

    text: str
    """In small letters, without accents."""
    start: int
    end: int
    gap: str
    """What stands between it and the word before."""
    begins: bool
    """It is the first word of the text or of a sentence."""
    has_capital: bool
    """Unless all of the sentence is in capitals, which are then read as small letters."""
    in_capitals: bool
    stands_out: bool
    """Its capital is not owed to a sentence, an abbreviation or a habit of capitals."""
    is_possessive: bool
    is_contraction: bool
    """It stands for two words: "I've", "they'll"."""


def tokens_of(text: str, words: tuple[Word, ...]) -> list[Token]:
    """Return the words of `text` in order: each once, however many plain words it stands for."""
    times = Counter((word.start, word.end) for word in words)
    tokens: list[Token] = []
    sentence: list[_Typed] = []
    last_end = 0
    for (start, end), count in times.items():
        gap = text[last_end:start]
        begins = last_end == 0 or _ENDS_A_SENTENCE.search(gap) is not None
        if begins and len(sentence) >= FEWEST_WORDS:
            tokens += _sentence_read(sentence)
            sentence = []
        sentence.append(_Typed(text[start:end], start, gap, begins, count > 1))
        last_end = end
    return tokens + _sentence_read(sentence)


def _sentence_read(sentence: Sequence[_Typed]) -> list[Token]:
    """Return the words of a sentence, or of a few short ones: each one's capital is judged by the others'."""
    capitals = sum(word.typed[0].isupper() for word in sentence)
    means_little = len(sentence) >= FEWEST_WITH_CAPITALS and capitals > MOSTLY * len(sentence)
    shouted = len(sentence) >= FEWEST_WORDS and (
        sum(word.typed.isupper() for word in sentence) > MOSTLY * len(sentence)
    )
    tokens = []
    for word in sentence:
        typed = _POSSESSIVE.sub("", word.typed)
        has_capital = typed[:1].isupper() and not shouted
        in_capitals = has_capital and len(typed) > 1 and typed.isupper()
        tokens.append(
            Token(
                text=_folded(typed),
                start=word.start,
                end=word.start + len(typed),
                gap=word.gap,
                begins=word.begins,
                has_capital=has_capital,
                in_capitals=in_capitals,
                stands_out=has_capital and not (word.begins or in_capitals or means_little),
                is_possessive=len(typed) < len(word.typed),
                is_contraction=word.is_contraction,
            )
        )
    return tokens


def _folded(typed: str) -> str:
    folded = typed.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded.translate(_NOT_DECOMPOSED))
    return "".join(letter for letter in decomposed if letter.isalnum() or letter == "'")
