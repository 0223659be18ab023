"""How many days people lost: the middle half as a bar, the middle one as a line in it."""

import altair as alt
import pandas as pd

from content.look.contrast import contrast
from content.look.tokens import Mode, tokens
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import Rows, across, name_px, names, tops
from reporting.chart_shares import numbers, room_for

LONGEST = 90
"""Days from which on it is drawn at the end."""
ROW, HEADER, FOOT = 40, 20, 4
TICKS = (0, 30, 60, LONGEST)


def days(rows_told: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A row for each; columns `name`, `low`, `middle`, `high` (quartiles and median), `people`, `words`."""
    colours = palette(mode)
    on_bars = max("#000000", "#FFFFFF", key=lambda ink: contrast(ink, colours.bars))
    begins, height = tops(rows_told["name"], row=ROW, header=HEADER)
    rows, left = Rows(height + FOOT), name_px(begins)
    scale = across(0, LONGEST, left=left, right=room_for(rows_told["people"]), inset=0)
    frame = rows_told[["low", "middle", "high"]].astype(float).clip(upper=LONGEST)
    frame = frame.assign(
        y=list(begins.values()),
        words=rows_told["words"],
        mark=list(begins),
        number=[f"{n:,.1f}".removesuffix(".0") + ("+" if n > LONGEST else "") for n in rows_told["middle"]],
    )
    axis = alt.Axis(
        values=list(TICKS),
        labelExpr=f"datum.value == {LONGEST} ? '{LONGEST}+' : datum.value",
        grid=True,
        gridColor=colours.line,
        labelFlush=True,
    )
    base = alt.Chart(frame)
    told = pd.DataFrame({"whole": rows_told["people"], "y": frame["y"]})
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    layers = [
        base.mark_rect(color=colours.bars, yOffset=narrow("19", "13"), y2Offset=narrow("33", "27")).encode(
            x=alt.X("low:Q", scale=scale, axis=axis),
            x2="high",
            y=rows.y(),
            y2="y",
            tooltip="words:N",
            description="words:N",
        ),
        base.mark_rule(
            color=colours.ink, strokeWidth=3, yOffset=narrow("16", "10"), y2Offset=narrow("36", "30")
        ).encode(x=alt.X("middle:Q", scale=scale), y=rows.y(), y2="y"),
        base.mark_text(
            align="left",
            dx=6,
            fontWeight="bold",
            fontSize=tokens().type.chart_px,
            color=on_bars,
            yOffset=narrow("26", "20"),
        ).encode(x=alt.X("middle:Q", scale=scale), y=rows.y(), text="number:N"),
        *names(titles, rows, mode=mode, above=9, beside=20, left=left),
        *numbers(told, rows, mode, wide=20, slim=26),
    ]
    return dressed(layers, mode=mode, height=height + FOOT, description=description)
