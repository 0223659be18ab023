"""Where everything lies in the drawing of a published picture: bars, numbers, names and a legend, in px."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil, log10
from textwrap import wrap
from typing import Literal, NamedTuple, get_args

from content.look.contrast import contrast
from content.look.tokens import Palette, tokens
from content.words import words
from models.vocabulary import Sentiment
from reporting.document import Cell, Pictured
from reporting.document_words import MOST_DRAWN, said, shown
from reporting.publishable import HIDDEN
from reporting.voices import Voice, steps

WHITE = "#FFFFFF"
WIDE, SLIM = 660, 288
"""How wide it is on paper and on a desk, and on the smallest phone."""
MOST_DOWN = 520
"""Half a page of paper: a longer drawing, in one, would leave much of a page empty."""
LETTER, LINE, BAR, GAP, AXIS, SWATCH = 6.8, 16, 18, 12, 24, 12
HIDDEN_PX = 56
MOST_LINES, NAME_LETTERS, SLIM_LETTERS = 4, 32, 40
TICKS = 5
VISIBLE = 3.0
"""A fill that stands out less than this from white has an outline."""

Align = Literal["left", "center", "right"]
ALIGNS: tuple[Align, ...] = get_args(Align)


class Box(NamedTuple):
    """A part of a bar, a label's frame or a square of the legend."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    stroke: str = WHITE
    is_dashed: bool = False


class Label(NamedTuple):
    """Some words: `x` and `y` are their middle, left or right end, and half their height."""

    x: float
    y: float
    said: str
    ink: str
    align: Align = "left"


@dataclass
class Marks:
    """Everything in one drawing. `lines` are upright, so far from the left."""

    width: int
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    lines_from: float = 0
    lines_to: float = 0


class _Row(NamedTuple):
    name: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(cell if isinstance(cell, int) else 0 for cell in self.cells)

    def down(self, *, is_slim: bool) -> int:
        """How high it is."""
        lines = LINE * len(self.name)
        return (lines + BAR if is_slim else max(lines, BAR)) + GAP


def drawings(block: Pictured, width: int) -> tuple[Marks, ...]:
    """What is drawn of it, in parts that paper has room for, about as long as each other and to one scale.

    Of very many rows the first are drawn. The row of totals never is: the others would be hard to compare.
    """
    places = [block.columns.index(name) for name in block.bars]
    rows = [
        _Row(_name(str(row[0]), width), tuple(row[at] for at in places))
        for row in block.rows
        if row[0] != words("pictures.published.total")
    ][:MOST_DRAWN]
    if not rows:
        return ()
    scale = _Scale.of(block, rows, width)
    ends = list(accumulate(row.down(is_slim=width < WIDE) for row in rows))
    many = ceil(ends[-1] / MOST_DOWN)
    parts: list[list[_Row]] = [[] for _ in range(many)]
    for row, end in zip(rows, ends, strict=True):
        parts[ceil(many * end / ends[-1]) - 1].append(row)
    return tuple(_drawn(block, part, scale) for part in parts if part)


class _Scale(NamedTuple):
    """From numbers to px: bars begin at `left`, and `reach` ends `right` px before the end."""

    width: int
    left: float
    right: float
    step: int
    reach: int

    @classmethod
    def of(cls, block: Pictured, rows: Sequence[_Row], width: int) -> "_Scale":
        longest = max(sum(row.numbers) for row in rows)
        letters = max(len(line) for row in rows for line in row.name)
        left = 0 if width < WIDE else LETTER * letters + 10
        label = 0 if len(block.bars) > 1 else LETTER * (len(f"{longest:,}") + block.in_hundred) + 8
        right = max(14, label, HIDDEN_PX + 8 if any(HIDDEN in row.cells for row in rows) else 0)
        if block.in_hundred and len(block.bars) > 1:
            return cls(width, left, right, 25, max(100, longest))
        step = _step(longest)
        return cls(width, left, right, step, max(step * ceil(longest / step), step))

    def px(self, number: float) -> float:
        return round(self.left + number * (self.width - self.left - self.right) / self.reach, 1)

    @property
    def ticks(self) -> range:
        return range(0, self.reach + 1, self.step)


def _step(longest: int) -> int:
    """A round number, of which at most TICKS and one reach as far as the longest bar.

    >>> [_step(longest) for longest in (0, 4, 35, 62, 100, 205, 1150)]
    [1, 1, 10, 20, 20, 50, 500]
    """
    rough = max(longest / TICKS, 1)
    power = int(10 ** int(log10(rough)))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)


