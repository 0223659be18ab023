"""Is a text in English, so far as its words can tell?

The small words of English ("the", "was", "very") settle nearly every text. Only a text of some length
with hardly any of them is handed to a language detector, because detectors are often wrong about short
texts ("Brill staff", "Tip top"): a short text is taken for English.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

FEWEST_LETTERS = 30
"""Letters below which a text is too short to be told from English."""

FEWEST_SMALL_WORDS = 0.12
"""The share of small words from which a text is English without more ado."""

SUREST = 0.95
"""How sure the detector must be of another language before a text is refused."""

_ENGLISH = (
    "a about after all am an and any are as at be because been before but by can could did do does for from "
    "get good had has have he her him his how i if in is it just me more my no not of on or our out she so "
    "some staff service thank that the their them there they this time to up us very was we were what when "
    "which who will with would you your"
)
_SMALL_WORDS = frozenset(_ENGLISH.split())


def is_english(text: str, words: Sequence[str]) -> bool:
    """Return False only for a text that is surely in another language; `words` are its plain words."""
    letters = sum(map(len, words))
    if letters < FEWEST_LETTERS:
        return letters == 0 or _has_latin_letters(words)
    if sum(word in _SMALL_WORDS for word in words) >= FEWEST_SMALL_WORDS * len(words):
        return True
    if not _has_latin_letters(words):
        return False
    language, surety = _detector().classify(text)
    return bool(language == "en" or surety < SUREST)


def _has_latin_letters(words: Sequence[str]) -> bool:
    """Whether half of the words or more are written in plain letters or digits."""
    return 2 * sum(word.isascii() for word in words) >= len(words)


@lru_cache(maxsize=1)
def _detector() -> Any:
    """Return the detector, loaded when the first text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
