"""A concern that somebody's words raised, and what was done about it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.vocabulary import ConcernKind


class EscalationStepKind(StrEnum):
    """What was done about a concern. RAISED begins it, DECIDED ends it."""

    RAISED = "raised"
    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    NOTED = "noted"
    DECIDED = "decided"


class EscalationOutcome(StrEnum):
    """What the safeguarding lead decided about a concern."""

    RESOLVE = "resolve"
    CONSULT = "consult"
    REPORT = "report"


class ConcernReading(WatchdogTable, table=True):
    """One piece of feedback read for concerns by one version of the rules, up to one text of theirs.

    `texts` is how many texts there were then: words added later are read again.
    """

    __tablename__ = "concern_reading"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "version", "texts"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    version: str = Field(max_length=80)
    texts: int
    read_at: datetime


class Escalation(WatchdogTable, table=True):
    """A concern in the safeguarding lead's queue: nothing about the feedback is decided before it is.

    `kinds` are values of ConcernKind, the gravest first; `reasons` names the rules that raised it and is
    empty where a person did. `due_at` is when somebody must have decided. `lead_id` is who has it; None
    while it is every lead's.
    """

    __table_args__ = (
        belongs_to("feedback", "feedback_id"),
        belongs_to("staff_member", "lead_id"),
        Index("ix_escalation_watchdog_id_feedback_id", "watchdog_id", "feedback_id"),
        Index("ix_escalation_watchdog_id_decided_at", "watchdog_id", "decided_at"),
    )

    feedback_id: UUID
    kind: ConcernKind = Field(sa_type=choice(ConcernKind))
    kinds: list[str] = Field(default_factory=list, sa_type=JSON)
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    raised_by: str = Field(max_length=120)
    raised_at: datetime
    due_at: datetime
    lead_id: UUID | None = None
    overdue_told_at: datetime | None = None
    decided_at: datetime | None = None
    outcome: EscalationOutcome | None = Field(default=None, sa_type=choice(EscalationOutcome))


def is_overdue(due_at: datetime, at: datetime) -> bool:
    """Whether somebody should have decided by now."""
    return at >= due_at


class EscalationStep(WatchdogTable, table=True):
    """One dated, signed step about a concern. DECIDED needs a reason in `note`."""

    __tablename__ = "escalation_step"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "escalation_id", "number"),
        belongs_to("escalation", "escalation_id"),
        belongs_to("staff_member", "to_staff_id"),
    )

    escalation_id: UUID
    number: int
    kind: EscalationStepKind = Field(sa_type=choice(EscalationStepKind))
    outcome: EscalationOutcome | None = Field(default=None, sa_type=choice(EscalationOutcome))
    note: str = Field(default="", sa_type=EncryptedText)
    to_staff_id: UUID | None = None
    taken_by: str = Field(max_length=120)
    taken_at: datetime
