"""Which services does a text join, from where to where, and what does it say of the joins?"""

from typing import NamedTuple

from analysis.moves import Move, moves_in
from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.services import ServiceFound, ServiceNames, mentions_in
from analysis.taxonomy import load_taxonomy
from analysis.themes import ThemeFound, themes_among

GROUP = "joins"
"""The themes of this group are the vocabulary of what goes wrong, and well, at a join."""


class JoinsFound(NamedTuple):
    """What a text says of joins: services and moves in the order of the text, themes in the taxonomy's."""

    services: tuple[ServiceFound, ...]
    moves: tuple[Move, ...]
    themes: tuple[ThemeFound, ...]


def find_joins(text: str, named: ServiceNames) -> JoinsFound:
    """Return the joins in the first `LONGEST_ANALYSED` characters of a text."""
    words = words_of(text[:LONGEST_ANALYSED])
    return joins_in(words, themes_among(words, load_taxonomy()), named)


def joins_in(words: tuple[Word, ...], phrases: tuple[ThemeFound, ...], named: ServiceNames) -> JoinsFound:
    """Return the joins in a text that was read before: its words, and the themes its phrases speak for."""
    mentions = mentions_in(words, named)
    themes = load_taxonomy().themes
    return JoinsFound(
        services=tuple(mention.found for mention in mentions),
        moves=moves_in(words, mentions),
        themes=tuple(found for found in phrases if themes[found.theme].group == GROUP),
    )
