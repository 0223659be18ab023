"""What somebody at the watchdog writes down while another person tells it, or from paper."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.vocabulary import Channel

SAME_STORY_WITHIN = timedelta(days=30)
"""Whoever rings again within this time may be telling the same story."""


class ConsentUse(StrEnum):
    """What somebody may agree to, each by itself."""

    REPORTS = "reports"
    QUOTATION = "quotation"
    PASS_ON = "pass_on"  # noqa: S105 (the name of a use)
    CONTACT = "contact"


class SpokenAnswer(StrEnum):
    """What somebody said when a use was read to them. Only YES is agreement."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Interpreter(StrEnum):
    """Who helped somebody to tell us in another language; feedback without one has none of these."""

    PROFESSIONAL = "professional"
    FAMILY_OR_FRIEND = "family_or_friend"
    OUR_OWN = "our_own"


class EntryDraft(WatchdogTable, table=True):
    """One call, sheet or conversation that is being written down. Nobody but `staff_id` opens it.

    `state` is JSON, empty once it was sent. `feedback_id` is what it was sent as: once it is there and
    `sent_at` is not, it was sent at once because somebody may be in danger and is still being written, or is
    being put right. `sent_at` without `feedback_id` is when it was thrown away; the empty row stays as long
    as contact details do, so that what its page still sends brings nothing back.
    """

    __tablename__ = "entry_draft"
    __table_args__ = (
        belongs_to("staff_member", "staff_id"),
        belongs_to("feedback", "feedback_id"),
        Index("ix_entry_draft_watchdog_id_staff_id", "watchdog_id", "staff_id"),
    )

    staff_id: UUID
    channel: Channel = Field(sa_type=choice(Channel))
    state: str = Field(default="", sa_type=EncryptedText)
    begun_at: datetime
    saved_at: datetime
    feedback_id: UUID | None = None
    sent_at: datetime | None = None


class SpokenConsent(WatchdogTable, table=True):
    """What somebody said when one of the four uses was read to them. The highest `number` counts."""

    __tablename__ = "spoken_consent"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "use", "number"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    use: ConsentUse = Field(sa_type=choice(ConsentUse))
    number: int = 1
    said: SpokenAnswer = Field(sa_type=choice(SpokenAnswer))
    wording: str = Field(default="", max_length=20)
    initials: str = Field(default="", max_length=10)
    asked_at: datetime


class ThemeHeard(WatchdogTable, table=True):
    """A theme that the words suggested and that somebody confirmed while they listened.

    It counts in no figure: whoever checks tags finds it ticked, and decides.
    """

    __tablename__ = "theme_heard"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "theme"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    theme: str = Field(max_length=60)
    heard_by: str = Field(max_length=120)
    heard_at: datetime


class EntryChange(WatchdogTable, table=True):
    """What an entry said before whoever had typed it put it right: JSON, only what changed."""

    __tablename__ = "entry_change"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "number"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    number: int
    before: str = Field(default="", sa_type=EncryptedText)
    changed_by: str = Field(max_length=120)
    changed_at: datetime
