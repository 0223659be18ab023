"""How far do two people who read the same comments agree, beyond what chance alone would give?

Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", 1960. Its standard error for an
interval: J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and weighted
kappa", 1969. The interval is kappa less and plus 1.96 of them, held between -1 and 1.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple, TypeVar

from models.vocabulary import Sentiment

FEWEST_PAIRS = 30
"""Under so many comments read twice, kappa says more about chance than about the readers."""

_SIDES = {Sentiment.VERY_NEGATIVE: -1, Sentiment.NEGATIVE: -1, Sentiment.NEUTRAL: 0}

Answer = TypeVar("Answer", bound=Hashable)


class Agreement(NamedTuple):
    """How far two readers agreed: on `alike` of `pairs` comments, and by kappa with its 95% interval.

    `kappa` is None where both gave one and the same answer throughout: there was nothing to agree on.
    """

    pairs: int
    alike: int
    kappa: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_too_few(self) -> bool:
        return self.pairs < FEWEST_PAIRS


def agreement(pairs: Iterable[tuple[Answer, Answer]]) -> Agreement:
    """Compare what the first reader said of each comment with what the second said."""
    counted = Counter(pairs)
    of = sum(counted.values())
    alike = sum(count for (one, other), count in counted.items() if one == other)
    first, second = Counter[Answer](), Counter[Answer]()
    for (one, other), count in counted.items():
        first[one] += count
        second[other] += count
    by_chance = sum(first[answer] * second[answer] for answer in first) / of**2 if of else 1.0
    if by_chance == 1.0:
        return Agreement(of, alike, None)
    kappa = (alike / of - by_chance) / (1 - by_chance)
    spread = 0.0
    for (one, other), count in counted.items():
        if one == other:
            spread += count / of * (1 - (first[one] + second[one]) / of * (1 - kappa)) ** 2
        else:
            spread += count / of * ((second[one] + first[other]) / of * (1 - kappa)) ** 2
    spread -= (kappa - by_chance * (1 - kappa)) ** 2
    error = 1.96 * sqrt(max(spread, 0.0) / of) / (1 - by_chance)
    return Agreement(of, alike, kappa, max(kappa - error, -1.0), min(kappa + error, 1.0))


def agreement_on_theme(theme: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Agreement:
    """Compare which comments each reader gave one theme."""
    return agreement((theme in one, theme in other) for one, other in pairs)


def side_of(sentiment: Sentiment) -> int:
    """Whether a comment reads badly (-1), neither or both (0), or well (1)."""
    return _SIDES.get(sentiment, 1)
