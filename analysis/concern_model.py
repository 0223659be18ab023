"""What may be a concern though no phrase says so?

A linear model, learnt from examples (`training.concerns`), weighs the words, pairs and pieces of the whole
text and of every few sentences in a row, and the most worrying of them counts: one sentence is not drowned
by a long story. One outcome says that there is any concern at all, the others of which kind it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.first_layer import FirstLayer, Floats
from analysis.model_file import FOLDER, as_bytes, opened_model, packed_layer, unpacked_layers
from analysis.normalise import Word
from analysis.spotted import Span
from models.vocabulary import ConcernKind

FILE = FOLDER / "concerns.npz"

STRETCHES = (2, 3)
"""Sentences in a row that are weighed together, besides the whole text."""


FEWEST_WORDS = 4
"""A text of fewer hints at nothing: the rules alone read it."""


class KindRead(NamedTuple):
    """A kind of concern, and the sentence that spoke for it most."""

    kind: ConcernKind
    span: Span


@dataclass(eq=False)
class ConcernModel(FirstLayer):
    """A model laid out for reading: the first outcome is any concern, then come the kinds of the header."""

    header: Mapping[str, Any]
    bias: Floats

    def read(self, words: Sequence[Word]) -> tuple[KindRead, ...]:
        """Return the kinds of concern that `words` may speak of, the likeliest always among them; or none."""
        if len(words) < FEWEST_WORDS:
            return ()
        starts = sentence_starts(words)
        sentences = self._sentences(words, starts)
        stretches, at = stretches_of(sentences)
        scores, lengths = self._weighed(stretches)
        best = scores.argmax(axis=0)
        likely = scores.max(axis=0)
        if likely[0] <= self.header["threshold"]:
            return ()
        needed = min(self.header["kind_threshold"], float(likely[1:].max()))
        found = []
        for column, kind in enumerate(self.header["kinds"], 1):
            if likely[column] >= needed:
                first, end = at[best[column]]
                votes = self._votes(sentences[first:end], lengths[best[column]], column)
                loudest = first + int(votes.argmax())
                found.append(KindRead(ConcernKind(kind), _span(words, starts, loudest)))
        return tuple(found)

    def scores(self, words: Sequence[Word]) -> Floats:
        """Return the highest score of each outcome, over the whole text and every stretch of it."""
        if len(words) < FEWEST_WORDS:
            return np.full(len(self.bias), -np.inf, dtype=np.float32)
        stretches, _ = stretches_of(self._sentences(words, sentence_starts(words)))
        highest: Floats = self._weighed(stretches)[0].max(axis=0)
        return highest

    def _sentences(self, words: Sequence[Word], starts: Sequence[int]) -> Floats:
        """Return what the words of each sentence bring, added up."""
        rows = self.rows_of(words)
        places, numbers = self.beside(words)
        np.add.at(rows[:, : self.word_weights.shape[1]], places, self.word_weights[numbers])
        sums: Floats = np.add.reduceat(rows, starts, axis=0)
        return sums

    def _weighed(self, sums: Floats) -> tuple[Floats, Floats]:
        """Return the scores of each stretch, and the lengths of its words and of its pieces."""
        outcomes = len(self.bias)
        lengths: Floats = np.sqrt(np.maximum(sums[:, [outcomes, -1]], np.float32(1e-6)))
        from_words = sums[:, :outcomes] / lengths[:, :1]
        from_pieces = sums[:, outcomes + 1 : -1] / lengths[:, 1:]
        return from_words + from_pieces + self.bias, lengths

    def _votes(self, sentences: Floats, lengths: Floats, column: int) -> Floats:
        """Return how much each sentence of a stretch spoke for an outcome."""
        from_pieces = sentences[:, self.word_weights.shape[1] + column]
        votes: Floats = sentences[:, column] / lengths[0] + from_pieces / lengths[1]
        return votes


@lru_cache(maxsize=1)
def load_concern_model() -> ConcernModel:
    """Return the model that this release carries, read once."""
    return read_concern_model(FILE)


def read_concern_model(file: Path) -> ConcernModel:
    """Read a model. Raises `ModelError` for a file that is not there or is no model of ours."""
    with opened_model(file) as kept:
        return ConcernModel(
            header=json.loads(kept["header"].tobytes()), bias=kept["bias"], **unpacked_layers(kept)
        )


def write_concern_model(file: Path, model: ConcernModel) -> None:
    """Write a model: numbers and UTF-8 text, its header as JSON. The same model gives the same bytes."""
    np.savez_compressed(
        file,
        header=as_bytes(json.dumps(dict(model.header), ensure_ascii=False)),
        bias=model.bias,
        **packed_layer(list(model.word_place), model.word_weights, "word"),
        **packed_layer(list(model.piece_place), model.piece_weights, "piece"),
    )


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """Return where each sentence begins: at the first word, and after a stop."""
    return [place for place, word in enumerate(words) if place == 0 or not word.follows_on]


def stretches_of(sentences: Floats) -> tuple[Floats, list[Span]]:
    """Return the sums of the whole text and of its stretches, and which sentences each is made of."""
    count = len(sentences)
    sums, at = [sentences.sum(axis=0, keepdims=True)], [(0, count)]
    for size in STRETCHES:
        if count > size:
            sums.append(sum(sentences[first : count - size + 1 + first] for first in range(size)))
            at += [(first, first + size) for first in range(count - size + 1)]
    return np.concatenate(sums), at


def _span(words: Sequence[Word], starts: Sequence[int], sentence: int) -> Span:
    end = starts[sentence + 1] if sentence + 1 < len(starts) else len(words)
    return words[starts[sentence]].start, words[end - 1].end
