"""What a person decided about showing and counting a piece of feedback."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.vocabulary import Outcome, WithholdReason


class ModerationDecision(WatchdogTable, table=True):
    """One dated, signed decision. The highest `number` of a piece of feedback is its state.

    AWAITING says that whoever told us added something, so that a person reads it again; WITHDRAWN, that
    they took it back, and is the last there is. Both are theirs alone.
    """

    __tablename__ = "moderation_decision"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "number"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    number: int
    outcome: Outcome = Field(sa_type=choice(Outcome))
    reason: WithholdReason | None = Field(default=None, sa_type=choice(WithholdReason))
    note: str = Field(default="", sa_type=EncryptedText)
    decided_by: str = Field(max_length=120)
    decided_at: datetime
