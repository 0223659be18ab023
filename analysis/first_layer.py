"""What does each word bring to a learnt reader: by itself, with its pieces, with the words before it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.features import beside, pieces
from analysis.normalise import Word

Floats = NDArray[np.float32]

WORDS_KEPT_READY = 20_000
"""Words whose weights are kept added up, ready for the next text: about 8 MB."""


@dataclass(eq=False)
class FirstLayer:
    """The weights of words and pairs, and of pieces: a column per outcome, and one more for length."""

    word_place: Mapping[str, int] = field(repr=False)
    word_weights: Floats = field(repr=False)
    piece_place: Mapping[str, int] = field(repr=False)
    piece_weights: Floats = field(repr=False)

    def __post_init__(self) -> None:
        self._word = lru_cache(maxsize=WORDS_KEPT_READY)(self._weigh)

    def rows_of(self, words: Sequence[Word]) -> Floats:
        """Return what each word brings wherever it stands: its own weights, then those of its pieces."""
        return np.array([self._word(word.text) for word in words])

    def beside(self, words: Sequence[Word]) -> tuple[list[int], list[int]]:
        """Return which known features words bring besides themselves: the place of the word, the feature."""
        places, numbers = [], []
        for place, brought in enumerate(beside(words)):
            for feature in brought:
                if (number := self.word_place.get(feature)) is not None:
                    places.append(place)
                    numbers.append(number)
        return places, numbers

    def _weigh(self, word: str) -> Floats:
        width = self.word_weights.shape[1]
        row = np.zeros(2 * width, dtype=np.float32)
        if (number := self.word_place.get(word)) is not None:
            row[:width] = self.word_weights[number]
        if known := [self.piece_place[piece] for piece in pieces(word) if piece in self.piece_place]:
            row[width:] = self.piece_weights[known].sum(axis=0)
        return row
