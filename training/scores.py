"""How good are tags, held against labels that people gave, and how far could chance have moved the figure?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.rates import wilson
from models.vocabulary import Sentiment

Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]

FEELINGS = tuple(Sentiment)
"""Very negative first."""

THREE = np.array([0, 0, 1, 2, 2])
"""Against, neither (or mixed), for."""

FEWEST_FOR_MACRO = 10
"""Comments that a theme must have been given for its F1 to be averaged with the others."""

RESAMPLED = 400
"""Times that comments are drawn again, with replacement, for the interval of a figure (bootstrap)."""


class Measured(NamedTuple):
    """A figure and the range that holds it in 95 of 100 draws."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


class ThemeScore(NamedTuple):
    """How well one theme was found in the `support` comments that people gave it."""

    name: str
    support: int
    precision: Measured | None
    recall: Measured | None
    f1: Measured


@dataclass(frozen=True)
class FeelingScores:
    """How well feelings were read; `confusion` has a row per true feeling, very negative first."""

    comments: int
    macro_five: Measured
    macro_three: Measured
    accuracy_three: Measured
    negatives_found: Measured
    negatives_called_positive: Measured
    confusion: Whole


@dataclass(frozen=True)
class SignScores:
    """How well the sign of the score agrees with the sign of a criticality that people gave."""

    negatives: int
    positives: int
    balanced: Measured
    negatives_found: Measured
    positives_called_negative: Measured


@dataclass(frozen=True)
class ThemeScores:
    """How well themes were found, over comments that have at least one."""

    comments: int
    micro: Measured
    macro: Measured
    exact: Measured
    each: Sequence[ThemeScore]


def score_feelings(pairs: Sequence[tuple[Sentiment, Sentiment]]) -> FeelingScores:
    """Compare the feeling that people gave with the one that was read, of one comment or more."""
    truth, found = np.array([[FEELINGS.index(label) for label in pair] for pair in pairs]).T
    truth3, found3 = THREE[truth], THREE[found]
    against = truth3 == 0
    return FeelingScores(
        comments=len(truth),
        macro_five=resampled(lambda rows: _macro(truth[rows], found[rows], 5), len(truth)),
        macro_three=resampled(lambda rows: _macro(truth3[rows], found3[rows], 3), len(truth)),
        accuracy_three=share(truth3 == found3),
        negatives_found=share(found3[against] == 0),
        negatives_called_positive=share(found3[against] == 2),
        confusion=_confusion(truth, found, 5),
    )


def score_signs(pairs: Sequence[tuple[float, float]]) -> SignScores:
    """Compare the sign of a criticality with that of the score; a criticality of nought is left out."""
    given, found = np.array(pairs).T
    against, for_ = given < 0, given > 0
    return SignScores(
        negatives=int(against.sum()),
        positives=int(for_.sum()),
        balanced=resampled(lambda rows: _balanced(given[rows], found[rows]), len(given)),
        negatives_found=share(found[against] < 0),
        positives_called_negative=share(found[for_] < 0),
    )


def score_themes(pairs: Sequence[tuple[frozenset[str], frozenset[str]]], names: Sequence[str]) -> ThemeScores:
    """Compare the themes that people gave with those found, where they gave at least one."""
    compared = [pair for pair in pairs if pair[0]]
    held = np.array(
        [[[name in themes for name in names] for themes in pair] for pair in compared], dtype=bool
    )
    truth, tagged = held.astype(bool).reshape(-1, 2, len(names)).swapaxes(0, 1)
    rows = len(compared)
    counted = np.flatnonzero(truth.sum(axis=0) >= FEWEST_FOR_MACRO)
    return ThemeScores(
        comments=rows,
        micro=resampled(lambda drawn: _f1(truth[drawn].ravel(), tagged[drawn].ravel()), rows),
        macro=resampled(
            lambda drawn: (
                sum(_f1(truth[drawn, name], tagged[drawn, name]) for name in counted) / max(len(counted), 1)
            ),
            rows,
        ),
        exact=share((truth == tagged).all(axis=1)),
        each=[
            _theme(name, truth[:, at], tagged[:, at]) for at, name in enumerate(names) if truth[:, at].any()
        ],
    )


def share(held: Bools) -> Measured:
    """Return how often something held, with Wilson's interval; nought of nothing is nought to one."""
    if not len(held):
        return Measured(0.0, 0.0, 1.0)
    return Measured(float(held.mean()), *wilson(int(held.sum()), len(held)))


def resampled(figure: Callable[[Whole], float], comments: int) -> Measured:
    """Return a figure of all comments, with the interval of the figure on comments drawn again."""
    chance = np.random.default_rng(1)
    drawn = [figure(chance.integers(0, comments, comments)) for _ in range(RESAMPLED)] if comments else [0.0]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Measured(figure(np.arange(comments)) if comments else 0.0, float(low), float(high))


def _theme(name: str, truth: Bools, tagged: Bools) -> ThemeScore:
    return ThemeScore(
        name=name,
        support=int(truth.sum()),
        precision=share(truth[tagged]) if tagged.any() else None,
        recall=share(tagged[truth]) if truth.any() else None,
        f1=resampled(lambda rows: _f1(truth[rows], tagged[rows]), len(truth)),
    )


def _f1(truth: Bools, found: Bools) -> float:
    named = int(truth.sum()) + int(found.sum())
    return 2 * int((truth & found).sum()) / named if named else 0.0


def _macro(truth: Whole, found: Whole, classes: int) -> float:
    return sum(_f1(truth == label, found == label) for label in range(classes)) / classes


def _balanced(given: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """Return how often the sign is right, critical and favourable comments counting alike."""
    against, for_ = found[given < 0] < 0, found[given > 0] >= 0
    return float(against.sum() / max(len(against), 1) + for_.sum() / max(len(for_), 1)) / 2


def _confusion(truth: Whole, found: Whole, classes: int) -> Whole:
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (truth, found), 1)
    return counts
