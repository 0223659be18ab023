"""Each group's share of those who told us beside its share of the area: two marks joined by a line."""

from math import ceil

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from content.words import words
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import Rows, across, name_px, names, tops

ROW, HEADER = 38, 20
WIDE, SLIM = 12, 23  # px below the top of the row, where the marks stand beside the name and below it
LETTER = 7.5


def beside_the_area(counts: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """Two marks a row, in the order they come.

    Columns of `counts`: `name`, `area` (a share), `told` (a share, missing where it is hidden), `number` (how
    many told us, in words), `words`. A hidden row has the area's mark alone.
    """
    begins, height = tops(counts["name"], row=ROW, header=HEADER)
    rows, left = Rows(height), name_px(begins)
    counts = counts.assign(y=list(begins.values()))
    reach = ceil(10 * counts[["area", "told"]].max().max()) / 10
    heading = words("who_we_hear_from.told_us")
    right = 14 + round(LETTER * max(len(heading), *map(len, counts["number"])))
    scale = across(0, reach, left=left, right=right, inset=6)
    shown, colours = counts.dropna(subset="told"), palette(mode)
    lines = (
        alt.Chart(shown[["area", "told", "y"]])
        .mark_rule(color=colours.edge, strokeWidth=2, yOffset=narrow(str(SLIM), str(WIDE)))
        .encode(x=alt.X("area:Q", scale=scale), x2="told", y=rows.y())
    )
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    soft = colours.soft
    layers = [
        lines,
        _marks(counts, scale, rows, mode),
        *names(titles, rows, mode=mode, above=9, beside=WIDE, left=left),
        alt.Chart(counts[["number", "y"]])
        .mark_text(align="right", color=soft, yOffset=narrow(str(SLIM), str(WIDE)))
        .encode(x=alt.value("width"), y=rows.y(), text="number:N"),
        alt.Chart(pd.DataFrame({"word": [heading]}))
        .mark_text(align="right", color=soft, fontSize=tokens().type.chart_small_px)
        .encode(x=alt.value("width"), y=alt.value(6), text="word:N"),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _marks(counts: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> alt.Chart:
    colours = palette(mode)
    series = {words(f"who_we_hear_from.series.{one}"): one for one in ("told", "area")}
    frame = pd.concat(
        [counts[["y", "words"]].assign(share=counts[column], series=name) for name, column in series.items()]
    ).dropna()
    axis = alt.Axis(
        format=".0%",
        tickCount=4,
        grid=True,
        gridColor=colours.line,
        labelFlush=True,
        labelOverlap="greedy",
    )
    fills, shapes = [colours.spruce, colours.ink], ["circle", "diamond"]
    legend = alt.Legend(columns=narrow("1", "2"))
    marks: alt.Chart = (
        alt.Chart(frame)
        .mark_point(filled=True, opacity=1, size=120, yOffset=narrow(str(SLIM), str(WIDE)))
        .encode(
            x=alt.X("share:Q", scale=scale, axis=axis),
            y=rows.y(),
            color=alt.Color("series:N", scale=alt.Scale(domain=list(series), range=fills), legend=legend),
            shape=alt.Shape("series:N", scale=alt.Scale(domain=list(series), range=shapes), legend=legend),
            tooltip="words:N",
            description="words:N",
        )
    )
    return marks
