"""One figure as everybody gets it: the finding in words, the chart, the numbers, and what they rest on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import altair as alt
import pandas as pd

from analysis.behind import Behind
from content.look.tokens import Mode

Chart = alt.Chart | alt.LayerChart


class Source(StrEnum):
    """Whose word a figure is: these are never put together in one picture."""

    ANSWERS = "answers"
    """What people chose themselves: their answers, their rating, their joins."""
    TAGS = "tags"
    """Themes: a person's where one decided, else what the machine found."""
    MACHINE = "machine"
    """How comments read to the machine."""
    PEOPLE = "people"
    """How comments read to one of ours."""


@dataclass(frozen=True)
class Counts:
    """The whole numbers of people that a picture draws, for the gate that they leave through.

    With `is_table` everybody stands in one cell and rows and columns add up; otherwise each cell is so many
    of `wholes` (one for each row), and people may stand in several.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]
    wholes: Sequence[int] = ()
    is_table: bool = False


@dataclass(frozen=True)
class Picture:
    """`name` is that of its file: "themes". `heading` is the question a board asks; `sentence` the finding.

    `draw` makes the chart for a light or a dark page; its description (the text for screen readers) begins
    with the sentence. It keeps finished tables and no facts, for it lives as long as the page is open. The
    rows of a layer may have a column "mark", a name of `marks`: then they can be pressed. `table` holds
    everything that is drawn, its first column what each row is called. `fewest` is the smallest number of
    people, above nought, that any figure in it is about: a number under the watchdog's own smallest makes
    the picture one that is not for publication. `marks` gives for each thing drawn that has comments behind
    it, by the name it has in the table, the rows of those comments.
    """

    name: str
    heading: str
    sentence: str
    draw: Callable[[Mode], Chart]
    table: pd.DataFrame
    source: Source
    behind: Behind
    notes: Sequence[str] = ()
    fewest: int | None = None
    counts: Counts | None = None
    marks: Mapping[str, Sequence[int]] = field(default_factory=dict)
