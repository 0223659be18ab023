"""The chart of what went up and what went down: the change of each share, with how sure it is."""

from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from content.words import words
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow, nothing
from reporting.chart_rows import Rows, across, name_px, names, people_column, tops

ROW = 36
HEADER = 18
PEOPLE_COLUMN = 56
READINGS = {"worse": ("triangle-down", 150), "better": ("circle", 130), "unusual": ("square", 110)}
"""What is drawn for each: as on charts over time, and small and round for what may be chance."""
CHANCE = ("circle", 40)


def changes_of_shares(changes: pd.DataFrame, mode: Mode, *, said: str) -> Chart:
    """A row a theme, in the order they come: its change in percentage points, with the 95% range as a line.

    Columns of `changes`: `theme` (its title), `difference`, `low`, `high` (-1 to 1), `reading` ("better",
    "worse", "unusual", or "" for what may be chance), `now` (people), `words` (for whoever points at it).
    `said` is the sentence that the words for the chart begin with.
    """
    if changes.empty:
        return nothing(said, mode)
    begins, height = tops(changes["theme"], row=ROW, header=HEADER)
    frame = changes.assign(y=[begins[theme] for theme in changes["theme"]], zero=0.0)
    frame["mark"] = frame["theme"].where(frame["now"] > 0)
    frame["size"] = [READINGS.get(one, CHANCE)[1] for one in changes["reading"]]
    frame["named"] = [words(f"overview.reading.{one or 'chance'}") for one in frame["reading"]]
    rows, left = Rows(height), name_px(begins)
    reach = ceil(20 * float(frame[["low", "high"]].abs().max().max())) / 20
    scale = across(-reach, reach, left=left, right=PEOPLE_COLUMN, inset=18)
    base = alt.Chart(frame)
    line: dict[str, Any] = {"color": palette(mode).soft, "strokeWidth": 1.4}
    layers = [
        base.mark_rule(**line, yOffset=narrow("26", "17")).encode(
            x=alt.X("low:Q", scale=scale, axis=_points(reach, mode)), x2="high", y=rows.y()
        ),
        *(
            base.mark_rule(**line, yOffset=narrow("22", "13"), y2Offset=narrow("30", "21")).encode(
                x=alt.X(f"{end}:Q", scale=scale), y=rows.y(), y2="y"
            )
            for end in ("low", "high")
        ),
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=palette(mode).ink, strokeWidth=1.2)
        .encode(x=alt.X("zero:Q", scale=scale), y=alt.value(HEADER), y2=alt.value(height)),
        base.mark_point(filled=True, opacity=1, yOffset=narrow("26", "17")).encode(
            x=alt.X("difference:Q", scale=scale),
            y=rows.y(),
            tooltip="words:N",
            description="words:N",
            **_looks(frame, mode),
        ),
        *names(frame[["theme", "y"]], rows, mode=mode, above=9, beside=17, left=left),
        *people_column(frame["now"], frame["y"], rows, mode),
    ]
    described = f"{said} {words('overview.changes.described')}"
    return dressed(layers, mode=mode, height=height, description=described)


def _points(reach: float, mode: Mode) -> alt.Axis:
    step = max(0.05, ceil(10 * reach / 3) / 20)
    steps, slim = int(reach / step + 1e-9), tokens().space.narrow_chart_px
    nought = f"width < {slim} ? '0' : 'no change'"
    return alt.Axis(
        values=[at * step for at in range(-steps, steps + 1)],
        labelExpr=f"datum.value != 0 ? format(100 * datum.value, '+.0f') : {nought}",
        grid=True,
        gridColor=palette(mode).line,
        labelFlush=False,
    )


def _looks(frame: pd.DataFrame, mode: Mode) -> dict[str, Any]:
    """Shape, colour and size of each reading that is there, under its name in the legend."""
    there = [one for one in (*READINGS, "") if one in set(frame["reading"])]
    domain = [words(f"overview.reading.{one or 'chance'}") for one in there]
    shapes = [READINGS.get(one, CHANCE)[0] for one in there]
    inks = [getattr(palette(mode).spc, one or "usual") for one in there]
    legend = alt.Legend(columns=narrow("1", "4"))
    return {
        "shape": alt.Shape("named:N", scale=alt.Scale(domain=domain, range=shapes), legend=legend),
        "color": alt.Color("named:N", scale=alt.Scale(domain=domain, range=inks), legend=legend),
        "size": alt.Size("size:Q", scale=None, legend=None),
    }
