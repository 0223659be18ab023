"""Which shares of a series differ by more than chance, when each is of another number of people?

A p-chart by Laney: limits at three standard deviations of a share of so many people, times how much more
the shares differ from each other than chance alone would have them (`sigma_z`). Where they differ less, that
is left out and the limits are those of the plain p-chart. The middle is all who said so, of all who answered.

Shares and their middle are exact fractions. A standard deviation is a square root, so limits are floats put
into fractions: the comparisons are exact, the limits good to some 15 figures.

Source: Laney (2002), Quality Engineering 14:531-537; Mohammed, Worthington and Woodall (2008), Qual Saf
Health Care 17:137-145.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import isqrt, sqrt

from analysis.spc import Limits, Point, read_chart, usual_range

SIGMAS = 3
OF_RANGES = Fraction("1.128")
"""A mean moving range is so many standard deviations."""


def read_shares(
    parts: Sequence[int],
    wholes: Sequence[int],
    *,
    steps: Sequence[int] = (),
    frozen: int | None = None,
    screen: bool = False,
) -> tuple[Point | None, ...]:
    """Each share of a series in order, with its own limits and the rule that it breaks.

    Where the whole is nobody there is no share but a gap, and None. For the rest see `analysis.spc`.
    """
    shares = [Fraction(part, whole) if whole else None for part, whole in zip(parts, wholes, strict=True)]

    def limits_from(base: Sequence[int]) -> Callable[[int], Limits]:
        middle = Fraction(sum(parts[at] for at in base), sum(wholes[at] for at in base))
        told = [(share, wholes[at]) for at in base if (share := shares[at]) is not None]
        wider = max(Fraction(1), sigma_z(told, middle, screen=screen))
        points = len(base) if 0 < middle < 1 else 0
        return lambda at: Limits(middle, SIGMAS * wider * _sigma(middle, wholes[at]), points)

    return read_chart(shares, limits_from, steps=steps, frozen=frozen)


def sigma_z(told: Sequence[tuple[Fraction, int]], middle: Fraction, *, screen: bool = False) -> Fraction:
    """How much more these shares of so many people differ than chance has them; 1 is chance alone.

    0 where all are nought or all are one, which says nothing of chance.
    """
    if not 0 < middle < 1:
        return Fraction(0)
    scores = [(share - middle) / _sigma(middle, people) for share, people in told]
    ranges = [abs(later - earlier) for earlier, later in pairwise(scores)]
    return usual_range(ranges, screen=screen) / OF_RANGES


def _sigma(middle: Fraction, people: int) -> Fraction:
    """Exact where the root is a fraction, so that a share on a round limit is on it."""
    variance = middle * (1 - middle) / people
    root = Fraction(isqrt(variance.numerator), isqrt(variance.denominator))
    return root if root * root == variance else Fraction(sqrt(variance))
