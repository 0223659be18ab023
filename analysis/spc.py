"""Which points of a series differ by more than chance? The limits and rules of Making Data Count.

An XmR chart: the mean of the points, and limits at 2.66 times the mean of the moving ranges on either side.
Everything is reckoned in fractions, so that a point on a line is on it. The rules are the same for a chart
whose limits differ from point to point: see `analysis.p_chart`.

Source: NHS England, Making Data Count; in code, NHSRplotthedots of the NHS-R community, whose rules for a
shift and for a trend ask for seven points.
"""

from collections.abc import Callable, Iterator, Sequence
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
    """What chance alone would leave points between, and how many points say so.

    None say so (0) where they are shares of which every one was nought, or every one was all.
    """

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
    return Limits(_mean(exact), REACH * usual_range(ranges, screen=screen), len(exact))


def read_series(
    values: Sequence[Number], *, steps: Sequence[int] = (), frozen: int | None = None, screen: bool = False
) -> tuple[Point, ...]:
    """Each point of a series in order, with its limits and the rule that it breaks.

    `steps` are the places, counted from 0, from which limits are made anew; no rule looks across one.
    `frozen` makes them from so many first points, for all that follow; a rule looks at either side by itself.
    Raises ValueError for both at once, and for a step or a number of points that the series does not have.
    """
    points = read_with_gaps(values, steps=steps, frozen=frozen, screen=screen)
    return tuple(point for point in points if point)


def read_with_gaps(
    values: Sequence[Number | None],
    *,
    steps: Sequence[int] = (),
    frozen: int | None = None,
    screen: bool = False,
) -> tuple[Point | None, ...]:
    """As `read_series`, of a series in which None stands where there was nobody: no rule looks across it.

    A gap is no point. The range between the points on either side of it counts among the moving ranges.
    """
    exact = [None if value is None else Fraction(value) for value in values]

    def limits_from(base: Sequence[int]) -> Callable[[int], Limits]:
        limits = limits_of([value for at in base if (value := exact[at]) is not None], screen=screen)
        return lambda _: limits

    return read_chart(exact, limits_from, steps=steps, frozen=frozen)


def read_chart(
    values: Sequence[Fraction | None],
    limits_from: Callable[[Sequence[int]], Callable[[int], Limits]],
    *,
    steps: Sequence[int] = (),
    frozen: int | None = None,
) -> tuple[Point | None, ...]:
    """Each point of a chart whose limits may differ from point to point; None where there is a gap.

    `limits_from` makes limits from the points at these places, and returns those of any place.
    """
    if frozen is not None and (steps or not 0 < frozen <= len(values)):
        raise ValueError("frozen limits are made from some of the first points of a series without steps")
    starts = [0, *steps]
    if any(earlier >= later for earlier, later in pairwise([*starts, len(values)])) and len(values):
        raise ValueError("steps are places in the series, in order")
    points: list[Point | None] = [None] * len(values)
    for start, end in pairwise([*starts, len(values)]):
        there = [at for at in range(start, end) if values[at] is not None]
        base = [at for at in there if frozen is None or at < frozen]
        if not base:
            continue
        limits = limits_from(base)
        for stretch in _unbroken(there, frozen):
            told = [(value, limits(at)) for at in stretch if (value := values[at]) is not None]
            points[stretch[0] : stretch[-1] + 1] = _read(told)
    return tuple(points)


def usual_range(ranges: Sequence[Fraction], *, screen: bool) -> Fraction:
    """The mean of the moving ranges; screening then leaves out those that are far above it, once."""
    usual = _mean(ranges)
    if screen and usual:
        usual = _mean([one for one in ranges if one < TOO_FAR * usual])
    return usual


def _unbroken(places: Sequence[int], frozen: int | None) -> Iterator[list[int]]:
    """The places in order, in stretches without a gap; what follows frozen limits is a stretch of its own."""
    stretch: list[int] = []
    for place in places:
        if stretch and (place != stretch[-1] + 1 or place == frozen):
            yield stretch
            stretch = []
        stretch.append(place)
    if stretch:
        yield stretch


def _read(told: Sequence[tuple[Fraction, Limits]]) -> Iterator[Point]:
    """The points of an unbroken stretch, each beside its own limits."""
    values = [value for value, _ in told]
    sides = [_sign(value - limits.mean) for value, limits in told]
    is_out = [abs(value - limits.mean) > limits.reach for value, limits in told]
    is_near = [
        not out and abs(value - limits.mean) > limits.reach * NEAR
        for (value, limits), out in zip(told, is_out, strict=True)
    ]
    goes = _runs([0, *(_sign(later - earlier) for earlier, later in pairwise(values))], RUN - 1)
    trends = [now or _next(goes, place) for place, now in enumerate(goes)]
    shifts = _runs(sides, RUN)
    for place, (value, limits) in enumerate(told):
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
