"""How did one measure go over time: its points, month by month or quarter by quarter, and their limits?"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures import Better, Kind, Measure
from analysis.p_chart import read_shares
from analysis.spc import FEWEST, Direction, Footing, Point, read_with_gaps

FEW = 10
"""With fewer people than this in the middle month, quarters are shown; a mean over fewer is no point."""


class Every(StrEnum):
    """How long a period is that one point stands for."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        return 3 if self is Every.QUARTER else 1


class Variation(StrEnum):
    """How a point reads against its own past."""

    BETTER = "better"
    WORSE = "worse"
    USUAL = "usual"
    UNUSUAL = "unusual"
    """More than chance, of something that is neither good nor bad."""


UPWARDS = (Direction.ABOVE, Direction.INCREASING)


class Span(NamedTuple):
    """A month or quarter, by its first day. `point` is None where nobody told us, or too few for a mean.

    `stretch` counts the limits' new beginnings before it: points of one stretch share their limits.
    """

    start: date
    part: float
    whole: int
    point: Point | None
    stretch: int

    @property
    def value(self) -> float | None:
        return float(self.point.value) if self.point else None

    @property
    def footing(self) -> Footing:
        return self.point.limits.footing if self.point else Footing.RUN_CHART

    @property
    def is_marked(self) -> bool:
        """Whether its point differs by more than chance, by limits that there are."""
        return bool(self.point and self.point.signal and self.footing is not Footing.RUN_CHART)

    @property
    def is_high(self) -> bool:
        """Of a marked point: whether it lies above, or goes up. A rise that ends below the mean goes up."""
        return bool(self.point and self.point.direction in UPWARDS)

    def variation(self, better: Better | None) -> Variation:
        """Of something whose good side is `better`."""
        if not self.is_marked:
            return Variation.USUAL
        if better is None:
            return Variation.UNUSUAL
        return Variation.BETTER if self.is_high is (better == "high") else Variation.WORSE


class Followed(NamedTuple):
    """All periods, the oldest first.

    `used` are the decisions that these limits follow: their months, and the places they take effect at.
    """

    measure: Measure
    every: Every
    spans: tuple[Span, ...]
    frozen_from: int | None
    used: Mapping[date, int]

    @property
    def told(self) -> tuple[Span, ...]:
        """Those that have a point."""
        return tuple(one for one in self.spans if one.point)


def follow(
    months: pd.DataFrame,
    measure: Measure,
    *,
    every: Every | None = None,
    steps: Sequence[date] = (),
    frozen: date | None = None,
    screen: bool = False,
) -> Followed:
    """`months` is as `measures.monthly` has it. Without `every` the number of people decides.

    A decision counts from the period that its month is in. One with fewer than 7 points before it is passed
    over, and so is a step beside frozen limits.
    """
    every = every or usual_length(months, measure)
    periods = quarters(months, measure) if every is Every.QUARTER else months
    starts = [one.date() for one in periods["month"]]
    parts, wholes = periods["part"].tolist(), periods["whole"].tolist()
    has_point = [_has_point(measure, whole) for whole in wholes]
    ends = [_month_number(start) + every.months - 1 for start in starts]
    fixed = _place(frozen, ends, has_point, after=0) if frozen else None
    used = {} if frozen is None or fixed is None else {frozen: fixed}
    places: list[int] = []
    for month in sorted(steps) if fixed is None else ():
        if (place := _place(month, ends, has_point, after=max(places, default=0))) is not None:
            places.append(place)
            used[month] = place
    points = _points(measure, parts, wholes, steps=places, frozen=fixed, screen=screen)
    return Followed(
        measure,
        every,
        tuple(
            Span(start, part, whole, point, sum(step <= at for step in places))
            for at, (start, part, whole, point) in enumerate(zip(starts, parts, wholes, points, strict=True))
        ),
        fixed,
        used,
    )


def usual_length(months: pd.DataFrame, measure: Measure) -> Every:
    """Quarters where a month is usually of fewer than 10 people; a count of people is by the month."""
    asked = [whole for whole in months["whole"] if whole]
    is_few = measure.kind is not Kind.COUNT and asked and median(asked) < FEW
    return Every.QUARTER if is_few else Every.MONTH


def quarters(months: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The same by quarters of the calendar; a count only of those whose three months are there."""
    begins = months["month"].to_numpy().astype("datetime64[M]").astype(int) // 3 * 3
    summed = months[["part", "whole"]].groupby(begins).sum()
    if measure.kind is Kind.COUNT:
        summed = (
            summed[np.bincount(begins - begins.min())[summed.index - begins.min()] == 3]
            if len(begins)
            else summed
        )
    starts = pd.to_datetime(summed.index.to_numpy().astype("datetime64[M]"))
    return summed.assign(month=starts).reset_index(drop=True)


def _has_point(measure: Measure, whole: int) -> bool:
    """A mean over few people is one person's story, and no average."""
    match measure.kind:
        case Kind.COUNT:
            return True
        case Kind.SHARE:
            return whole > 0
        case Kind.MEAN:
            return whole >= FEW


def _place(month: date, ends: Sequence[int], has_point: Sequence[bool], *, after: int) -> int | None:
    """Where a decision takes effect, by the periods' last months, so that nothing before it is from later.

    None where it is too near the last one or has nothing to follow it.
    """
    place = next((at for at, end in enumerate(ends) if end >= _month_number(month)), None)
    return None if place is None or sum(has_point[after:place]) < FEWEST else place


def _points(
    measure: Measure,
    parts: Sequence[float],
    wholes: Sequence[int],
    *,
    steps: Sequence[int],
    frozen: int | None,
    screen: bool,
) -> tuple[Point | None, ...]:
    if measure.is_share:
        return read_shares([int(one) for one in parts], wholes, steps=steps, frozen=frozen, screen=screen)
    if measure.kind is Kind.COUNT:
        values: list[Fraction | None] = [Fraction(one) for one in parts]
    else:
        values = [
            Fraction(part) / whole if _has_point(measure, whole) else None
            for part, whole in zip(parts, wholes, strict=True)
        ]
    return read_with_gaps(values, steps=steps, frozen=frozen, screen=screen)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month
