"""Which points of a series differ by more than chance? The limits and rules of Making Data Count.

An XmR chart: the mean of the points, and limits at 2.66 times the mean of the moving ranges on either side.
Everything is reckoned in fractions, so that a point on a line is on it.

Source: NHS England, Making Data Count; in code, NHSRplotthedots of the NHS-R community, whose rules for a
shift and for a trend ask for seven points.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

REACH = Fraction("2.66")
"""3 / 1.128: from a mean moving range to three standard deviations."""
NEAR = Fraction(2, 3)
TOO_FAR = Fraction("3.267")
"""Screening leaves out a moving range of this many times their mean, or more."""
RUN = 7
FEWEST, FIRM = 7, 12

Number = int | float | Decimal | Fraction


class Signal(StrEnum):
    """The rule by which a point differs by more than chance. The first that applies is the one shown."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_IN_THREE = "two_in_three"
    SHIFT = "shift"


class Direction(StrEnum):
    """Which way such a point differs: of a trend where it goes, of the others the side of the mean."""

    ABOVE = "above"
    BELOW = "below"
    INCREASING = "increasing"
    DECREASING = "decreasing"


class Footing(StrEnum):
    """How far limits can be relied on: under 7 points there are none, under 12 they are on trial."""

    RUN_CHART = "run_chart"
    TRIAL = "trial"
    FIRM = "firm"


class Limits(NamedTuple):
    """What chance alone would leave points between, and how many points say so."""

    mean: Fraction
    reach: Fraction
    points: int

    @property
    def upper(self) -> Fraction:
        return self.mean + self.reach

    @property
    def lower(self) -> Fraction:
        """May be less than nothing: only its drawing is cut at 0."""
        return self.mean - self.reach

    @property
    def footing(self) -> Footing:
        if self.points < FEWEST:
            return Footing.RUN_CHART
        return Footing.TRIAL if self.points < FIRM else Footing.FIRM


class Point(NamedTuple):
    """One point, its limits, and the rule that it breaks, if it does."""

    value: Fraction
    limits: Limits
    signal: Signal | None = None
    direction: Direction | None = None


def limits_of(values: Sequence[Number], *, screen: bool = False) -> Limits:
    """The limits that these points make. Screening leaves the mean as it is.

    >>> told = limits_of([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], screen=True)
    >>> [round(float(line), 2) for line in (told.upper, told.mean, told.lower)]
    [4.6, 1.94, -0.72]

    Raises ValueError for no points.
    """
    exact = [Fraction(value) for value in values]
    if not exact:
        raise ValueError("limits need at least one point")
    ranges = [abs(later - earlier) for earlier, later in pairwise(exact)]
    usual = _mean(ranges)
    if screen and usual:
        usual = _mean([one for one in ranges if one < TOO_FAR * usual])
    return Limits(_mean(exact), REACH * usual, len(exact))


def read_series(
    values: Sequence[Number], *, steps: Sequence[int] = (), frozen: int | None = None, screen: bool = False
) -> tuple[Point, ...]:
    """Each point of a series in order, with its limits and the rule that it breaks.

    `steps` are the places, counted from 0, from which limits are made anew; no rule looks across one.
    `frozen` makes them from so many first points, for all that follow. Raises ValueError for both at once,
    and for a step or a number of points that the series does not have.
    """
    if frozen is not None and (steps or not 0 < frozen <= len(values)):
        raise ValueError("frozen limits are made from some of the first points of a series without steps")
    starts = [0, *steps]
    if any(earlier >= later for earlier, later in pairwise([*starts, len(values)])) and len(values):
        raise ValueError("steps are places in the series, in order")
    return tuple(
        point
        for start, end in pairwise([*starts, len(values)])
        for point in _read([Fraction(value) for value in values[start:end]], frozen=frozen, screen=screen)
    )


def _read(values: list[Fraction], *, frozen: int | None, screen: bool) -> Iterator[Point]:
    if not values:
        return
    limits = limits_of(values[:frozen], screen=screen)
    sides = [_sign(value - limits.mean) for value in values]
    is_out = [abs(value - limits.mean) > limits.reach for value in values]
    is_near = [
        not out and abs(value - limits.mean) > limits.reach * NEAR
        for value, out in zip(values, is_out, strict=True)
    ]
    goes = _runs([0, *(_sign(later - earlier) for earlier, later in pairwise(values))], RUN - 1)
    trends = [now or _next(goes, place) for place, now in enumerate(goes)]
    shifts = _runs(sides, RUN)
    for place, value in enumerate(values):
        if is_out[place]:
            yield Point(value, limits, Signal.OUTSIDE, _side(sides[place]))
        elif trends[place]:
            going = Direction.INCREASING if trends[place] > 0 else Direction.DECREASING
            yield Point(value, limits, Signal.TREND, going)
        elif is_near[place] and _is_two_in_three(place, is_near, sides):
            yield Point(value, limits, Signal.TWO_IN_THREE, _side(sides[place]))
        elif shifts[place]:
            yield Point(value, limits, Signal.SHIFT, _side(sides[place]))
        else:
            yield Point(value, limits)


def _runs(signs: Sequence[int], length: int) -> list[int]:
    """The sign of each place that stands in a run of one sign, at least so long; 0 elsewhere."""
    found = [0] * len(signs)
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or signs[end] != signs[start]:
            if end - start >= length:
                found[start:end] = [signs[start]] * (end - start)
            start = end
    return found


def _next(goes: Sequence[int], place: int) -> int:
    """A trend begins at the point before its first step."""
    return goes[place + 1] if place + 1 < len(goes) else 0


def _is_two_in_three(place: int, is_near: Sequence[bool], sides: Sequence[int]) -> bool:
    """Whether one of the threes that a point is in has two near a limit, and all on one side of the mean."""
    threes = (slice(start, start + 3) for start in range(max(0, place - 2), min(place, len(sides) - 3) + 1))
    return any(sum(is_near[three]) >= 2 and abs(sum(sides[three])) == 3 for three in threes)


def _side(sign: int) -> Direction:
    return Direction.ABOVE if sign > 0 else Direction.BELOW


def _sign(difference: Fraction) -> int:
    return (difference > 0) - (difference < 0)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else Fraction(0)
