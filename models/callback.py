"""People who asked to be rung, and people who asked not to be."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice


class CallbackResult(StrEnum):
    """How one try to ring somebody ended."""

    REACHED = "reached"
    RING_LATER = "ring_later"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    WRONG_NUMBER = "wrong_number"
    ASKED_NOT_TO_CALL = "asked_not_to_call"


class CallbackOutcome(StrEnum):
    """How a callback ended."""

    DONE = "done"
    GIVEN_UP = "given_up"
    WRONG_NUMBER = "wrong_number"
    ASKED_NOT_TO_CALL = "asked_not_to_call"
    RANG_US = "rang_us"
    TAKEN_BACK = "taken_back"
    NOT_NEEDED = "not_needed"


UNANSWERED = frozenset({CallbackResult.NO_ANSWER, CallbackResult.LEFT_MESSAGE})
MOST_UNANSWERED = 3
"""After so many tries that nobody answered, whoever rings may give up."""


class Callback(WatchdogTable, table=True):
    """Somebody asked to be rung, and left a number. Open while `closed_at` is None.

    It belongs to what was sent, or to what is still being written (`draft_id`). `rings_id` is the account
    of whoever is to ring.
    """

    __table_args__ = (
        belongs_to("feedback", "feedback_id"),
        belongs_to("entry_draft", "draft_id"),
        belongs_to("staff_member", "rings_id"),
        Index("ix_callback_watchdog_id_due_at", "watchdog_id", "due_at"),
    )

    feedback_id: UUID | None = None
    draft_id: UUID | None = None
    rings_id: UUID
    name: str = Field(default="", sa_type=EncryptedText)
    telephone: str = Field(default="", sa_type=EncryptedText)
    why: str = Field(default="", sa_type=EncryptedText)
    due_at: datetime
    asked_by: str = Field(max_length=120)
    asked_at: datetime
    closed_at: datetime | None = None
    outcome: CallbackOutcome | None = Field(default=None, sa_type=choice(CallbackOutcome))


class CallbackAttempt(WatchdogTable, table=True):
    """One try to ring somebody back, dated and signed."""

    __tablename__ = "callback_attempt"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "callback_id", "number"),
        belongs_to("callback", "callback_id"),
    )

    callback_id: UUID
    number: int
    result: CallbackResult = Field(sa_type=choice(CallbackResult))
    note: str = Field(default="", sa_type=EncryptedText)
    tried_by: str = Field(max_length=120)
    tried_at: datetime


class DoNotCall(WatchdogTable, table=True):
    """A number that nobody here rings again: `telephone` is written as it is dialled from anywhere.

    `ended_at` is when its owner said that we may ring after all.
    """

    __tablename__ = "do_not_call"

    telephone: str = Field(sa_type=EncryptedText)
    asked_at: datetime
    noted_by: str = Field(max_length=120)
    ended_at: datetime | None = None
    ended_by: str = Field(default="", max_length=120)
