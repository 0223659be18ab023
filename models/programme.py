"""A change to local services that the watchdog is following."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable


class Programme(WatchdogTable, table=True):
    """A programme and the day it is taken to have started; sources disagree, so it is named."""

    __table_args__ = (UniqueConstraint("watchdog_id", "name"),)

    name: str = Field(max_length=200)
    started_on: date | None = None
    source: str = Field(default="", max_length=500)
