"""What a person decided about showing and counting a piece of feedback."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.vocabulary import Outcome, RedactionKind, TextPart, WithholdReason


class HoldReason(StrEnum):
    """What has to end before anything more is decided about a piece of feedback."""

    COMPLAINT = "complaint"
    LEGAL = "legal"
    LIVE_INVESTIGATION = "live_investigation"


class ModerationDecision(WatchdogTable, table=True):
    """One dated, signed decision. The highest `number` of a piece of feedback is its state.

    AWAITING says that whoever told us added something, so that a person reads it again; WITHDRAWN, that
    they took it back, and is the last there is. Both are theirs alone.

    `criticality` is a moderator's view of the most negative thing said, 0 to 5: it orders the queues of
    staff, is shown to nobody else, and is neither the person's rating nor sentiment. None: not said.
    """

    __tablename__ = "moderation_decision"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "number"),
        belongs_to("feedback", "feedback_id"),
        Index("ix_moderation_decision_watchdog_id_decided_at", "watchdog_id", "decided_at"),
    )

    feedback_id: UUID
    number: int
    outcome: Outcome = Field(sa_type=choice(Outcome))
    reason: WithholdReason | None = Field(default=None, sa_type=choice(WithholdReason))
    hold_reason: HoldReason | None = Field(default=None, sa_type=choice(HoldReason))
    criticality: int | None = None
    note: str = Field(default="", sa_type=EncryptedText)
    decided_by: str = Field(max_length=120)
    decided_at: datetime


class Redaction(WatchdogTable, table=True):
    """A part of somebody's words that others don't read: laid over them, which never change.

    `start` and `end` count characters of the part named. Those of the decision with the highest number
    count. `instead` is what stands there for it, such as "the ward sister"; empty for the words for `kind`.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "decision", "part", "start"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    decision: int
    part: TextPart = Field(sa_type=choice(TextPart))
    start: int
    end: int
    kind: RedactionKind = Field(sa_type=choice(RedactionKind))
    instead: str = Field(default="", sa_type=EncryptedText)


class ApprovedWords(WatchdogTable, table=True):
    """What others may read of a piece of feedback: its words less what was taken out, in clear and searched.

    There is a row while the newest verdict is APPROVED or PUBLISHABLE, and none otherwise.
    """

    __tablename__ = "approved_words"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    decision: int
    is_publishable: bool
    words: str = ""
    should_happen: str = ""
    added: str = ""
    approved_at: datetime


class ToTell(WatchdogTable, table=True):
    """Somebody who asked to be reached is to be told that their words were changed before others read them.

    Once a letter has been written to them they count as told, unless it is given up; otherwise a person
    rings. `changes` counts what was taken out, by kind.
    """

    __tablename__ = "to_tell"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "decision"),
        belongs_to("feedback", "feedback_id"),
        Index("ix_to_tell_watchdog_id_told_at", "watchdog_id", "told_at"),
    )

    feedback_id: UUID
    decision: int
    changes: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    since: datetime
    told_at: datetime | None = None
    told_by: str = Field(default="", max_length=120)
