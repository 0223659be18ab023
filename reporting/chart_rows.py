"""Rows for charts that run down the page: where a row lies, and what its theme is called.

Rows are placed in pixels. Where the chart is wide a name stands beside its bar; where it is narrow,
above it, so that the bar keeps the whole width.
"""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from reporting.chart_config import palette
from reporting.chart_pieces import narrow

NAME_LETTERS = 34  # beside a bar, a longer name is broken over two lines
NAME_LETTERS_ABOVE = 44  # above a bar on a phone of 320 px
LETTER_PX = 6.7
LINE_PX = 14


class Rows:
    """The vertical place of a row: a field with pixels from the top of a chart `height` high.

    With `begins`, what lies that far down is drawn where the expression `at` says, and rows fill the rest.
    """

    def __init__(self, height: int, begins: int = 0, at: str = "0") -> None:
        ends: list[Any] = [alt.ExprRef(at), height] if begins else [0, height]
        self._scale = alt.Scale(domain=[begins, height], range=ends, nice=False, zero=False)

    def y(self, field: str = "y") -> alt.Y:
        return alt.Y(f"{field}:Q", scale=self._scale, axis=None)


def tops(names: Iterable[str], *, row: int, header: int = 0) -> tuple[dict[str, int], int]:
    """Where each row's bar part begins, in px, and how high all rows are together.

    A row whose name takes two lines above its bar on a phone is one line higher.
    """
    begins, down = {}, header
    for name in names:
        down += LINE_PX * (len(textwrap.wrap(name, NAME_LETTERS_ABOVE)) - 1 if name else 0)
        begins[name] = down
        down += row
    return begins, down


def name_px(names: Iterable[str]) -> int:
    """How wide the column of names beside the bars has to be."""
    lines = [line for name in names for line in _broken(name)]
    return round(LETTER_PX * max((len(line) for line in lines), default=0)) + 10


def across(low: float, high: float, *, left: int, right: int, inset: int) -> alt.Scale:
    """A horizontal scale from `left` px (narrow: from `inset`) to `right` px before the end."""
    ends: list[Any] = [narrow(str(inset), str(left)), alt.ExprRef(f"width - {right}")]
    return alt.Scale(domain=[low, high], range=ends, nice=False, zero=False)


def names(
    frame: pd.DataFrame, rows: Rows, *, mode: Mode, above: int, beside: int, left: int
) -> list[alt.Chart]:
    """What each row is called: columns `theme`, `y` (top of its row, px) and, if there is one, `group`.

    `above` and `beside` are the middle of the words, in px below the row's top, where the chart is
    narrow and where it is wide.
    """
    colours, small = palette(mode), tokens().type.chart_small_px
    groups = list(frame["group"]) if "group" in frame else [""] * len(frame)
    # Plain rows: frames would take longer to make than all else of a chart's names.
    wide: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    for theme, group, top in zip(frame["theme"], groups, frame["y"], strict=True):
        lines = [(line, False) for line in _broken(theme)] + ([(group, True)] if group else [])
        start = top + beside - LINE_PX * (len(lines) - 1) / 2
        wide += [
            {"line": line, "is_group": is_group, "y": start + LINE_PX * at}
            for at, (line, is_group) in enumerate(lines)
        ]
        stacked = textwrap.wrap(f"{theme} · {group}" if group else theme, NAME_LETTERS_ABOVE)
        over += [{"line": line, "y": top + above - LINE_PX * at} for at, line in enumerate(reversed(stacked))]
    beside_bar, above_bar = (alt.Chart(alt.InlineData(values=rows_of)) for rows_of in (wide, over))
    layers = []
    for is_group, ink, size in ((False, colours.ink, tokens().type.chart_px), (True, colours.soft, small)):
        lines_of_kind = beside_bar.transform_filter(alt.datum.is_group == is_group)
        layers.append(
            lines_of_kind.mark_text(align="right", color=ink, fontSize=size, opacity=narrow("0", "1")).encode(
                x=alt.value(left - 10), y=rows.y(), text="line:N"
            )
        )
    # First as a halo in the colour of the page, so that hairlines do not run through the words.
    style: dict[str, Any] = {"align": "left", "limit": alt.ExprRef("width"), "opacity": narrow("1", "0")}
    layers.append(
        above_bar.mark_text(stroke=colours.paper, strokeWidth=4, **style).encode(
            x=alt.value(0), y=rows.y(), text="line:N"
        )
    )
    layers.append(
        above_bar.mark_text(color=colours.ink, **style).encode(x=alt.value(0), y=rows.y(), text="line:N")
    )
    return layers


def people_column(people: Iterable[int], tops: Iterable[int], rows: Rows, mode: Mode) -> list[alt.Chart]:
    """How many people stand behind each row, at the right end under a heading."""
    soft = palette(mode).soft
    frame = pd.DataFrame({"n": [f"{n:,}" for n in people], "y": list(tops)})
    heading = alt.Chart(pd.DataFrame({"word": ["people"]}))
    return [
        alt.Chart(frame)
        .mark_text(align="right", color=soft, yOffset=narrow("26", "17"))
        .encode(x=alt.value("width"), y=rows.y(), text="n:N"),
        heading.mark_text(align="right", color=soft, fontSize=tokens().type.chart_small_px).encode(
            x=alt.value("width"), y=alt.value(6), text="word:N"
        ),
    ]


def _broken(name: str) -> list[str]:
    return textwrap.wrap(name, NAME_LETTERS) or [name]
