"""What does a text say once habits of typing are set aside: quotes, contractions, capitals, white space?"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

LONGEST_ANALYSED = 5_000
"""Characters of a text that are analysed; the text itself is kept whole."""

_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`"), "'")
_DOUBLE_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"')
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_STRAIGHT = {**_QUOTES, **_DOUBLE_QUOTES, **_CONTROLS}  # one character for one: offsets do not move

_WORD = re.compile(r"&|[^\W_]+(?:'[^\W_]+)*")
_SOFT_GAP = re.compile(r"[\s,\-\u2010-\u2015/'\"*_]*")

_ENDINGS = (
    ("n't", "not"),
    ("'m", "am"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'d", "would"),
)
_TAKE_NOT = [
    "could",
    "would",
    "should",
    "did",
    "does",
    "do",
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "had",
    "need",
    "must",
]
_TAKE_IS = ["it", "that", "there", "here", "he", "she", "what", "where", "who", "how", "when"]
_WHOLE = {
    "&": ("and",),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "shan't": ("shall", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "theyve": ("they", "have"),
    "theyre": ("they", "are"),
    "thats": ("that", "is"),
    **{f"{word}nt": (word, "not") for word in _TAKE_NOT},
    **{f"{word}'s": (word, "is") for word in _TAKE_IS},
}


_SPELLINGS = Path(__file__).resolve().parent / "spellings.toml"
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_AMERICAN = re.compile(r"(?<=[a-z]{4})iz(?=(?:e[ds]?|ing|ations?)$)")


class Word(NamedTuple):
    """One plain word, and the characters `start` to `end` of the original text that said it."""

    text: str
    start: int
    end: int
    follows_on: bool
    """Nothing but spaces, commas, hyphens, slashes or quotes parts it from the word before."""


def normalise(text: str) -> str:
    """Return `text` in lower case, with plain quotes, whole words for contractions and single spaces."""
    words_made_plain = _WORD.sub(
        lambda found: " ".join(_plain(found[0])), text.translate(_STRAIGHT).replace("&", " & ")
    )
    return " ".join(words_made_plain.split())


def words_of(text: str) -> tuple[Word, ...]:
    """Return the plain words of `text` in order; both halves of a contraction point at the whole of it."""
    straight = text.translate(_STRAIGHT)
    words: list[Word] = []
    last_end = 0
    for found in _WORD.finditer(straight):
        start, end = found.span()
        gap = straight[last_end:start]
        follows_on = bool(words) and (gap == " " or _SOFT_GAP.fullmatch(gap) is not None)
        for plain in _plain(found[0]):
            words.append(Word(plain, start, end, follows_on))
            follows_on = True
        last_end = end
    return tuple(words)


@lru_cache(maxsize=65_536)
def _plain(word: str) -> tuple[str, ...]:
    """Expand and fold one word; accents go, so that a phrase need not be written twice."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(
            letter for letter in unicodedata.normalize("NFKD", folded) if letter.isalnum() or letter == "'"
        )
    if folded in _WHOLE:
        return _WHOLE[folded]
    for ending, meaning in _ENDINGS if "'" in folded else ():
        if folded.endswith(ending) and folded != ending:
            return (*_plain(folded.removesuffix(ending)), meaning)
    return _spelt(folded) if folded else ()


def _spelt(word: str) -> tuple[str, ...]:
    """Return the one spelling of a word: "soooo" as "so", "recieved" as "received", "organized" with an s."""
    word = _STRETCHED.sub(r"\1\1", word)
    return _spellings().get(word) or (_AMERICAN.sub("is", word),)


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Return how each word in spellings.toml is read."""
    lists = tomllib.loads(_SPELLINGS.read_text(encoding="utf-8")).values()
    return {written: tuple(read.split()) for words in lists for written, read in words.items()}
