"""How does a comment read: for or against, how strongly, how surely, or both at once?"""

from typing import NamedTuple

import numpy as np

from analysis.first_layer import Floats
from analysis.model import Model
from analysis.reading import Reading
from models.vocabulary import Sentiment

WORTH = {
    Sentiment.VERY_POSITIVE: 1.0,
    Sentiment.POSITIVE: 0.5,
    Sentiment.NEUTRAL: 0.0,
    Sentiment.NEGATIVE: -0.5,
    Sentiment.VERY_NEGATIVE: -1.0,
}
"""The score of a comment is what it is worth on average, over the feelings it may express."""

_LABELS = tuple(WORTH)
_WORTHS = np.array(list(WORTH.values()), dtype=np.float32)
_SIDES = np.column_stack([_WORTHS > 0, _WORTHS < 0]).astype(np.float32)

CLEARLY = 0.6
"""A clause is clearly for (or against) when so much of the probability says so."""


class SentimentFound(NamedTuple):
    """A score from -1 (very negative) to 1 (very positive), the likeliest label and how likely it is.

    `is_mixed`: one part of the comment clearly praises and another clearly complains.
    """

    score: float
    label: Sentiment
    confidence: float = 1.0
    is_mixed: bool = False


def feeling_of(reading: Reading, model: Model) -> SentimentFound:
    """Return how a text reads, by the model that it was read with."""
    scores = np.array([reading.read.feelings, reading.read.feelings + model.lean_of_score])
    chances, leant = probabilities(scores)
    chosen = int((scores[0] + model.lean_of_label).argmax())
    return SentimentFound(
        score=max(-1.0, min(1.0, float(leant @ _WORTHS))),
        label=_LABELS[chosen],
        confidence=float(chances[chosen]),
        is_mixed=_is_mixed(reading.read.clause_feelings),
    )


def _is_mixed(clauses: Floats) -> bool:
    if len(clauses) < 2:
        return False
    chances = probabilities(clauses)
    for_and_against = chances @ _SIDES
    return bool((for_and_against.max(axis=0) >= CLEARLY).all())


def probabilities(scores: Floats) -> Floats:
    """Turn each row of scores into probabilities."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
