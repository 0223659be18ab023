"""What the charts share: the months along the bottom, the beads for events, and an empty chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from textwrap import wrap
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from models.vocabulary import Sentiment
from reporting.chart_config import altair_config, palette
from reporting.wording import NEGATIVE, POSITIVE, Event, day, month_label

BEAD_ROW = 24  # px: the height of one row of beads
BEAD_APART = 20  # px: beads nearer than this go on different rows
PHONE_PX = 270  # what a 320 px phone leaves for the drawing itself
MOST_BEAD_ROWS = 3
FEWEST_MONTHS = 6  # a chart of one month is not one enormous bar

Chart = alt.LayerChart


def narrow(then: str, otherwise: str) -> alt.ExprRef:
    """One chart serves phone and desk: `then` applies while the drawing is narrow."""
    return alt.ExprRef(f"width < {tokens().space.narrow_chart_px} ? {then} : {otherwise}")


@dataclass(frozen=True)
class Months:
    """Consecutive months as places along an axis: the nth is drawn between n and n + 1.

    An event on the 3rd so stands just after its month begins, and before that month's own mark.
    """

    first: date
    count: int
    right: int = 0
    """Pixels that a wide chart leaves free after the last month, for words beside its lines."""

    @classmethod
    def of(cls, months: "pd.Series[Any]") -> "Months":
        first, last = pd.Timestamp(months.min()), pd.Timestamp(months.max())
        return cls(first.date().replace(day=1), _months_between(first.date(), last.date()) + 1)

    def with_those_of(self, other: "Months") -> "Months":
        """These months with the others, and all between them."""
        first = min(self.first, other.first)
        ends = (_months_between(first, one.first) + one.count for one in (self, other))
        return Months(first, max(ends), self.right)

    def place(self, on: date) -> float:
        """Where a day lies on the axis."""
        month = pd.Timestamp(on)
        return _months_between(self.first, month.date()) + (month.day - 1) / month.days_in_month

    @property
    def ends(self) -> float:
        return float(max(self.count, FEWEST_MONTHS))

    def x(self, field: str, *, axis: bool = False) -> alt.X:
        """The horizontal place of `field`; one layer of a chart has `axis`, the month names under it."""
        ends: Any = [0, alt.ExprRef(self._width)]
        scale = alt.Scale(domain=[0, self.ends], range=ends, nice=False, zero=False)
        # Layers share the axis, and one layer that refused it would take it from all of them.
        return alt.X(f"{field}:Q", scale=scale, axis=self._axis() if axis else alt.Undefined)

    def every(self, room_px: int) -> str:
        """An expression: show only every how-manyth month, if each shown needs `room_px`."""
        return f"max(1, ceil({room_px} * {self.ends:g} / {self._width}))"

    @property
    def _width(self) -> str:
        """An expression: how many pixels the months have between them."""
        return f"(width < {tokens().space.narrow_chart_px} ? width : width - {self.right})"

    def _axis(self) -> alt.Axis:
        names = [
            month_label((pd.Timestamp(self.first) + pd.DateOffset(months=at)).date())
            for at in range(self.count)
        ]
        listed = ",".join(f"'{name}'" for name in names)
        # Quarters and half years are easier to read along than every second or fifth month.
        needed = self.every(54)
        step = f"({needed} <= 1 ? 1 : {needed} <= 3 ? 3 : {needed} <= 6 ? 6 : 12)"
        return alt.Axis(
            values=[at + 0.5 for at in range(self.count)],
            tickCount=self.count,  # else Vega drops every other value until few enough are left
            labelExpr=f"floor(datum.value) % {step} == 0 ? [{listed}][floor(datum.value)] : ''",
            labelFlush=False,
            grid=False,
        )


class Bead(NamedTuple):
    """One event on a chart: where along the months, on which row of beads, its number and its words."""

    place: float
    row: int
    number: int
    words: str


def bead_rows(events: Sequence[Event], months: Months) -> list[Bead]:
    """The events that fall within the months; those close together are on rows of their own."""
    inside = sorted(event for event in events if 0 <= months.place(event[0]) <= months.count)
    apart = BEAD_APART * months.ends / PHONE_PX
    last_on_row: list[float] = []
    placed = []
    for on, number, title in inside:
        place = months.place(on)
        free = [row for row, last in enumerate(last_on_row) if place - last >= apart]
        row = free[0] if free else min(len(last_on_row), MOST_BEAD_ROWS - 1)
        last_on_row[row : row + 1] = [place]
        placed.append(Bead(place, row, number, f"{title}, {day(on)}"))
    return placed


def beads(
    placed: list[Bead], months: Months, *, down_to: int, mode: Mode
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """What lies behind the bars and what before them: dotted lines down, and numbered beads on top."""
    if not placed:
        return [], []
    colours, size = palette(mode), tokens().type.chart_small_px
    frame = pd.DataFrame(placed, columns=list(Bead._fields))
    # Pixels from the top, so that every layer may have a vertical scale of its own.
    frame["y"] = [BEAD_ROW // 2 + BEAD_ROW * row for row in frame["row"]]
    at = alt.Y("y:Q", scale=alt.Scale(domain=[0, down_to], range=[0, down_to]), axis=None)
    base = alt.Chart(frame).encode(x=months.x("place"))
    lines = base.mark_rule(strokeDash=[2, 3], color=colours.soft).encode(y=at, y2=alt.datum(down_to))
    return [lines], [
        base.mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            size=330,
            color=colours.marigold,
            stroke=colours.on_marigold,
            strokeWidth=0.8,
        ).encode(y=at, tooltip="words:N", description="words:N"),
        base.mark_text(fontWeight="bold", fontSize=size, color=colours.on_marigold).encode(
            y=at, text="number:N"
        ),
    ]


def sentiment_colours(mode: Mode, names: Mapping[Sentiment, str]) -> alt.Color:
    """The four sentiments that are drawn, in order, with a legend of two columns where it is narrow."""
    drawn = (*NEGATIVE, *POSITIVE)
    colours = palette(mode)
    scale = alt.Scale(
        domain=[names[sentiment] for sentiment in drawn],
        range=[colours.sentiment[sentiment] for sentiment in drawn],
    )
    legend = alt.Legend(columns=narrow("2", "4"), symbolType="square")
    return alt.Color("sentiment:N", scale=scale, legend=legend)


def dressed(
    layers: Sequence[alt.Chart],
    *,
    mode: Mode,
    height: int,
    description: str,
    title: str = "",
    has_own_x: bool = False,
) -> Chart:
    """The layers as one chart that fills the width it is given, in our own configuration.

    Each layer has its own scale from top to bottom; with `has_own_x` from left to right as well.
    """
    scales = alt.ScaleResolveMap(x="independent" if has_own_x else alt.Undefined, y="independent")
    chart = alt.LayerChart(
        resolve=alt.Resolve(scale=scales),
        width="container",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=description,
        config=alt.Config(**altair_config(mode)),
        title=title or alt.Undefined,
    )
    # A layer without rows would be an unnamed picture to a screen reader. And layers that a chart is made
    # with are copied whole, several times over: they are put in afterwards.
    chart.layer = [layer for layer in layers if _has_rows(layer.data)]
    return chart


def _has_rows(data: pd.DataFrame | alt.InlineData) -> bool:
    return bool(len(data if isinstance(data, pd.DataFrame) else data["values"]))


ON_A_PHONE, LINE_PX = 42, 18
"""So many letters to a line have room on a narrow screen."""


def nothing(words: str, mode: Mode) -> Chart:
    """A chart with nothing to draw says so, in the place where it would have been."""
    lines = wrap(words, ON_A_PHONE)
    text = (
        alt.Chart(pd.DataFrame({"words": ["\n".join(lines)]}))
        .mark_text(align="left", baseline="top", color=palette(mode).soft, lineBreak="\n", lineHeight=LINE_PX)
        .encode(x=alt.value(0), y=alt.value(8), text="words:N")
    )
    return dressed([text], mode=mode, height=8 + LINE_PX * len(lines), description=words)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def spans(lengths: Sequence[float]) -> list[tuple[float, float]]:
    """Where each of several lengths laid end to end begins and ends.

    >>> spans([2, 3])
    [(0.0, 2.0), (2.0, 5.0)]
    """
    edges = [0.0]
    for length in lengths:
        edges.append(edges[-1] + length)
    return list(pairwise(edges))
