"""What staff decided about the limits of a chart: dated, signed, and with a reason."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable, choice
from models.scope import Scope, to_link

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


class Decided(NamedTuple):
    """A decision that holds, as pages show it: `signed_by` is a name."""

    id: UUID
    kind: LimitsKind
    month: date
    reason: str
    signed_by: str
    signed_at: datetime


def without_period(scope: Scope) -> str:
    """A scope as a decision about its limits names it.

    >>> without_period(Scope(since=date(2026, 1, 1), theme="had_to_chase", area="ZZ1"))
    'area=ZZ1&theme=had_to_chase'
    """
    said = sorted(to_link(replace(scope, since=None, until=None)).items())
    return "&".join(f"{name}={value}" for name, value in said)
