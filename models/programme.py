"""A change to local services that the watchdog is following."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to


class Programme(WatchdogTable, table=True):
    """A programme and the day it is taken to have started; sources disagree, so it is named.

    `code` is short and lower case, such as "discharge-hub". `question_sets` are the names of those that
    its own address asks.
    """

    __table_args__ = (UniqueConstraint("watchdog_id", "name"), UniqueConstraint("watchdog_id", "code"))

    code: str = Field(max_length=60)
    name: str = Field(max_length=200)
    started_on: date | None = None
    source: str = Field(default="", max_length=500)
    question_sets: list[str] = Field(default_factory=list, sa_type=JSON)


class ProgrammeDate(WatchdogTable, table=True):
    """A day in the life of a programme, as one source has it."""

    __tablename__ = "programme_date"
    __table_args__ = (belongs_to("programme", "programme_id"),)

    programme_id: UUID
    what: str = Field(max_length=200)
    day: date
    source: str = Field(max_length=500)


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
