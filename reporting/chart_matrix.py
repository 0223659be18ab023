"""From where to where: a cell for each pair, with how many people are in it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from content.words import words
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import LETTER_PX, LINE_PX, Rows, name_px, names, tops

ROW = 42
NAME_ABOVE = 16  # where the chart is narrow, a row's name stands above its cells
LABEL = 22
ACROSS, SHORTEST = 90, 9  # letters: what all columns have room for, and the least one is broken at
UPRIGHT_LETTERS = 22
UPRIGHT_UNDER = 60  # px: in a column that is less wide, its name stands upright


Broken = Sequence[Sequence[str]]
"""What each column is called, in lines."""


@dataclass(frozen=True)
class Matrix:
    """How many people each cell is about: `cells[row][column]`, from a row to a column.

    `same` are the names of rows and columns between which nobody moves: an empty cell there is no finding.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]
    same: Sequence[str] = ()


def matrix(counts: Matrix, mode: Mode, *, description: str) -> Chart:
    """The numbers in cells; stronger colour means more people, a dash nobody."""
    letters = max(SHORTEST, ACROSS // len(counts.columns))
    flat = [textwrap.wrap(name, letters) for name in counts.columns]
    upright = [_cut(textwrap.wrap(name, UPRIGHT_LETTERS)) for name in counts.columns]
    longest = max(len(line) for lines in upright for line in lines)
    over = LINE_PX * max(map(len, flat))
    low, header = (round(LABEL + most + 8) for most in (over, max(LETTER_PX * longest, over)))
    begins, height = tops(counts.rows, row=ROW, header=header)
    left = name_px(begins)
    # Names that lie flat need less room, and the rows take what is left.
    has_room = _has_room(len(counts.columns), left)
    above = f"({has_room} ? {low} : {header})"
    rows, higher = Rows(height, header, above), f"({height} - {above}) / {height - header}"
    scale = alt.Scale(
        domain=[0, len(counts.columns)], range=[narrow("0", str(left)), alt.ExprRef("width")], nice=False
    )
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    layers = [
        *_cells(_placed(counts, begins, mode), scale, rows, higher, mode),
        *_column_names(flat, upright, scale, has_room=has_room, bottoms=(low - 6, header - 6), mode=mode),
        *_labels(left=left, over=f"{above} - {over + 15}", bottom=f"{above} - 12", mode=mode),
        *names(titles, rows, mode=mode, above=9, beside=ROW // 2, left=left),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def _placed(counts: Matrix, begins: dict[str, int], mode: Mode) -> pd.DataFrame:
    colours = palette(mode)
    most = max(1, max(n for row in counts.cells for n in row))
    placed = []
    for row, told in zip(counts.rows, counts.cells, strict=True):
        for at, (column, n) in enumerate(zip(counts.columns, told, strict=True)):
            is_same = row == column and row in counts.same and not n
            fill = colours.amount(n / most) if n else colours.wash if is_same else colours.paper
            ink = colours.on_amount(n / most) if n else colours.soft
            mark = words("joins.pair", start=row, end=column)
            said = words("joins.cell", pair=mark, people=wording.people(n))
            number = f"{n:,}" if n else "" if is_same else "–"
            placed.append((at, at + 0.5, at + 1, begins[row], number, fill, ink, mark, said))
    return pd.DataFrame(
        placed, columns=["low", "middle", "high", "y", "number", "fill", "ink", "mark", "words"]
    )


def _cells(cells: pd.DataFrame, scale: alt.Scale, rows: Rows, higher: str, mode: Mode) -> list[alt.Chart]:
    """Boxes and their numbers; rows are as often as `higher` says as high as `ROW`."""
    base, paper = alt.Chart(cells), palette(mode).paper
    boxes = base.mark_rect(
        stroke=paper,
        strokeWidth=3,
        cornerRadius=4,
        yOffset=narrow(f"{NAME_ABOVE} * {higher}", "0"),
        y2Offset=alt.ExprRef(f"{ROW} * {higher}"),
    ).encode(
        x=alt.X("low:Q", scale=scale, axis=None),
        x2="high",
        y=rows.y(),
        y2="y",
        fill=alt.Fill("fill:N", scale=None),
        tooltip="words:N",
        description="words:N",
    )
    numbers = base.mark_text(
        fontWeight="bold",
        fontSize=narrow("12", str(tokens().type.chart_px)),
        yOffset=narrow(f"{(NAME_ABOVE + ROW) / 2} * {higher}", f"{ROW / 2} * {higher}"),
    ).encode(
        x=alt.X("middle:Q", scale=scale),
        y=rows.y(),
        text="number:N",
        color=alt.Color("ink:N", scale=None),
    )
    return [boxes, numbers]


def _column_names(
    flat: Broken, upright: Broken, scale: alt.Scale, *, has_room: str, bottoms: tuple[int, int], mode: Mode
) -> list[alt.Chart]:
    """Each column's name over it, and upright where it has no room; each way ends at its own of `bottoms`."""
    style: dict[str, Any] = {"lineBreak": "\n", "lineHeight": LINE_PX, "fontSize": tokens().type.chart_px}
    layers = []
    ways: tuple[tuple[Broken, str, dict[str, Any]], ...] = (
        (
            flat,
            f"{has_room} ? 1 : 0",
            {"baseline": "bottom", "dy": alt.ExprRef(f"{LINE_PX} * (1 - datum.lines)")},
        ),
        (
            upright,
            f"{has_room} ? 0 : 1",
            {"angle": 270, "align": "left", "dy": alt.ExprRef(f"{LINE_PX / 2} * (1 - datum.lines)")},
        ),
    )
    for (broken, shown, turned), bottom in zip(ways, bottoms, strict=True):
        frame = pd.DataFrame(
            [(at + 0.5, "\n".join(lines), len(lines)) for at, lines in enumerate(broken)],
            columns=["x", "name", "lines"],
        )
        layers.append(
            alt.Chart(frame)
            .mark_text(color=palette(mode).ink, opacity=alt.ExprRef(shown), **style, **turned)
            .encode(x=alt.X("x:Q", scale=scale), y=alt.value(bottom), text="name:N")
        )
    return layers


def _has_room(columns: int, left: int) -> str:
    """An expression: whether columns are wide enough for names that lie flat."""
    column = f"(width - (width < {tokens().space.narrow_chart_px} ? 0 : {left})) / {columns}"
    return f"({column} >= {UPRIGHT_UNDER})"


def _labels(*, left: int, over: str, bottom: str, mode: Mode) -> list[alt.Chart]:
    """Which side is from and which is to."""
    style: dict[str, Any] = {
        "fontWeight": "bold",
        "color": palette(mode).ink,
        "fontSize": tokens().type.chart_px,
    }
    start, end = (alt.Chart(pd.DataFrame({"word": [words(f"joins.{one}")]})) for one in ("from", "to"))
    return [
        start.mark_text(align=narrow("'left'", "'right'"), **style).encode(
            x=alt.value(narrow("0", str(left - 10))), y=alt.value(narrow("8", bottom)), text="word:N"
        ),
        end.mark_text(align=narrow("'right'", "'left'"), **style).encode(
            x=alt.value(narrow("width", str(left + 4))), y=alt.value(narrow("8", over)), text="word:N"
        ),
    ]


def _cut(lines: list[str]) -> list[str]:
    """The first two lines of a name; more would not fit beside each other."""
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1]}…"]
