"""The watchdog itself, and the numbers it gives to somebody who needs help now."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, Table, WatchdogTable, choice

HERE = ZoneInfo("Europe/London")
"""Where the watchdogs are: what a day is, and the time that people are shown."""


class Watchdog(Table, table=True):
    """A local health watchdog. `id` is short and lower case, such as "west-testford".

    `lead_id` is the account of the safeguarding lead whom concerns go to first; None: to every lead.
    """

    id: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    area: str = Field(max_length=200)
    telephone: str = Field(default="", max_length=40)
    opened_at: datetime
    is_demonstration: bool = False
    key_check: str = Field(sa_type=EncryptedText)
    lead_id: UUID | None = None


class SignpostKind(StrEnum):
    """Whom somebody can turn to. The two safeguarding ones must be known before the form opens."""

    EMERGENCY = "emergency"
    URGENT_MEDICAL = "urgent_medical"
    MENTAL_HEALTH_CRISIS = "mental_health_crisis"
    LISTENING = "listening"
    SAFEGUARDING_ADULTS = "safeguarding_adults"
    SAFEGUARDING_CHILDREN = "safeguarding_children"
    COMPLAINTS = "complaints"


CHECKED_FOR_DAYS = 180
SAFEGUARDING = (SignpostKind.SAFEGUARDING_ADULTS, SignpostKind.SAFEGUARDING_CHILDREN)


class Signpost(WatchdogTable, table=True):
    """A number to ring, and the day somebody last checked it. An empty number is not known yet."""

    __table_args__ = (UniqueConstraint("watchdog_id", "kind"),)

    kind: SignpostKind = Field(sa_type=choice(SignpostKind))
    title: str = Field(max_length=200)
    number: str = Field(default="", max_length=60)
    hours: str = Field(default="", max_length=200)
    checked_on: date | None = None


def is_to_be_checked(checked_on: date | None, today: date) -> bool:
    """Whether a number was never checked, or so long ago that it may no longer be answered."""
    return checked_on is None or (today - checked_on).days > CHECKED_FOR_DAYS
