"""What is there in one text before anything is concluded: its words, its phrases, the model's scores?"""

import re
from typing import NamedTuple

from analysis.language import is_english
from analysis.model import Model, Read
from analysis.model_file import load_model
from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.taxonomy import Taxonomy, load_taxonomy
from analysis.themes import ThemeFound, themes_among

MOST_WORDS_OF_NOTHING = 8
_NOTHING_SAID = re.compile(
    r"(?:n a|na|n|a|nil|x+|not applicable|no answer|did not answer|prefer not to say"
    r"|no (?:further |other )?comments?(?: (?:at this time|thank you|thanks))?"
    r"|nothing (?:else |more |further )?to (?:add|say))"
)


class Reading(NamedTuple):
    """One text, read once for everything that is concluded from it."""

    words: tuple[Word, ...]
    phrases: tuple[ThemeFound, ...]
    read: Read
    is_cut: bool
    """Whether the text went on beyond what was read."""


def read(text: str) -> Reading | None:
    """Read the first `LONGEST_ANALYSED` characters; None where nothing is said, or not in English."""
    return read_with(text, load_model(), load_taxonomy())


def read_with(text: str, model: Model, taxonomy: Taxonomy) -> Reading | None:
    """Read as `read` does, with a model and a taxonomy of one's own."""
    said = text[:LONGEST_ANALYSED]
    return read_words(words_of(said), said, model, taxonomy, is_cut=len(text) > LONGEST_ANALYSED)


def read_words(
    words: tuple[Word, ...], said: str, model: Model, taxonomy: Taxonomy, *, is_cut: bool
) -> Reading | None:
    """Read the words of what was said, found before."""
    plain = [word.text for word in words]
    if not any(letter.isalpha() for word in plain for letter in word):
        return None
    if len(plain) <= MOST_WORDS_OF_NOTHING and _NOTHING_SAID.fullmatch(" ".join(plain)):
        return None
    if not is_english(said, plain):
        return None
    phrases = themes_among(words, taxonomy)
    scores = model.read(words, [taxonomy.themes[found.theme] for found in phrases])
    return Reading(words, phrases, scores, is_cut)
