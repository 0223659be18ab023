"""A change to local services that the watchdog is following."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice

LONGEST_NAME = 200
LONGEST_SOURCE = 500
LONGEST_ABOUT = 1_000
LONGEST_CODE = 60


class ProgrammeKind(StrEnum):
    """What kind of change it is: that decides which pictures its page has."""

    SERVICE = "service"
    SCHEME = "scheme"
    CONSULTATION = "consultation"
    STRATEGY = "strategy"
    SEASONAL_PLAN = "seasonal_plan"


@dataclass(frozen=True)
class DayGiven:
    """A day in the life of a programme, as one source has it; two sources may give two days."""

    what: str
    day: date
    source: str


@dataclass(frozen=True)
class ProgrammeDraft:
    """What staff say about a programme, before it is checked. `services` are ids, `code` may be left out."""

    name: str
    code: str = ""
    kind: ProgrammeKind = ProgrammeKind.SERVICE
    about: str = ""
    partners: tuple[str, ...] = ()
    started_on: date | None = None
    source: str = ""
    ended_on: date | None = None
    covers_all: bool = False
    days: tuple[DayGiven, ...] = ()
    services: tuple[UUID, ...] = ()
    question_sets: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgrammeSeen:
    """A programme as pages and pictures show it. `services` are those that count, by name, with their ids.

    `number` is that of the last change made to it, 0 for none.
    """

    id: UUID
    code: str
    name: str
    kind: ProgrammeKind
    about: str = ""
    partners: tuple[str, ...] = ()
    started_on: date | None = None
    source: str = ""
    ended_on: date | None = None
    covers_all: bool = False
    question_sets: tuple[str, ...] = ()
    days: tuple[DayGiven, ...] = ()
    services: tuple[tuple[str, UUID], ...] = ()
    number: int = 0


class Programme(WatchdogTable, table=True):
    """A programme and the day it is taken to have started; sources disagree, so it is named.

    `code` is short and lower case, such as "discharge-hub". `question_sets` are the names of those that
    its own address asks. `partners` are the names of who runs it together. With `covers_all` everything that
    people tell us is about it, as with a strategy for the whole area; else its feedback is what came by its
    own address and what was said about its services.
    """

    __table_args__ = (UniqueConstraint("watchdog_id", "name"), UniqueConstraint("watchdog_id", "code"))

    code: str = Field(max_length=LONGEST_CODE)
    name: str = Field(max_length=LONGEST_NAME)
    kind: ProgrammeKind = Field(default=ProgrammeKind.SERVICE, sa_type=choice(ProgrammeKind))
    about: str = Field(default="", max_length=LONGEST_ABOUT)
    partners: list[str] = Field(default_factory=list, sa_type=JSON)
    started_on: date | None = None
    source: str = Field(default="", max_length=LONGEST_SOURCE)
    ended_on: date | None = None
    covers_all: bool = False
    question_sets: list[str] = Field(default_factory=list, sa_type=JSON)


class ProgrammeDate(WatchdogTable, table=True):
    """A day in the life of a programme, as one source has it."""

    __tablename__ = "programme_date"
    __table_args__ = (belongs_to("programme", "programme_id"),)

    programme_id: UUID
    what: str = Field(max_length=LONGEST_NAME)
    day: date
    source: str = Field(max_length=LONGEST_SOURCE)


class ProgrammeService(WatchdogTable, table=True):
    """A service that belongs to a programme."""

    __tablename__ = "programme_service"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "programme_id", "service_id"),
        belongs_to("programme", "programme_id"),
        belongs_to("service", "service_id"),
    )

    programme_id: UUID
    service_id: UUID
