"""What staff decided about the limits of a chart: dated, signed, and with a reason."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable, choice

LONGEST_REASON = 500
LONGEST_SCOPE = 1_000


class LimitsKind(StrEnum):
    """STEP: limits are made anew from that month on. FROZEN: they are made before it, and then stay."""

    STEP = "step"
    FROZEN = "frozen"


class LimitsDecision(WatchdogTable, table=True):
    """One decision about the chart of one measure in one scope, from the first of a month on.

    `scope` is the scope without its period, as a link says it with its names in order: "journey=…&who=…".
    Until it is taken back (`ended_at`), it holds for everybody who looks at that chart.
    """

    __tablename__ = "limits_decision"
    __table_args__ = (Index("ix_limits_decision_watchdog_id_measure", "watchdog_id", "measure"),)

    measure: str = Field(max_length=120)
    scope: str = Field(default="", max_length=LONGEST_SCOPE)
    kind: LimitsKind = Field(sa_type=choice(LimitsKind))
    month: date
    reason: str = Field(max_length=LONGEST_REASON)
    signed_by: str = Field(max_length=120)
    signed_at: datetime
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
