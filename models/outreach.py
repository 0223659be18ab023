"""Where the watchdog went to listen."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to

LONGEST_PLACE = 200
LONGEST_COMMUNITIES = 300
MOST_WHO_SPOKE = 9_999


@dataclass(frozen=True)
class OutreachDraft:
    """What staff say about an event, before it is checked.

    `who_spoke` is None where nobody counted, and `programme_id` where it was for no programme.
    """

    place: str
    held_on: date | None
    communities: str = ""
    who_spoke: int | None = None
    programme_id: UUID | None = None


class OutreachEvent(WatchdogTable, table=True):
    """A day at a library or a market. `communities` says whom it was meant to reach, and is nobody's name.

    `who_spoke` is how many people spoke to us; None: not counted. `programme_id` is the programme it was for.
    """

    __tablename__ = "outreach_event"
    __table_args__ = (
        Index("ix_outreach_event_watchdog_id_held_on", "watchdog_id", "held_on"),
        belongs_to("programme", "programme_id"),
    )

    place: str = Field(max_length=LONGEST_PLACE)
    held_on: date
    communities: str = Field(default="", max_length=LONGEST_COMMUNITIES)
    who_spoke: int | None = None
    programme_id: UUID | None = None
    added_by: str = Field(max_length=120)
    added_at: datetime
