"""What has the model learnt, and what does it make of the words of one text?

The model has two layers, both linear. The first weighs words, pairs and pieces (`analysis.features`)
and gives each clause, and the whole text, one leaning per outcome. The second reads those of the whole
text, the highest and lowest of its clauses, its length, the themes whose phrases it holds and how many
of those are problems or praise, and gives the final scores. Weights are data: one .npz of numbers and
UTF-8 text, opened with pickles refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.features import beside, clause_starts, pieces
from analysis.normalise import Word
from analysis.taxonomy import Theme, Tone

Floats = NDArray[np.float32]

WORDS_KEPT_READY = 20_000
"""Words whose weights are kept added up, ready for the next text: about 8 MB."""


class Learnt(NamedTuple):
    """What `training` hands over: the header says what each column is; weights have a row per feature."""

    header: Mapping[str, Any]
    words: Sequence[str]
    pieces: Sequence[str]
    word_weights: Floats
    piece_weights: Floats
    bias: Floats
    second: Floats
    second_bias: Floats


class Read(NamedTuple):
    """What the model makes of one text: a score for each feeling and theme, and of each clause's feelings.

    `rows` holds what each word brought, `beside` what words brought besides, at the words `places`.
    """

    feelings: Floats
    themes: Floats
    clause_feelings: Floats
    rows: Floats
    beside: Floats
    places: Sequence[int]
    lengths: Floats

    def votes_for_theme(self, theme: int) -> Floats:
        """Return how much each word, with its pieces, spoke for the theme of this number."""
        column = theme + len(self.feelings)
        from_words = self.rows[:, column].copy()
        np.add.at(from_words, self.places, self.beside[:, column])
        from_pieces = self.rows[:, self.beside.shape[1] + column]
        votes: Floats = from_words / self.lengths[0] + from_pieces / self.lengths[1]
        return votes


@dataclass(eq=False)
class Model:
    """A model laid out for reading; weights have a column per outcome, and one more for length."""

    header: Mapping[str, Any]
    bias: Floats
    second: Floats
    second_bias: Floats
    word_place: Mapping[str, int] = field(repr=False)
    word_weights: Floats
    piece_place: Mapping[str, int] = field(repr=False)
    piece_weights: Floats

    def __post_init__(self) -> None:
        self.outcomes = len(self.bias)
        self.feelings = len(self.header["feelings"])
        self.lean_of_label = np.array(self.header["lean_of_label"], dtype=np.float32)
        self.lean_of_score = np.array(self.header["lean_of_score"], dtype=np.float32)
        first_phrase = len(self.second) - len(self.header["phrases"])
        self.phrase_place = {theme: place for place, theme in enumerate(self.header["phrases"], first_phrase)}
        self._word = lru_cache(maxsize=WORDS_KEPT_READY)(self._weigh)

    def read(self, words: Sequence[Word], phrases: Sequence[Theme]) -> Read:
        """Read the words of one text, in which the themes `phrases` were found by their phrases."""
        starts = clause_starts(words)
        rows = np.array([self._word(word.text) for word in words])
        places, numbers = self._beside(words)
        brought = self.word_weights[numbers]
        sums = np.empty((len(starts) + 1, rows.shape[1]), dtype=np.float32)
        np.add.reduceat(rows, starts, axis=0, out=sums[1:])
        if places:
            clauses = np.searchsorted(starts, places, side="right")
            is_in = np.arange(1, len(sums))[:, None] == clauses
            sums[1:, : self.outcomes + 1] += is_in.astype(np.float32) @ brought
        sums[1:].sum(axis=0, out=sums[0])
        lengths: Floats = np.sqrt(np.maximum(sums[:, [self.outcomes, -1]], np.float32(1e-6)))
        leanings: Floats = (
            sums[:, : self.outcomes] / lengths[:, :1]
            + sums[:, self.outcomes + 1 : -1] / lengths[:, 1:]
            + self.bias
        )
        parts: Floats = leanings[1:]
        tones = [theme.tone for theme in phrases]
        amounts = (len(words), len(starts), tones.count(Tone.PROBLEM), tones.count(Tone.PRAISE))
        sizes = np.log1p(np.array(amounts, dtype=np.float32))
        layer = np.concatenate([leanings[0], parts.max(axis=0), parts.min(axis=0), sizes])
        scores = layer @ self.second[: len(layer)] + self.second_bias
        if known := [self.phrase_place[theme.id] for theme in phrases if theme.id in self.phrase_place]:
            scores += self.second[known].sum(axis=0)
        at = self.feelings
        return Read(scores[:at], scores[at:], parts[:, :at], rows, brought, places, lengths[0])

    def _beside(self, words: Sequence[Word]) -> tuple[list[int], list[int]]:
        """Return which known features words bring besides themselves: the place of the word, the feature."""
        places, numbers = [], []
        for place, brought in enumerate(beside(words)):
            for feature in brought:
                if (number := self.word_place.get(feature)) is not None:
                    places.append(place)
                    numbers.append(number)
        return places, numbers

    def _weigh(self, word: str) -> Floats:
        """Return what a word brings wherever it stands: its own weights, then those of its pieces."""
        width = self.outcomes + 1
        row = np.zeros(2 * width, dtype=np.float32)
        if (number := self.word_place.get(word)) is not None:
            row[:width] = self.word_weights[number]
        if known := [self.piece_place[piece] for piece in pieces(word) if piece in self.piece_place]:
            row[width:] = self.piece_weights[known].sum(axis=0)
        return row
