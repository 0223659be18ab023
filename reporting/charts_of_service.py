"""Charts of one service: bars of people with a part of them, and shares here beside those elsewhere."""

from collections.abc import Sequence
from itertools import accumulate

import altair as alt
import pandas as pd

from analysis.rates import wilson
from content.look.tokens import Mode, tokens
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow, nothing
from reporting.chart_rows import Rows, across, name_px, names, tops

PART_ROW = 38
BESIDE_ROW = 38
HEADER = 18
KINDS = ("usual", "different", "elsewhere")


def parts_of_people(frame: pd.DataFrame, parts: Sequence[str], *, description: str, mode: Mode) -> Chart:
    """Bars of people, each in up to three parts, in the order they come.

    Columns of `frame`: `name`, `people` and each of `parts`, called what it is; the last may be those that
    nothing is known of. Without parts the whole bar is one thing.
    """
    if frame.empty:
        return nothing(description, mode)
    colours = palette(mode)
    begins, height = tops(frame["name"], row=PART_ROW)
    rows, left = Rows(height), name_px(frame["name"])
    most = max(1, int(frame["people"].max()))
    scale = across(0, most, left=left, right=10 + 9 * len(f"{most:,}"), inset=0)
    frame = frame.assign(y=frame["name"].map(begins), n=[f"{n:,}" for n in frame["people"]])
    ends = alt.Chart(frame).mark_text(
        align="left", dx=6, fontWeight="bold", color=colours.ink, yOffset=narrow("25", "19")
    )
    titles = frame[["name", "y"]].rename(columns={"name": "theme"})
    layers = [
        *names(titles, rows, mode=mode, above=9, beside=19, left=left),
        _bars(_pieces(frame, parts), parts, scale, rows, mode),
        ends.encode(
            x=alt.X("people:Q", scale=scale, axis=None),
            y=rows.y(),
            text="n:N",
        ),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _pieces(frame: pd.DataFrame, parts: Sequence[str]) -> pd.DataFrame:
    """A row for each piece of each bar: `low`, `high`, `y`, `kind`, `words` and `mark`."""
    pieces = []
    for name, top, *counts in frame[["name", "y", *(parts or ["people"])]].itertuples(index=False):
        ends = [0, *accumulate(counts)]
        for kind, low, high in zip(parts or [""], ends, ends[1:], strict=False):
            if high > low:
                told = f"{kind[:1].lower()}{kind[1:]}: " if kind else ""
                people_in = f"{name}: {told}{wording.people(int(high - low))}"
                pieces.append((low, high, top, kind, people_in, name))
    return pd.DataFrame(pieces, columns=["low", "high", "y", "kind", "words", "mark"])


def _bars(pieces: pd.DataFrame, parts: Sequence[str], scale: alt.Scale, rows: Rows, mode: Mode) -> alt.Chart:
    colours = palette(mode)
    kinds = list(parts or [""])
    legend = alt.Legend(symbolType="square", symbolStrokeWidth=1, columns=narrow("1", str(len(kinds))))
    fills, edges = [colours.count, colours.amounts[1], colours.paper], [colours.count, *[colours.edge] * 2]
    layer: alt.Chart = (
        alt.Chart(pieces)
        .mark_rect(yOffset=narrow("18", "10"), y2Offset=narrow("31", "27"), strokeWidth=1)
        .encode(
            x=alt.X("low:Q", scale=scale, axis=None),
            x2="high",
            y=rows.y(),
            y2="y",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=fills[: len(kinds)]),
                legend=legend if parts else None,
            ),
            stroke=alt.Stroke(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=edges[: len(kinds)]),
                legend=None,
            ),
            tooltip="words:N",
            description="words:N",
        )
    )
    return layer


def here_beside_elsewhere(
    frame: pd.DataFrame, called: Sequence[str], *, description: str, mode: Mode
) -> Chart:
    """A mark for the share here, with its 95% range, and one for the share everywhere else, a row a theme.

    Columns of `frame`: `name`, `here`, `of_here`, `elsewhere`, `of_elsewhere` (people), `is_different`,
    `words`. `called` names the marks in the order of `KINDS`.
    """
    if frame.empty:
        return nothing(description, mode)
    begins, height = tops(frame["name"], row=BESIDE_ROW, header=HEADER)
    rows, left = Rows(height), name_px(frame["name"])
    marks, ranges = _marks(frame, called, begins), _ranges(frame, begins)
    most = min(1.0, 1.08 * max(marks["share"].max(), ranges["high"].max()))
    scale = across(0, most, left=left, right=18, inset=12)
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    layers = [
        *names(titles, rows, mode=mode, above=9, beside=17, left=left),
        _range_lines(ranges, scale, rows, mode),
        _points(marks, called, scale, rows, mode),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _marks(frame: pd.DataFrame, called: Sequence[str], begins: dict[str, int]) -> pd.DataFrame:
    usual, different, elsewhere = called
    top = frame["name"].map(begins)
    here = pd.DataFrame(
        {
            "share": frame["here"] / frame["of_here"],
            "kind": frame["is_different"].map({True: different, False: usual}),
            "mark": frame["name"].where(frame["here"] > 0),
        }
    )
    there = pd.DataFrame({"share": frame["elsewhere"] / frame["of_elsewhere"], "kind": elsewhere})
    both = pd.concat([there.assign(y=top, words=frame["words"]), here.assign(y=top, words=frame["words"])])
    return both.reset_index(drop=True)


def _ranges(frame: pd.DataFrame, begins: dict[str, int]) -> pd.DataFrame:
    bounds = [wilson(int(k), int(n)) for k, n in zip(frame["here"], frame["of_here"], strict=True)]
    return pd.DataFrame(bounds, columns=["low", "high"]).assign(y=[begins[name] for name in frame["name"]])


def _range_lines(ranges: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> alt.Chart:
    line = alt.Chart(ranges).mark_rule(color=palette(mode).edge, strokeWidth=1.4, yOffset=narrow("26", "17"))
    axis = alt.Axis(format=".0%", grid=True, gridColor=palette(mode).line, tickCount=4, labelFlush=False)
    drawn: alt.Chart = line.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high", y=rows.y())
    return drawn


def _points(
    marks: pd.DataFrame, called: Sequence[str], scale: alt.Scale, rows: Rows, mode: Mode
) -> alt.Chart:
    """Purple is unusual but neither better nor worse: what people speak of more isn't by that worse."""
    colours = palette(mode)
    legend = alt.Legend(columns=narrow("1", "3"), symbolSize=tokens().type.chart_px * 8)
    layer: alt.Chart = (
        alt.Chart(marks)
        .mark_point(filled=True, opacity=1, size=110, yOffset=narrow("26", "17"))
        .encode(
            x=alt.X("share:Q", scale=scale),
            y=rows.y(),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=list(called), range=["circle", "square", "diamond"])
            ),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(
                    domain=list(called), range=[colours.spc.usual, colours.spc.unusual, colours.ink]
                ),
                legend=legend,
            ),
            tooltip="words:N",
            description="words:N",
        )
    )
    return layer
