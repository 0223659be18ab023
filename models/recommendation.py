"""What the watchdog asks of a body, and what became of it: dated, signed steps against the response clock."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.commitment import LONGEST_BODY, LONGEST_REASON
from models.limits import LONGEST_SCOPE

LONGEST_ASKED = 300
LONGEST_DETAILS = 2_000
LONGEST_FINDING = 1_000
LONGEST_POST = 200
MOST_COPIES = 12


class RecommendationKind(StrEnum):
    """What is sent: a recommendation, or a request for information. Both are to be answered."""

    RECOMMENDATION = "recommendation"
    INFORMATION = "information"


class StepKind(StrEnum):
    """What happened to a recommendation. The clock starts with SENT and stops with the body's answer.

    TAKES_LONGER: the body said that it has to ask others, so that the longer time counts.
    """

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    TAKES_LONGER = "takes_longer"
    CHASED = "chased"
    ESCALATED = "escalated"
    RECHECKED = "rechecked"


class Recheck(StrEnum):
    """What a person found a year after the answer."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    TOO_LITTLE = "too_little_to_say"


@dataclass(frozen=True)
class RecommendationDraft:
    """What staff say about a recommendation, before it is checked.

    `organisation_id` is the body it goes to, `addressed_to` a post there ("the Chief Nurse"), never a
    person's name. `scope` is a link with its period: where the finding can be looked at again; it may begin
    with a page, as `drawn_on` has it. `measure` is one of `analysis.measures`, or empty.
    """

    asks: str
    finding: str
    organisation_id: UUID | None = None
    addressed_to: str = ""
    details: str = ""
    kind: RecommendationKind = RecommendationKind.RECOMMENDATION
    copied_to: tuple[str, ...] = ()
    programme_id: UUID | None = None
    measure: str = ""
    scope: str = ""


@dataclass(frozen=True)
class StepDraft:
    """What staff say happened, before it is checked. `to_name` is whom it was chased or escalated with."""

    kind: StepKind
    on: date | None
    to_name: str = ""
    recheck: Recheck | None = None
    note: str = ""


class Recommendation(WatchdogTable, table=True):
    """One recommendation to one body, in its own words. `number` counts the watchdog's: "R7".

    `body` is the name that the organisation had then; what stands for it today is looked up. What was sent
    does not change any more: it is ended, and another one made. `published_at`: it is on the public page.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "number"),
        belongs_to("organisation", "organisation_id"),
        belongs_to("programme", "programme_id"),
    )

    number: int
    kind: RecommendationKind = Field(sa_type=choice(RecommendationKind))
    asks: str = Field(max_length=LONGEST_ASKED)
    details: str = Field(default="", max_length=LONGEST_DETAILS)
    finding: str = Field(max_length=LONGEST_FINDING)
    measure: str = Field(default="", max_length=120)
    scope: str = Field(default="", max_length=LONGEST_SCOPE)
    programme_id: UUID | None = None
    organisation_id: UUID
    body: str = Field(max_length=LONGEST_BODY)
    addressed_to: str = Field(default="", max_length=LONGEST_POST)
    copied_to: list[str] = Field(default_factory=list, sa_type=JSON)
    added_by: str = Field(max_length=120)
    added_at: datetime
    published_by: str = Field(default="", max_length=120)
    published_at: datetime | None = None
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
    ended_because: str = Field(default="", max_length=LONGEST_REASON)


class RecommendationStep(WatchdogTable, table=True):
    """One thing that happened `on` a day: dated, signed, and taken back where it was a mistake.

    SENT carries the working days that the body has, shorter and longer, and until when that is: a change of
    the law or of the settings moves nothing that was sent before, a new bank holiday moves the days.
    """

    __tablename__ = "recommendation_step"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "recommendation_id", "number"),
        belongs_to("recommendation", "recommendation_id"),
    )

    recommendation_id: UUID
    number: int
    kind: StepKind = Field(sa_type=choice(StepKind))
    on: date
    days: int | None = None
    longer_days: int | None = None
    due_on: date | None = None
    longer_due_on: date | None = None
    to_name: str = Field(default="", max_length=LONGEST_BODY)
    recheck: Recheck | None = Field(default=None, sa_type=choice(Recheck))
    note: str = Field(default="", max_length=LONGEST_REASON)
    signed_by: str = Field(max_length=120)
    signed_at: datetime
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
