"""Where everything on a control chart lies: across in months, down in pixels, values on their own scale."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from analysis.follow import Span
from analysis.measures import Kind
from analysis.spc import Footing
from reporting.chart_pieces import BEAD_ROW, Bead, bead_rows
from reporting.spc_shown import Shown
from reporting.spc_wording import middle_of

PLOT_PX, PEOPLE_PX, NUMBER_PX, GAP_PX = 220, 34, 16, 12
LABEL_APART = 15
LEGEND_PX = 62  # three rows of it, between the plot and what is above
WINTER_MONTHS = 3


class Piece(NamedTuple):
    """From where to where one thing is drawn, and between which values."""

    left: float
    right: float
    low: float
    high: float


class Places:
    """The places of one chart; `bars_top` is where the bars of people may begin.

    So many px are left free `above` the plot, under the beads, for something else along the same months and
    for the legend, which else is on top of all.
    """

    def __init__(self, shown: Shown, *, above: int = 0) -> None:
        self.shown, self.months = shown, shown.months
        events = [(one.on, number, one.name) for number, one in enumerate(shown.events, start=1)]
        self.beads: list[Bead] = bead_rows(events, shown.months)
        self.has_bars = shown.measure.kind is not Kind.COUNT
        beads = BEAD_ROW * max((bead.row + 1 for bead in self.beads), default=0)
        self.top = beads + NUMBER_PX + above
        self.legend: dict[str, Any] = (
            {"orient": "none", "legendX": 0, "legendY": self.top - LEGEND_PX} if above else {}
        )
        self.bottom = self.top + PLOT_PX
        self.bars_top = self.bottom + GAP_PX + NUMBER_PX
        self.height = self.bars_top + PEOPLE_PX if self.has_bars else self.bottom
        self.low, self.high, self.step = self._domain()
        self.scale = alt.Scale(
            domain=[self.low, self.high], range=[self.bottom, self.top], nice=False, zero=False
        )

    def y(self, field: str, axis: alt.Axis | None = None) -> alt.Y:
        """The height of a value."""
        return alt.Y(f"{field}:Q", scale=self.scale, axis=axis)

    @property
    def ticks(self) -> list[float]:
        """The values that have a hairline."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(count + 1)]

    def px(self, value: float) -> float:
        """How far down a value lies; what is off the scale, at its edge."""
        inside = min(max(value, self.low), self.high)
        return self.bottom - (inside - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def left(self, span: Span) -> float:
        return self.months.place(span.start)

    def right(self, span: Span) -> float:
        return self.left(span) + self.shown.every.months

    def middle(self, span: Span) -> float:
        return (self.left(span) + self.right(span)) / 2

    def is_after(self, span: Span) -> bool:
        """Whether a point is held against what came before it."""
        frozen = self.shown.frozen_from
        return frozen is not None and span.start >= frozen

    def is_run(self, span: Span) -> bool:
        """Whether a point has no limits yet."""
        return span.footing is Footing.RUN_CHART

    def limits(self, span: Span) -> tuple[float, float] | None:
        """The lower and the upper limit of a point; None where there are none."""
        if span.point is None or self.is_run(span):
            return None
        return float(span.point.limits.lower), float(span.point.limits.upper)

    def is_drawn(self, value: float) -> bool:
        """Whether a limit is one that a figure could reach: no share is under nought or over all."""
        return 0 < value < (1 if self.shown.measure.is_share else float("inf"))

    def average(self, span: Span) -> float | None:
        """What a point is held against: the average, or the middle value while there are no limits."""
        if span.point is None:
            return None
        if not self.is_run(span):
            return float(span.point.limits.mean)
        return middle_of([one for one in self.shown.followed.told if one.stretch == span.stretch])

    def winters(self) -> pd.DataFrame:
        """Columns `left`, `right`, `middle`: December to February, as far as it lies in the months shown."""
        december = 12 - self.months.first.month - 12
        starts = range(december, self.months.count, 12)
        edges = [(max(0, one), min(self.months.count, one + WINTER_MONTHS)) for one in starts]
        rows = [(left, right, (left + right) / 2) for left, right in edges if left < right]
        return pd.DataFrame(rows, columns=["left", "right", "middle"])

    def pieces(self, values: Callable[[Span], Sequence[float] | None]) -> list[Piece]:
        """What stays the same from point to point is one piece.

        `values` gives one value or two of a point, cut at the edges of the scale; None draws nothing.
        """
        found: list[Piece] = []
        for span in self.shown.spans:
            if not (said := values(span)):
                continue
            low, high = (min(max(one, self.low), self.high) for one in (said[0], said[-1]))
            left, right = self.left(span), self.right(span)
            if found and found[-1][1:] == (left, low, high):
                left = found.pop().left
            found.append(Piece(left, right, low, high))
        return found

    def _domain(self) -> tuple[float, float, float]:
        """The lowest and the highest value drawn, and from which to which a hairline: whole steps."""
        is_share = self.shown.measure.is_share
        most = 1.0 if is_share else float("inf")
        told = [value for one in self.shown.told if (value := one.value) is not None]
        lines = [value for one in self.shown.told for value in self.limits(one) or ()]
        low = max(0.0, min(told + lines))
        high = min(most, max(told + lines))
        step = _step(max(high - low, 0.2 if is_share else 4))
        bottom = floor(low / step + 1e-9) * step
        return bottom, max(ceil(high / step - 1e-9) * step, bottom + step), step


def apart(heights: Sequence[float]) -> list[float]:
    """Labels at these heights, in px, moved so that none lies on another; the first stays where it is.

    >>> apart([100, 95, 160])
    [100, 85, 160]
    """
    placed = [heights[0]]
    for height in heights[1:]:
        upwards = height < heights[0]
        near = [one for one in placed if abs(one - height) < LABEL_APART]
        for one in near:
            height = one - LABEL_APART if upwards else one + LABEL_APART
        placed.append(height)
    return placed


def starts_of_limits(places: Places) -> list[float]:
    """Where limits begin anew, or where what came before begins to be held up, in the months shown."""
    return [
        places.left(later)
        for earlier, later in pairwise(places.shown.spans)
        if later.stretch != earlier.stretch or later.start == places.shown.frozen_from
    ]


def stepped(pieces: Sequence[Piece]) -> pd.DataFrame:
    """Pieces as the corners of lines: columns `x`, `y`, `at` (in order) and `unbroken`, one number a line."""
    rows: list[tuple[float, float, int, int]] = []
    unbroken = 0
    for left, right, low, _ in pieces:
        unbroken += bool(rows) and rows[-1][0] != left
        rows += [(left, low, unbroken, len(rows)), (right, low, unbroken, len(rows) + 1)]
    return pd.DataFrame(rows, columns=["x", "y", "unbroken", "at"])


def _step(reach: float) -> float:
    """A round step, of which 3 to 7 make up the reach.

    >>> [_step(one) for one in (0.2, 0.6, 9, 140)]
    [0.05, 0.1, 2.0, 20.0]
    """
    rough = reach / 7
    size = 10 ** floor(log10(rough))
    return float(next(size * one for one in (1, 2, 5, 10) if size * one >= rough * 0.999))
