"""How many people live in the area, by what people are asked about themselves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable

LONGEST_SOURCE = 200
MOST_PEOPLE = 100_000_000


class CensusFigure(WatchdogTable, table=True):
    """So many `people` of the area are of one group, as a census or an estimate says.

    `kind` is a question about oneself ("age") and `answer` one of its answers ("80_or_over"): the two that
    stand in `content.kinds_of_people`. `as_of` is the day that the source counted.
    """

    __tablename__ = "census_figure"
    __table_args__ = (UniqueConstraint("watchdog_id", "kind", "answer"),)

    kind: str = Field(max_length=60)
    answer: str = Field(max_length=60)
    people: int
    source: str = Field(max_length=LONGEST_SOURCE)
    as_of: date
    taken_in_by: str = Field(max_length=120)
    taken_in_at: datetime


class Census(NamedTuple):
    """What is known of one kind: the people of each group, by its code, and whose figures they are."""

    people: Mapping[str, int]
    source: str
    as_of: date


class AboutThem(NamedTuple):
    """`people` told us something; `answers` are how many of them gave each answer, by question and answer."""

    people: int
    answers: Mapping[tuple[str, str], int]
