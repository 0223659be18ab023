"""What a body answered: to a recommendation, or to what one person told us."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.commitment import LONGEST_BODY, LONGEST_REASON

LONGEST_RESPONSE = 10_000
LONGEST_CHANGE = 1_000
LONGEST_FROM = 200


class CameBy(StrEnum):
    """How an answer reached the watchdog. LINK: the body typed it itself, on the page our letter named."""

    LETTER = "letter"
    EMAIL = "email"
    MEETING = "meeting"
    PHONE = "phone"
    LINK = "link"


class Stance(StrEnum):
    """What a body says it will do with a recommendation; of what one person told us, nothing is said."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_SAID = "not_said"


class ChangeState(StrEnum):
    """Whether something changes because of it, by the body's own word."""

    NONE = "none"
    PLANNED = "planned"
    MADE = "made"


@dataclass(frozen=True)
class ResponseDraft:
    """What staff enter of an answer, before it is checked. Exactly one of the two ids is given."""

    words: str
    dated_on: date | None
    received_on: date | None
    came_by: CameBy | None
    recommendation_id: UUID | None = None
    feedback_id: UUID | None = None
    organisation_id: UUID | None = None
    stance: Stance | None = None
    reason: str = ""
    change: ChangeState | None = None
    change_what: str = ""
    change_by: date | None = None
    from_whom: str = ""


@dataclass(frozen=True)
class ResponseSeen:
    """An answer as pages show it; names of people stand for how the record calls them.

    `words` and `from_whom` are empty for whoever may not read them as they came. `feedback_reference` says
    which feedback it answers, for staff who may know. `is_public`: anybody may read `shown` now.
    """

    id: UUID
    recommendation_id: UUID | None
    feedback_id: UUID | None
    body: str
    dated_on: date
    received_on: date
    came_by: CameBy
    stance: Stance | None
    reason: str = ""
    change: ChangeState = ChangeState.NONE
    change_what: str = ""
    change_by: date | None = None
    words: str = ""
    from_whom: str = ""
    shown: str = ""
    feedback_reference: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    checked_by: str = ""
    checked_at: datetime | None = None
    published_by: str = ""
    published_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    ended_because: str = ""

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.ended_at is None


class ProviderResponse(WatchdogTable, table=True):
    """One answer of a body, entered by staff, then checked, then published.

    `words` are as they came and never change; `shown` is what anybody may read of them, in clear, and empty
    until somebody has checked it. The newest one to a recommendation that is not taken back stops the clock.
    `reason` is why a recommendation is refused; it and `change_what` are in clear too, as they came until
    somebody checks them. `from_whom` is who speaks for the body, for staff alone. `change_by` is when a
    planned change is to be there; `dated_on` is the day on the letter.
    """

    __tablename__ = "provider_response"
    __table_args__ = (
        belongs_to("recommendation", "recommendation_id"),
        belongs_to("feedback", "feedback_id"),
        belongs_to("organisation", "organisation_id"),
        CheckConstraint("(recommendation_id IS NULL) <> (feedback_id IS NULL)", name="answers_one_thing"),
        Index("ix_provider_response_watchdog_id_feedback_id", "watchdog_id", "feedback_id"),
        Index("ix_provider_response_watchdog_id_recommendation_id", "watchdog_id", "recommendation_id"),
    )

    recommendation_id: UUID | None = None
    feedback_id: UUID | None = None
    organisation_id: UUID | None = None
    body: str = Field(max_length=LONGEST_BODY)
    dated_on: date
    received_on: date
    came_by: CameBy = Field(sa_type=choice(CameBy))
    words: str = Field(sa_type=EncryptedText)
    from_whom: str = Field(default="", sa_type=EncryptedText)
    shown: str = ""
    stance: Stance | None = Field(default=None, sa_type=choice(Stance))
    reason: str = Field(default="", max_length=LONGEST_CHANGE)
    change: ChangeState = Field(default=ChangeState.NONE, sa_type=choice(ChangeState))
    change_what: str = Field(default="", max_length=LONGEST_CHANGE)
    change_by: date | None = None
    entered_by: str = Field(max_length=120)
    entered_at: datetime
    checked_by: str = Field(default="", max_length=120)
    checked_at: datetime | None = None
    published_by: str = Field(default="", max_length=120)
    published_at: datetime | None = None
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
    ended_because: str = Field(default="", max_length=LONGEST_REASON)


def is_unread(answer: ResponseSeen | ProviderResponse) -> bool:
    """Whether a body typed it by itself, and nobody here has checked it yet."""
    return answer.came_by is CameBy.LINK and answer.checked_at is None
