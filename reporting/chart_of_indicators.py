"""What a body publishes above, what people say below: along the same months, each with its own scale."""

from datetime import timedelta
from itertools import pairwise
from math import isclose
from typing import Any

import altair as alt
import pandas as pd

from content.days_named import days_named
from content.look.tokens import Mode, tokens
from content.words import words
from models.indicator import IndicatorSeen, Unit
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, Months, dressed, narrow
from reporting.chart_spc import layers_of
from reporting.indicator_words import amount
from reporting.spc_places import LEGEND_PX, NUMBER_PX, Places
from reporting.spc_shown import Shown

THEIRS_PX, BETWEEN_PX, TITLE_PX = 150, 92, 18
WORDS_PX = 90  # beside the last figure of a wide chart
LONGER_THAN_A_MONTH = 31
FEWEST = 3
"""Of fewer figures a line would say nothing: they are given in words."""
FIGURE_PX, VALUE_PX = 62, 30
LABELS = {
    Unit.PERCENT: "datum.label + '%'",
    Unit.PERCENT_CHANGE: "(datum.value > 0 ? '+' : '') + datum.label + '%'",
}


def months_of(indicator: IndicatorSeen) -> Months:
    """The months that the published figures are about."""
    ends = pd.Series(pd.to_datetime([day for one in indicator.figures for day in one.days]))
    months = Months.of(ends)
    return Months(months.first, months.count, right=WORDS_PX)


def they_say_people_say(
    indicator: IndicatorSeen, people: Shown | None, mode: Mode, *, description: str
) -> Chart:
    """Both panels, or the upper one alone. `people` has the months of both along its axis."""
    if people is None:
        top = NUMBER_PX
        layers = _published(indicator, months_of(indicator), top, mode, axis=True)
        height = top + THEIRS_PX
    else:
        above = THEIRS_PX + BETWEEN_PX
        places = Places(people, above=above)
        height = places.height
        layers = [
            *layers_of(places, mode),
            *_published(indicator, places.months, places.top - above, mode),
            *_title_below(people, places.top - LEGEND_PX - TITLE_PX, mode),
        ]
    unit = words(f"indicators.axis.{indicator.unit}")
    title = words("indicators.chart.they", unit=unit)
    return dressed(layers, mode=mode, height=height, title=title, description=description)


def is_drawn(indicator: IndicatorSeen) -> bool:
    """Whether its figures are enough for a panel."""
    return len(indicator.figures) >= FEWEST


def they_say_in_words(indicator: IndicatorSeen, mode: Mode, *, description: str) -> Chart:
    """Each figure as a large number, with its days under it; the earliest first."""
    colours, large = palette(mode), tokens().type.chart_px * 2
    rows = [
        (amount(indicator.unit, one.value or 0), days_named(*one.days), at * FIGURE_PX)
        for at, one in enumerate(indicator.figures)
    ]
    base = alt.Chart(pd.DataFrame(rows, columns=["value", "when", "y"]))
    height = FIGURE_PX * len(rows)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height], nice=False), axis=None)
    layers = [
        base.mark_text(
            align="left", dy=VALUE_PX, fontSize=large, fontWeight="bold", color=colours.ink
        ).encode(x=alt.value(0), y=y, text="value:N"),
        base.mark_text(align="left", dy=VALUE_PX + large, color=colours.soft).encode(
            x=alt.value(0), y=y, text="when:N"
        ),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def figures_drawn(indicator: IndicatorSeen, months: Months) -> pd.DataFrame:
    """A row a figure: `left`, `right`, `middle` along the months, `value`, `words`; `said` of the last.

    Figures whose days follow on each other have the same `unbroken`; `is_long` is one of more than a month.
    """
    figures = indicator.figures
    gaps = [later.since != earlier.until + timedelta(days=1) for earlier, later in pairwise(figures)]
    left = [months.place(one.since) for one in figures]
    right = [months.place(one.until + timedelta(days=1)) for one in figures]
    said = [amount(indicator.unit, one.value or 0) for one in figures]
    return pd.DataFrame(
        {
            "left": left,
            "right": right,
            "middle": [(start + end) / 2 for start, end in zip(left, right, strict=True)],
            "value": [one.value for one in figures],
            "unbroken": [sum(gaps[:at]) for at in range(len(figures))],
            "is_long": [(one.until - one.since).days >= LONGER_THAN_A_MONTH for one in figures],
            "words": [
                words("indicators.chart.figure", when=days_named(*one.days), value=value)
                for one, value in zip(figures, said, strict=True)
            ],
            "said": [*[""] * (len(figures) - 1), said[-1]],
        }
    )


def _published(
    indicator: IndicatorSeen, months: Months, top: int, mode: Mode, *, axis: bool = False
) -> list[alt.Chart]:
    """The published figures: points, a bar along the days of those longer than a month, and lines."""
    colours, frame = palette(mode), figures_drawn(indicator, months)
    low, high = float(frame["value"].min()), float(frame["value"].max())
    if isclose(low, high) or indicator.unit is Unit.PERCENT_CHANGE:
        low, high = min(low, 0), max(high, 0 if low else 1)
    scale = alt.Scale(domain=[low, high], range=[top + THEIRS_PX, top], nice=True, zero=False)
    ticks = alt.Axis(
        tickCount=4,
        grid=True,
        gridColor=colours.line,
        orient="left",
        labelExpr=LABELS.get(indicator.unit, "datum.label"),
    )

    def y(axis: alt.Axis | None = None) -> alt.Y:
        return alt.Y("value:Q", scale=scale, axis=axis)

    base, small = alt.Chart(frame), tokens().type.chart_small_px
    beside: dict[str, Any] = {"align": "left", "dx": 6, "opacity": narrow("0", "1")}
    inside: dict[str, Any] = {"align": "right", "dy": -12, "opacity": narrow("1", "0")}
    return [
        base.mark_line(color=colours.count, strokeWidth=1.4).encode(
            x=months.x("middle", axis=axis), y=y(ticks), detail="unbroken:N"
        ),
        alt.Chart(frame[frame["is_long"]])
        .mark_rule(color=colours.count, strokeWidth=3)
        .encode(x=months.x("left"), x2="right", y=y()),
        base.mark_point(
            shape="diamond", filled=True, opacity=1, size=80, color=colours.count, stroke=colours.paper
        ).encode(x=months.x("middle"), y=y(), tooltip="words:N", description="words:N"),
        *(
            base.mark_text(color=colours.ink, fontWeight="bold", fontSize=small, **place).encode(
                x=months.x("right"), y=y(), text="said:N"
            )
            for place in (beside, inside)
        ),
    ]


def _title_below(people: Shown, at: float, mode: Mode) -> list[alt.Chart]:
    """What the lower panel shows, as the chart's title says it of the upper one; lines do not cross it."""
    axis = words(f"over_time.axis.{people.measure.kind}")
    said = words("indicators.chart.people", unit=axis)
    base = alt.Chart(pd.DataFrame({"word": [said]})).encode(x=alt.value(0), y=alt.value(at), text="word:N")
    colours = palette(mode)
    return [
        base.mark_text(align="left", stroke=colours.paper, strokeWidth=4),
        base.mark_text(align="left", color=colours.soft),
    ]
