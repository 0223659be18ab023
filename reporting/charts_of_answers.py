"""Charts of what people answered: how far each thing was so, groups beside each other, and people alone."""

from typing import NamedTuple

import altair as alt
import pandas as pd

from analysis.measures import HOW_FAR
from content.look.contrast import contrast
from content.look.tokens import Mode, tokens
from content.words import words
from models.vocabulary import Sentiment
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow, spans
from reporting.chart_rows import Rows, across, name_px, names, tops
from reporting.chart_shares import numbers, outlines, percents, ranges, room_for
from reporting.wording import SHOW_FROM

ANSWER_ROW = 52
BAR_TOP, BAR, LINE = 15, 18, 6
PEOPLE_ROW = 38
NAME_ROW, SERIES_ROW = 24, 17
HEADER = 20
ROOM_FOR_WORDS = 0.12
SHAPES = ("circle", "diamond", "square", "triangle-up", "cross")
SIDES = (Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE)
"""The colours of `HOW_FAR`: the blue side is better."""


class Elsewhere(NamedTuple):
    """Where "no" would begin in the row `name` if the share `no` had said so, as somewhere else, in words."""

    name: str
    no: float
    words: str


def how_far(
    counts: pd.DataFrame, mode: Mode, *, description: str, elsewhere: tuple[Elsewhere, ...] = ()
) -> Chart:
    """A bar a row: which share of those who answered said yes, to some extent and no.

    Columns of `counts`: `name`, those of `HOW_FAR`, `answered`. The line under a bar is the 95% range of
    yes. A row with fewer than 10 people is an outline without a figure.
    """
    begins, height = tops(counts["name"], row=ANSWER_ROW, header=HEADER)
    rows, left = Rows(height), name_px(begins)
    scale = across(0, 1, left=left, right=room_for(counts["answered"]), inset=0)
    counts = counts.assign(
        y=[begins[name] for name in counts["name"]], part=counts["yes"], whole=counts["answered"]
    )
    few = counts["answered"] < SHOW_FROM
    enough = set(counts.loc[~few, "name"])
    elsewhere = tuple(one for one in elsewhere if one.name in enough)
    layers = [
        *_segments(counts[~few], scale, rows, mode),
        *ranges(counts[~few], scale, rows, mode, wide=39, slim=46),
        *outlines(counts, scale, rows, mode, wide=BAR_TOP, slim=BAR_TOP + 7, high=BAR),
        *_lines(elsewhere, begins, scale, rows, mode),
        *names(_titles(begins), rows, mode=mode, above=11, beside=24, left=left),
        *numbers(counts, rows, mode, wide=24, slim=31),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def shares(counts: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A dot with its 95% range for each group, one under the other in the row of what it is a share of.

    Columns of `counts`: `name` (of the row), `series` (of the group), `part`, `whole`, `mark`. Where fewer
    than 10 people answered there is an outline without a figure.
    """
    order = list(counts["series"].unique())
    begins, height = tops(counts["name"].unique(), row=NAME_ROW + SERIES_ROW * len(order), header=HEADER)
    rows, left = Rows(height), name_px(begins)
    scale = across(0, 1, left=left, right=room_for(counts["whole"]), inset=6)
    counts = counts.assign(
        y=[
            begins[name] + SERIES_ROW * order.index(series)
            for name, series in zip(counts["name"], counts["series"], strict=True)
        ]
    )
    few = counts["whole"] < SHOW_FROM
    first = NAME_ROW + 2
    middle = first + SERIES_ROW * (len(order) - 1) // 2
    layers = [
        *ranges(counts[~few], scale, rows, mode, wide=first, slim=first),
        _dots(counts[~few], order, scale, rows, mode, down=first),
        *outlines(counts, scale, rows, mode, wide=first - 7, slim=first - 7, high=14),
        *names(_titles(begins), rows, mode=mode, above=10, beside=middle, left=left),
        *numbers(counts, rows, mode, wide=first, slim=first),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def people(counts: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A bar a row: columns `name`, `people`, in the order they come."""
    begins, height = tops(counts["name"], row=PEOPLE_ROW)
    rows, left = Rows(height), name_px(begins)
    told = [(name, int(n)) for name, n in zip(counts["name"], counts["people"], strict=True)]
    frame = pd.DataFrame(
        [(n, begins[name], f"{n:,}", f"{name}: {wording.people(n)}", name) for name, n in told],
        columns=["people", "y", "n", "words", "mark"],
    )
    most = max(1, int(frame["people"].max()))
    scale = across(0, most, left=left, right=room_for(frame["people"]), inset=0)
    x, base = alt.X("people:Q", scale=scale, axis=None), alt.Chart(frame)
    layers = [
        base.mark_rect(
            color=palette(mode).bars, yOffset=narrow("18", "10"), y2Offset=narrow("31", "27")
        ).encode(x=x, x2=alt.datum(0), y=rows.y(), y2="y", tooltip="words:N", description="words:N"),
        base.mark_text(
            align="left", dx=6, fontWeight="bold", color=palette(mode).ink, yOffset=narrow("25", "19")
        ).encode(x=x, y=rows.y(), text="n:N"),
        *names(_titles(begins), rows, mode=mode, above=9, beside=19, left=left),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _titles(begins: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"theme": list(begins), "y": list(begins.values())})


def _segments(shown: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> list[alt.Chart]:
    colours, labels = palette(mode), [words(f"leaving_hospital.answer.{one}") for one in HOW_FAR]
    fills = [colours.sentiment[side] for side in SIDES]
    parts = []
    for name, y, whole, *told in shown[["name", "y", "whole", *HOW_FAR]].itertuples(index=False):
        for label, fill, n, (low, high) in zip(labels, fills, told, spans(told), strict=True):
            inside = wording.percent(int(n), int(whole)) if n / whole >= ROOM_FOR_WORDS else ""
            said = f"{name}, {label.lower()}: {wording.share(int(n), int(whole))}"
            middle = (low + high) / 2 / whole
            mark = words("leaving_hospital.mark", name=name, answer=label.lower())
            place = (low / whole, high / whole, middle, y)
            parts.append((label, *place, inside, _ink_on(fill), said, mark))
    columns = ["answer", "low", "high", "middle", "y", "inside", "ink", "words", "mark"]
    frame = pd.DataFrame(parts, columns=columns)
    base = alt.Chart(frame)
    bars = base.mark_rect(
        stroke=colours.edge,
        strokeWidth=0.8,
        yOffset=narrow(str(BAR_TOP + 7), str(BAR_TOP)),
        y2Offset=narrow(str(BAR_TOP + 7 + BAR), str(BAR_TOP + BAR)),
    ).encode(
        x=alt.X("low:Q", scale=scale, axis=percents(mode)),
        x2="high",
        y=rows.y(),
        y2="y",
        color=alt.Color(
            "answer:N", scale=alt.Scale(domain=labels, range=fills), legend=alt.Legend(symbolType="square")
        ),
        tooltip="words:N",
        description="words:N",
    )
    figures = [
        base.transform_filter(alt.datum.ink == ink)
        .mark_text(color=ink, yOffset=narrow("31", "24"))
        .encode(x=alt.X("middle:Q", scale=scale), y=rows.y(), text="inside:N")
        for ink in sorted({_ink_on(fill) for fill in fills})
    ]
    return [bars, *(figures if parts else [])]


def _ink_on(fill: str) -> str:
    return max("#000000", "#FFFFFF", key=lambda ink: contrast(ink, fill))


def _lines(
    elsewhere: tuple[Elsewhere, ...], begins: dict[str, int], scale: alt.Scale, rows: Rows, mode: Mode
) -> list[alt.Chart]:
    """A mark above and below a bar, clear of the figures in it, and words where there is room for them."""
    if not elsewhere:
        return []
    ink, small = palette(mode).ink, tokens().type.chart_small_px
    frame = pd.DataFrame(
        [(1 - one.no, begins[one.name], one.words) for one in elsewhere], columns=["at", "y", "words"]
    )
    base, x = alt.Chart(frame), alt.X("at:Q", scale=scale)
    ends = [
        base.mark_rule(
            color=ink,
            strokeWidth=2.5,
            yOffset=narrow(str(top + 7), str(top)),
            y2Offset=narrow(str(top + 7 + LINE), str(top + LINE)),
        ).encode(x=x, y=rows.y(), y2="y", tooltip="words:N", description="words:N")
        for top in (BAR_TOP - LINE, BAR_TOP + BAR)
    ]
    said = base.mark_text(
        align="left", dx=5, color=ink, fontSize=small, yOffset=6, opacity=narrow("0", "1")
    ).encode(x=x, y=rows.y(), text="words:N")
    return [*ends, said]


def _dots(
    shown: pd.DataFrame, order: list[str], scale: alt.Scale, rows: Rows, mode: Mode, *, down: int
) -> alt.Chart:
    colours = palette(mode)
    fills = [colours.spruce, colours.ink, colours.soft, colours.edge, colours.bars]
    said = [
        f"{name}, {series}: {wording.share(int(k), int(n))}"
        for name, series, k, n in shown[["name", "series", "part", "whole"]].itertuples(index=False)
    ]
    frame = shown.assign(share=shown["part"] / shown["whole"], words=said)
    legend = alt.Legend(columns=narrow("1", str(len(order)))) if len(order) > 1 else None
    dots: alt.Chart = (
        alt.Chart(frame[["series", "share", "y", "words", "mark"]])
        .mark_point(filled=True, opacity=1, size=110, yOffset=down)
        .encode(
            x=alt.X("share:Q", scale=scale, axis=percents(mode)),
            y=rows.y(),
            color=alt.Color(
                "series:N", scale=alt.Scale(domain=order, range=fills[: len(order)]), legend=legend
            ),
            shape=alt.Shape(
                "series:N", scale=alt.Scale(domain=order, range=list(SHAPES[: len(order)])), legend=legend
            ),
            tooltip="words:N",
            description="words:N",
        )
    )
    return dots
