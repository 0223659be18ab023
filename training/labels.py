"""What do the labels of all comments say, as arrays, and how much does each of them count?"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.feeling import WORTH
from training.fit import Floats, softmax
from training.labelled import WRITTEN_FOR_TRAINING, Labelled

FEELINGS = tuple(WORTH)

HELD_TO = np.array([[0.1, 0.1, 1, 0.1, 0.1], [1, 1, 0.15, 0.02, 0.02], [0.02, 0.02, 0.15, 1, 1]])
"""What is left of each feeling where people gave a criticality of nought, above it, and below it (at -1)."""

SURER = 1.5
"""How much surer the teacher is taken to be than it says, because a cautious model says too little."""


class Labels(NamedTuple):
    """The labels of all comments as arrays; where a comment has none, its row in `has_` is False."""

    feelings: Floats
    has_feeling: NDArray[np.bool_]
    criticality: Floats
    has_criticality: NDArray[np.bool_]
    themes: Floats
    has_themes: NDArray[np.bool_]
    is_written: NDArray[np.bool_]

    def of(self, rows: NDArray[np.bool_]) -> "Labels":
        """Return the labels of the comments that `rows` marks."""
        return Labels(
            self.feelings[rows],
            self.has_feeling[rows],
            self.criticality[rows],
            self.has_criticality[rows],
            self.themes[rows],
            self.has_themes[rows],
            self.is_written[rows],
        )


def labels_of(rows: Sequence[Labelled], names: Sequence[str]) -> Labels:
    """Lay out the labels of `rows`; `names` are the columns of the themes."""
    return Labels(
        feelings=np.array(
            [[row.feeling is feeling for feeling in FEELINGS] for row in rows], dtype=np.float32
        ),
        has_feeling=np.array([row.feeling is not None for row in rows]),
        criticality=np.array([row.criticality or 0 for row in rows], dtype=np.float32),
        has_criticality=np.array([row.criticality is not None for row in rows]),
        themes=np.array([[name in (row.themes or ()) for name in names] for row in rows], dtype=np.float32),
        has_themes=np.array([row.themes is not None for row in rows]),
        is_written=np.array([row.source == WRITTEN_FOR_TRAINING for row in rows]),
    )


def feeling_weight(labels: Labels, balance: float, written: float) -> Floats:
    """Weigh comments so that rare feelings count for more: 0 leaves all equal, 1 makes feelings equal.

    A comment written for training counts `written` times as much as one that somebody sent in.
    """
    count = labels.feelings[labels.has_feeling].sum(axis=0) + 1
    weight = (count.sum() / count / len(count)) ** balance
    rows = (labels.feelings * weight).sum(axis=1) * labels.has_feeling
    counted: Floats = (rows * np.where(labels.is_written, written, 1)).astype(np.float32)
    return counted


def theme_weight(labels: Labels, balance: float, written: float) -> Floats:
    """Weigh themes so that rare ones count for more: 0 leaves all equal. `written` is as above."""
    count = labels.themes[labels.has_themes].sum(axis=0) + 1
    more = (labels.has_themes.sum() / count) ** balance
    weight = (1 + (more - 1) * labels.themes) * labels.has_themes[:, None]
    counted: Floats = (weight * np.where(labels.is_written, written, 1)[:, None]).astype(np.float32)
    return counted


def taught(
    feelings: Floats, weight: Floats, leanings: Floats, labels: Labels, each_counts: float
) -> tuple[Floats, Floats]:
    """Give comments that only have a criticality the teacher's feelings, held to the sign of it.

    `leanings` are the teacher's. Returns the feelings and weights of all comments, filled in.
    """
    only = labels.has_criticality & ~labels.has_feeling
    sign = np.sign(labels.criticality[only]).astype(int)
    read = softmax(SURER * leanings[only]) * HELD_TO[sign]
    feelings, weight = feelings.copy(), weight.copy()
    feelings[only] = read / read.sum(axis=1, keepdims=True)
    weight[only] = each_counts
    return feelings, weight
