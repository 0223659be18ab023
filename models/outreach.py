"""Where the watchdog went to listen."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable

LONGEST_COMMUNITIES = 300
MOST_WHO_SPOKE = 9_999


class OutreachEvent(WatchdogTable, table=True):
    """A day at a library or a market. `communities` says whom it was meant to reach, and is nobody's name.

    `who_spoke` is how many people spoke to us; None: not counted.
    """

    __tablename__ = "outreach_event"
    __table_args__ = (Index("ix_outreach_event_watchdog_id_held_on", "watchdog_id", "held_on"),)

    place: str = Field(max_length=200)
    held_on: date
    communities: str = Field(default="", max_length=LONGEST_COMMUNITIES)
    who_spoke: int | None = None
    added_by: str = Field(max_length=120)
    added_at: datetime
