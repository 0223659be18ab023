"""What has the model learnt, and what does it make of the words of one text?

The model has two layers, both linear. The first weighs words, pairs and pieces (`analysis.features`)
and gives each clause, and the whole text, one leaning per outcome. The second reads those of the whole
text, the highest and lowest of its clauses, its length, the themes whose phrases it holds and how many
of those are problems or praise, and gives the final scores. Weights are data: one .npz of numbers and
UTF-8 text, opened with pickles refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from analysis.features import clause_starts
from analysis.first_layer import FirstLayer, Floats
from analysis.normalise import Word
from analysis.taxonomy import Theme, Tone


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
class Model(FirstLayer):
    """A model laid out for reading; weights have a column per outcome, and one more for length."""

    header: Mapping[str, Any]
    bias: Floats
    second: Floats
    second_bias: Floats

    def __post_init__(self) -> None:
        super().__post_init__()
        self.outcomes = len(self.bias)
        self.feelings = len(self.header["feelings"])
        self.lean_of_label = np.array(self.header["lean_of_label"], dtype=np.float32)
        self.lean_of_score = np.array(self.header["lean_of_score"], dtype=np.float32)
        first_phrase = len(self.second) - len(self.header["phrases"])
        self.phrase_place = {theme: place for place, theme in enumerate(self.header["phrases"], first_phrase)}

    def read(self, words: Sequence[Word], phrases: Sequence[Theme]) -> Read:
        """Read the words of one text, in which the themes `phrases` were found by their phrases."""
        starts = clause_starts(words)
        rows = self.rows_of(words)
        places, numbers = self.beside(words)
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
