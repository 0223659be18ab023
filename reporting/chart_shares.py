"""What charts of shares have in common: the percentages below, the 95% ranges, and how many people beside."""

import altair as alt
import pandas as pd

from analysis.rates import wilson
from content.look.tokens import Mode, tokens
from content.words import words
from reporting.chart_config import palette
from reporting.chart_pieces import narrow
from reporting.chart_rows import Rows
from reporting.wording import SHOW_FROM

LETTER = 8
CAP = 3


def room_for(numbers: "pd.Series[int]") -> int:
    """How wide the column of numbers at the right has to be, under its heading."""
    return 12 + LETTER * max(len(words("numbers.people")), *(len(f"{n:,}") for n in numbers))


def percents(mode: Mode) -> alt.Axis:
    """From 0 to 100% along the bottom."""
    return alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1],
        format=".0%",
        grid=True,
        gridColor=palette(mode).line,
        labelFlush=True,
    )


def ranges(
    counts: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode, *, wide: int, slim: int
) -> list[alt.Chart]:
    """A thin capped line from end to end of each range: columns `part`, `whole`, `y`.

    `wide` and `slim` are px below the top of the row, where the chart is wide and where it is narrow.
    """
    bounds = [wilson(int(k), int(n)) for k, n in zip(counts["part"], counts["whole"], strict=True)]
    frame = pd.DataFrame(
        {
            "low": [float(low) for low, _ in bounds],
            "high": [float(high) for _, high in bounds],
            "y": list(counts["y"]),
            "words": [
                words("leaving_hospital.likely", low=f"{low:.0%}", high=f"{high:.0%}") for low, high in bounds
            ],
        }
    )
    ink, base = palette(mode).ink, alt.Chart(frame)
    line = base.mark_rule(color=ink, strokeWidth=1.4, yOffset=narrow(str(slim), str(wide))).encode(
        x=alt.X("low:Q", scale=scale), x2="high", y=rows.y(), tooltip="words:N", description="words:N"
    )
    above, below = narrow(f"{slim - CAP}", f"{wide - CAP}"), narrow(f"{slim + CAP}", f"{wide + CAP}")
    caps = [
        base.mark_rule(color=ink, strokeWidth=1.4, yOffset=above, y2Offset=below).encode(
            x=alt.X(f"{end}:Q", scale=scale), y=rows.y(), y2="y"
        )
        for end in ("low", "high")
    ]
    return [line, *caps]


def outlines(
    counts: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode, *, wide: int, slim: int, high: int
) -> list[alt.Chart]:
    """Those of the rows that have too few people (`whole`), by their `y`: an outline and words, no figure.

    Where all have too few, there is nothing to read along an axis, and none is drawn.
    """
    few = counts["whole"] < SHOW_FROM
    if not few.any():
        return []
    counts, axis = counts[few], None if few.all() else alt.Undefined
    said = words("leaving_hospital.outline", fewest=SHOW_FROM)
    frame = pd.DataFrame({"low": 0, "high": 1, "y": list(counts["y"]), "words": said})
    base, colours = alt.Chart(frame), palette(mode)
    box = base.mark_rect(
        filled=False,
        stroke=colours.edge,
        strokeDash=[3, 3],
        strokeWidth=1,
        cornerRadius=3,
        yOffset=narrow(str(slim), str(wide)),
        y2Offset=narrow(str(slim + high), str(wide + high)),
    ).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high", y=rows.y(), y2="y", description="words:N")
    middle = narrow(str(slim + high / 2), str(wide + high / 2))
    inside = base.mark_text(
        align="left", dx=8, color=colours.soft, fontSize=tokens().type.chart_small_px, yOffset=middle
    ).encode(x=alt.X("low:Q", scale=scale, axis=axis), y=rows.y(), text="words:N")
    return [box, inside]


def numbers(counts: pd.DataFrame, rows: Rows, mode: Mode, *, wide: int, slim: int) -> list[alt.Chart]:
    """How many people each row is a share of, at the right: columns `whole`, `y`."""
    soft = palette(mode).soft
    frame = pd.DataFrame({"n": [f"{n:,}" for n in counts["whole"]], "y": list(counts["y"])})
    heading = alt.Chart(pd.DataFrame({"word": [words("numbers.people").lower()]}))
    return [
        alt.Chart(frame)
        .mark_text(align="right", color=soft, yOffset=narrow(str(slim), str(wide)))
        .encode(x=alt.value("width"), y=rows.y(), text="n:N"),
        heading.mark_text(align="right", color=soft, fontSize=tokens().type.chart_small_px).encode(
            x=alt.value("width"), y=alt.value(6), text="word:N"
        ),
    ]
