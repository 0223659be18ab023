"""One figure as everybody gets it: the finding in words, the chart, the numbers, and what they rest on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from analysis.behind import Behind
from analysis.disclosure import Publishable
from content.look.tokens import Mode
from models.period import Days
from models.scope import Scope

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
    PARTNERS = "partners"
    """What bodies that run a service counted themselves."""


class Lines(NamedTuple):
    """Findings of a sentence each, and the numbers of people that they give, or give away."""

    said: Sequence[str]
    people: Sequence[int] = ()


@dataclass(frozen=True)
class Counts:
    """The whole numbers of people that a picture draws, for the gate that they leave through.

    With `is_table` everybody stands in one cell and rows and columns add up. Otherwise people may stand in
    several rows: with `rows_add_up` in one cell of each, else each cell is so many of `wholes` (one for each
    row). `changes` are of what the people of each row needed, in percent, as far as they may leave.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]
    wholes: Sequence[int] = ()
    is_table: bool = False
    rows_add_up: bool = False
    changes: Sequence[Publishable] = ()

    @property
    def fewest(self) -> int | None:
        """The fewest people, above nobody, who are in a cell, or are of a whole and not in its cell."""
        cells = np.array(self.cells, dtype=int)
        if len(self.wholes):
            cells = np.concatenate([cells, np.array(self.wholes)[:, None] - cells])
        some = cells[cells > 0]
        return int(some.min()) if len(some) else None


@dataclass(frozen=True)
class Picture:
    """`name` is that of its file: "themes". `heading` is the question a board asks; `sentence` the finding.

    `draw` makes the chart for a light or a dark page; its description (the text for screen readers) begins
    with the sentence. It keeps finished tables and no facts, for it lives as long as the page is open. The
    rows of a layer may have a column "mark", a name of `marks`: then they can be pressed. `table` holds
    everything that is drawn, its first column what each row is called. `fewest` is the smallest number of
    people, above nought, that any figure in it is about: a number under the watchdog's own smallest makes
    the picture one that is not for publication. `marks` gives for each thing drawn that has comments behind
    it, by the name it has in the table, the rows of those comments. `period` are the days it counts, where
    they are others than those of the scope. `is_of_told`: its counts are of people who told us something, and
    not what somebody else counted. One that `stays` shows single people: no file is ever made of it.
    `measure` is the id of what it follows over time, where it follows one.
    Raises ValueError where such a picture has counts or marks.
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
    period: Days | None = None
    stays: bool = False
    is_of_told: bool = True
    measure: str = ""

    def __post_init__(self) -> None:
        if self.stays and (self.counts or self.marks):
            raise ValueError(f"{self.name} stays where it is: it has neither counts nor marks")

    def check_may_leave(self) -> None:
        """Raise ValueError for a picture of which no file is made."""
        if self.stays:
            raise ValueError(f"{self.name} never leaves the page")

    def counted_in(self, scope: Scope) -> Scope:
        """The scope, with the days that the picture counts."""
        return replace(scope, since=self.period.since, until=self.period.until) if self.period else scope
