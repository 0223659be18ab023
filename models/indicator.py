"""Figures that a body publishes about itself, to stand beside what people say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.commitment import LONGEST_BODY, LONGEST_SOURCE, Direction, looking_of
from models.limits import LONGEST_SCOPE
from models.scope import Looking

LONGEST_NAME = 200
LONGEST_DEFINITION = 1_000


class Unit(StrEnum):
    """What the figures are numbers of."""

    PERCENT = "percent"
    """A share, from 0 to 100."""
    PERCENT_CHANGE = "percent_change"
    """How much more or less than before: less is under 0."""
    DAYS = "days"
    PEOPLE = "people"
    NUMBER = "number"


@dataclass(frozen=True)
class IndicatorDraft:
    """What staff say about an indicator, before it is checked."""

    name: str
    definition: str
    unit: Unit
    published_by: str
    source: str
    better: Direction | None = None
    measure: str = ""
    scope: str = ""


@dataclass(frozen=True)
class FigureGiven:
    """One published figure, for the days from `since` to `until`, both included."""

    since: date
    until: date
    value: float
    source: str = ""


@dataclass(frozen=True)
class FigureSeen:
    """One figure as it was entered; `value` is None where one was taken back. `entered_by` is a name."""

    since: date
    until: date
    value: float | None
    source: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None

    @property
    def days(self) -> tuple[date, date]:
        return self.since, self.until


@dataclass(frozen=True)
class IndicatorSeen:
    """What a body publishes, as pages show it; names of people are empty for a job.

    `entered` is every figure on record, the newest first. `scope`, `lost` and `number` are as those of
    `models.commitment.CommitmentSeen`.
    """

    id: UUID
    programme_id: UUID
    name: str
    definition: str
    unit: Unit
    published_by: str
    source: str
    better: Direction | None = None
    measure: str = ""
    scope: str = ""
    lost: tuple[str, ...] = ()
    entered: tuple[FigureSeen, ...] = ()
    added_by: str = ""
    added_at: datetime | None = None
    number: int = 0

    @property
    def looking(self) -> Looking:
        """What people's side is measured in."""
        return looking_of(self.scope)[0]

    @property
    def figures(self) -> tuple[FigureSeen, ...]:
        """Those that hold, the earliest first."""
        return that_hold(self.entered)


def that_hold(entered: Iterable[FigureSeen]) -> tuple[FigureSeen, ...]:
    """Of figures with the newest first, the newest of each days unless it was taken back; earliest first."""
    newest: dict[tuple[date, date], FigureSeen] = {}
    for one in entered:
        newest.setdefault(one.days, one)
    return tuple(sorted((one for one in newest.values() if one.value is not None), key=lambda one: one.days))


class Indicator(WatchdogTable, table=True):
    """What a body publishes: its definition in the body's words, and where it is published.

    `measure` and `scope` are what people say that it is shown beside; see `models.commitment`.
    """

    __table_args__ = (belongs_to("programme", "programme_id"),)

    programme_id: UUID
    name: str = Field(max_length=LONGEST_NAME)
    definition: str = Field(max_length=LONGEST_DEFINITION)
    unit: Unit = Field(sa_type=choice(Unit))
    published_by: str = Field(max_length=LONGEST_BODY)
    source: str = Field(max_length=LONGEST_SOURCE)
    better: Direction | None = Field(default=None, sa_type=choice(Direction))
    measure: str = Field(default="", max_length=120)
    scope: str = Field(default="", max_length=LONGEST_SCOPE)
    added_by: str = Field(max_length=120)
    added_at: datetime


class IndicatorFigure(WatchdogTable, table=True):
    """One figure as it was entered. Of several for the same days the newest holds; the others stay on record.

    `value` is None where a figure was taken back.
    """

    __tablename__ = "indicator_figure"
    __table_args__ = (
        belongs_to("indicator", "indicator_id"),
        Index("ix_indicator_figure_watchdog_id_indicator_id", "watchdog_id", "indicator_id"),
    )

    indicator_id: UUID
    since: date
    until: date
    value: float | None = None
    source: str = Field(default="", max_length=LONGEST_SOURCE)
    entered_by: str = Field(max_length=120)
    entered_at: datetime
