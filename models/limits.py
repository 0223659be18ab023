"""What staff decided about the limits of a chart: dated, signed, and with a reason."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from models.base import WatchdogTable, choice
from models.scope import Looking, Scope, looking_to_link

LONGEST_REASON = 500
LONGEST_SCOPE = 1_000


class LimitsKind(StrEnum):
    """STEP: limits are made anew from that month on. FROZEN: they are made before it, and then stay."""

    STEP = "step"
    FROZEN = "frozen"


class LimitsDecision(WatchdogTable, table=True):
    """One decision about the chart of one measure in one scope, from the first of a month on.

    `scope` is the scope without its period, as a link says it with its names in order: "journey=…&who=…". Of
    a theme it may be about people's tags alone ("people_only=yes"), which is a chart of its own.
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


def scope_of_chart(scope: Scope, measure: str, *, is_people_only: bool = False) -> str:
    """A scope, without its period, as a decision about the limits of one measure in it names it.

    Where tags make the chart, that of people's tags alone is a chart of its own.

    >>> scope_of_chart(Scope(since=date(2026, 1, 1), area="ZZ1"), "people", is_people_only=True)
    'area=ZZ1'
    >>> scope_of_chart(Scope(area="ZZ1"), "theme.had_to_chase", is_people_only=True)
    'area=ZZ1&people_only=yes'
    """
    is_of_tags = measure.startswith("theme.") or scope.theme is not None
    looking = Looking(replace(scope, since=None, until=None), is_people_only=is_people_only and is_of_tags)
    return "&".join(f"{name}={value}" for name, value in sorted(looking_to_link(looking).items()))


def same_people(scope: str, covering: Collection[str]) -> str:
    """A scope as a decision names it, without a programme that everything is about.

    >>> same_people("programme=strategy&who=patients", {"strategy"})
    'who=patients'
    """
    narrowing = {f"programme={code}" for code in covering}
    return "&".join(part for part in scope.split("&") if part not in narrowing)