def _drawn(block: Pictured, rows: Sequence[_Row], scale: _Scale) -> Marks:
    colours, is_slim, is_stacked = tokens().light, scale.width < WIDE, len(block.bars) > 1
    fills = fills_of(block, colours)
    marks = Marks(scale.width)
    top = _legend(marks, block, fills, colours) if is_stacked else 0.0
    marks.lines_from = top
    sign = "%" if block.in_hundred else ""
    for row in rows:
        down = row.down(is_slim=is_slim)
        y = top + (LINE * len(row.name) + GAP / 2 if is_slim else (down - BAR) / 2)
        _names(marks, row, scale, top + GAP / 2 if is_slim else y + (BAR - LINE * len(row.name)) / 2, colours)
        for cell, (start, end), fill in zip(
            row.cells, pairwise(accumulate(row.numbers, initial=0)), fills, strict=True
        ):
            x, x2 = scale.px(start), scale.px(end)
            if end > start:
                marks.boxes.append(Box(x, y, x2, y + BAR, fill, _outline(fill, colours)))
            label = f"{shown(cell)}{sign}"
            if cell != HIDDEN and not is_stacked:
                marks.labels.append(Label(x2 + 5, y + BAR / 2, label, colours.ink))
            elif cell != HIDDEN and x2 - x >= LETTER * len(label) + 6:
                marks.labels.append(Label((x + x2) / 2, y + BAR / 2, label, _ink_on(fill), "center"))
        if HIDDEN in row.cells:
            x = scale.px(sum(row.numbers)) + 4
            marks.boxes.append(Box(x, y, x + HIDDEN_PX, y + BAR, WHITE, colours.edge, is_dashed=True))
            marks.labels.append(Label(x + HIDDEN_PX / 2, y + BAR / 2, said("hidden"), colours.soft, "center"))
        top += down
    for tick in scale.ticks:
        marks.lines.append(scale.px(tick))
        align: Align = "left" if is_slim and not tick else "center"
        marks.labels.append(Label(scale.px(tick), top + AXIS / 2, f"{tick:,}{sign}", colours.soft, align))
    marks.lines_to, marks.height = top, top + AXIS
    return marks


def _names(marks: Marks, row: _Row, scale: _Scale, top: float, colours: Palette) -> None:
    """What the row is called: before its bar, or above it where there is little room."""
    x: float = scale.left - 10 if scale.left else 0
    align: Align = "right" if scale.left else "left"
    for at, line in enumerate(row.name):
        marks.labels.append(Label(x, top + LINE * (at + 0.5), line, colours.ink, align))


def _legend(marks: Marks, block: Pictured, fills: Sequence[str], colours: Palette) -> float:
    """A square and a name for each part of a bar, in as many lines as it takes. Returns where it ends."""
    x, y = 0.0, 0.0
    percent = words("pictures.published.percent", name="")
    for name, fill in zip([bar.removesuffix(percent) for bar in block.bars], fills, strict=True):
        needs = SWATCH + 6 + LETTER * len(name) + 14
        if x and x + needs > marks.width:
            x, y = 0.0, y + LINE + 6
        marks.boxes.append(Box(x, y + 2, x + SWATCH, y + 2 + SWATCH, fill, _outline(fill, colours)))
        marks.labels.append(Label(x + SWATCH + 6, y + LINE / 2, name, colours.ink))
        x += needs
    return y + LINE + GAP


def fills_of(block: Pictured, colours: Palette) -> list[str]:
    """The colour of each bar: those of how people felt where it is that, else steps of spruce."""
    felt = [_felt(name) for name in block.bars]
    if all(felt):
        return [colours.sentiment[one] for one in felt if one]
    if len(block.bars) == 1:
        return [colours.count]
    last, steps = len(colours.amounts) - 1, len(block.bars) - 1
    return [colours.amounts[last - round(at * (last - 1) / steps)] for at in range(len(block.bars))]


def _felt(name: str) -> Sentiment | None:
    """Which feeling, or the rating that goes with it, a column is called after, if it is."""
    name = name.removesuffix(words("pictures.published.percent", name=""))
    named = {label: feeling for voice in Voice for feeling, label in steps(voice).items()}
    return named.get(name)


def _outline(fill: str, colours: Palette) -> str:
    return colours.edge if contrast(fill, WHITE) < VISIBLE else WHITE


def _ink_on(fill: str) -> str:
    return max("#000000", WHITE, key=lambda ink: contrast(ink, fill))


def _name(name: str, width: int) -> tuple[str, ...]:
    """A row's name in lines that fit; a very long one is cut, for the table has all of it."""
    letters = NAME_LETTERS if width >= WIDE else SLIM_LETTERS
    lines = wrap(name, letters) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: letters - 2]} …"]
    return tuple(lines)
