"""Which share of people said each thing: a bar with its likely range, and so many of so many beside it."""

from math import ceil

import altair as alt
import pandas as pd

from analysis.rates import wilson
from content.look.tokens import Mode, tokens
from content.words import words
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import Rows, across, name_px, names, tops
from reporting.chart_shares import outlines, ranges
from reporting.wording import SHOW_FROM

ROW, HEADER, BAR = 46, 20, 14
LETTER = 7.5
WIDE, SLIM = 10, 18  # px below the top of the row, where a bar begins beside its name and below it


def parts(counts: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A bar a row, in the order they come: columns `name`, `people` (who said so), `whole` (of so many).

    A row of fewer than 10 people is an outline without a figure. The bars begin at nought; the axis ends
    where the longest range does.
    """
    begins, height = tops(counts["name"], row=ROW, header=HEADER)
    rows, left = Rows(height), name_px(begins)
    counts = counts.assign(
        y=list(begins.values()),
        part=counts["people"],
        number=[
            words("joins.part_of", part=f"{k:,}", whole=f"{n:,}")
            for k, n in zip(counts["people"], counts["whole"], strict=True)
        ],
    )
    few = counts["whole"] < SHOW_FROM
    shown = counts[~few]
    tenths = [
        ceil(10 * wilson(int(k), int(n))[1]) for k, n in zip(shown["part"], shown["whole"], strict=True)
    ]
    reach = max(tenths, default=10) / 10
    right = 14 + round(LETTER * max(map(len, counts["number"])))
    scale = across(0, reach, left=left, right=right, inset=0)
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    layers = [
        _bars(shown, scale, rows, mode),
        *ranges(shown, scale, rows, mode, wide=WIDE + BAR + 6, slim=SLIM + BAR + 6),
        *outlines(counts, scale, rows, mode, wide=WIDE, slim=SLIM, high=BAR + 6),
        *names(titles, rows, mode=mode, above=9, beside=WIDE + BAR // 2, left=left),
        alt.Chart(counts[["number", "y"]])
        .mark_text(
            align="right",
            color=palette(mode).soft,
            yOffset=narrow(str(SLIM + BAR / 2), str(WIDE + BAR / 2)),
        )
        .encode(x=alt.value("width"), y=rows.y(), text="number:N"),
        alt.Chart(pd.DataFrame({"word": [words("numbers.people").lower()]}))
        .mark_text(align="right", color=palette(mode).soft, fontSize=tokens().type.chart_small_px)
        .encode(x=alt.value("width"), y=alt.value(6), text="word:N"),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _bars(shown: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> alt.Chart:
    frame = pd.DataFrame(
        {
            "share": shown["part"] / shown["whole"],
            "y": shown["y"],
            "mark": shown["name"],
            "words": [
                f"{name}: {wording.share(int(k), int(n))}"
                for name, k, n in shown[["name", "part", "whole"]].itertuples(index=False)
            ],
        }
    )
    axis = alt.Axis(
        format=".0%",
        tickCount=4,
        grid=True,
        gridColor=palette(mode).line,
        labelFlush=True,
        labelOverlap="greedy",
    )
    bars: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(
            color=palette(mode).count,
            yOffset=narrow(str(SLIM), str(WIDE)),
            y2Offset=narrow(str(SLIM + BAR), str(WIDE + BAR)),
        )
        .encode(
            x=alt.X("share:Q", scale=scale, axis=axis),
            x2=alt.datum(0),
            y=rows.y(),
            y2="y",
            tooltip="words:N",
            description="words:N",
        )
    )
    return bars
