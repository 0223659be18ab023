"""Which themes does a text speak of, and which of its words say so?"""

from functools import lru_cache
from typing import NamedTuple

from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.phrases import LONGEST_GAP, Tree, lay_out, spoken_for
from analysis.spotted import Span
from analysis.taxonomy import Taxonomy

__all__ = ["LONGEST_ANALYSED", "LONGEST_GAP", "Span", "ThemeFound", "find_themes"]


class ThemeFound(NamedTuple):
    """A theme's id, and the parts of the text that spoke for it: in order, none overlapping."""

    theme: str
    spans: tuple[Span, ...]


def find_themes(text: str, taxonomy: Taxonomy) -> tuple[ThemeFound, ...]:
    """Return the themes found in the first `LONGEST_ANALYSED` characters, in the taxonomy's order."""
    return themes_among(words_of(text[:LONGEST_ANALYSED]), taxonomy)


def themes_among(words: tuple[Word, ...], taxonomy: Taxonomy) -> tuple[ThemeFound, ...]:
    """Return the themes that the phrases in `words` speak for, in the taxonomy's order."""
    found = spoken_for(words, _tree(taxonomy))
    return tuple(ThemeFound(theme, found[theme]) for theme in taxonomy.themes if theme in found)


@lru_cache(maxsize=4)
def _tree(taxonomy: Taxonomy) -> Tree:
    return lay_out(taxonomy.themes.values())
