"""One piece of feedback: the draft that checks it and the row that keeps it."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field as Column
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.vocabulary import (
    Channel,
    HeldBecause,
    IsSorted,
    Journey,
    Rating,
    Sector,
    Speaker,
    Standing,
    WhoChased,
)
from models.words import canonical, is_blank

LONGEST_WORDS = 20_000
LONGEST_LINE = 200
OLDEST_YEARS = 20
FEWEST_DIGITS = 5


def _blank_is_nothing(value: Any) -> Any:
    return "" if isinstance(value, str) and is_blank(value) else value


def _a_line(value: str) -> str:
    value = " ".join(canonical(value).split())
    if len(value) > LONGEST_LINE:
        raise PydanticCustomError(
            "line_too_long",
            "Use {limit} characters or fewer. You have used {used}",
            {"limit": LONGEST_LINE, "used": len(value)},
        )
    return value


Line = Annotated[str, BeforeValidator(_blank_is_nothing), AfterValidator(_a_line)]


class HandoverDraft(SQLModel):
    """One join: from a service to the next. None on either end is "I don't know" or "not listed"."""

    model_config = SQLModelConfig(extra="forbid", frozen=True)

    from_service_id: UUID | None = None
    from_sector: Sector = Sector.UNKNOWN
    to_service_id: UUID | None = None
    to_sector: Sector = Sector.UNKNOWN


class FeedbackDraft(SQLModel):
    """Feedback as it arrives, before we hold it. Every front door fills this one."""

    model_config = SQLModelConfig(extra="forbid")

    submission_token: str = Field(min_length=16, max_length=128)
    told_on: date
    channel: Channel
    language: str = Field(default="en", min_length=2, max_length=12)
    journey: Journey
    speaker: Speaker = Speaker.PREFER_NOT_TO_SAY
    standing: Standing = Standing.NOT_SAID
    service_ids: list[UUID] = Field(default_factory=list, max_length=12)
    service_not_listed: Line = ""
    handovers: list[HandoverDraft] = Field(default_factory=list, max_length=6)
    words: str = ""
    rating: Rating | None = None
    happened_on: date | None = None
    happened_in_month: bool = True
    answers: dict[str, str] = Field(default_factory=dict)
    question_set: str = Field(default="", max_length=60)
    consent_reports: bool = False
    consent_quotation: bool = False
    consent_pass_on: bool = False
    consent_contact: bool = False
    consent_wording: str = Field(default="", max_length=20)
    contact_name: Line = ""
    contact_telephone: Line = ""
    contact_email: Line = ""

    @field_validator("words")
    @classmethod
    def words_fit_and_are_kept_whole(cls, words: str) -> str:
        words = canonical(words)
        if is_blank(words):
            return ""
        if len(words) > LONGEST_WORDS:
            raise PydanticCustomError(
                "words_too_long",
                "Use {limit} characters or fewer. You have used {used}, so take out {over}",
                {
                    "limit": f"{LONGEST_WORDS:,}",
                    "used": f"{len(words):,}",
                    "over": f"{len(words) - LONGEST_WORDS:,}",
                },
            )
        return words

    @field_validator("happened_on")
    @classmethod
    def it_happened_in_living_practice(cls, day: date | None, info: ValidationInfo) -> date | None:
        told_on = info.data.get("told_on")
        if day is None or told_on is None:
            return day
        if day > told_on:
            raise PydanticCustomError("date_in_future", "Enter a date that's today or earlier")
        if day.year < told_on.year - OLDEST_YEARS:
            raise PydanticCustomError(
                "date_too_old",
                "Enter a date in {earliest} or later, or leave the date out and tell us in your words",
                {"earliest": told_on.year - OLDEST_YEARS},
            )
        return day

    @field_validator("contact_email")
    @classmethod
    def an_address_has_both_sides(cls, address: str) -> str:
        name, at, host = address.rpartition("@")
        if address and not (name and at and "." in host and " " not in address):
            raise PydanticCustomError("email_unclear", "Enter an email address like name@example.com")
        return address

    @field_validator("contact_telephone")
    @classmethod
    def a_number_has_digits(cls, number: str) -> str:
        if number and sum(character.isdecimal() for character in number) < FEWEST_DIGITS:
            raise PydanticCustomError("telephone_unclear", "Enter a phone number like 01632 960001")
        return number

    @model_validator(mode="after")
    def somebody_to_contact(self) -> "FeedbackDraft":
        if self.consent_contact and not (self.contact_telephone or self.contact_email):
            raise PydanticCustomError(
                "contact_missing",
                "Give a phone number or an email address, or take away the tick to pass on your name",
            )
        return self

    @model_validator(mode="after")
    def something_was_said(self) -> "FeedbackDraft":
        if not (self.words or self.answers or (self.rating and self.rating is not Rating.DONT_KNOW)):
            raise PydanticCustomError("words_missing", "Tell us what happened, or how it was overall")
        return self


class Feedback(WatchdogTable, table=True):
    """What somebody told us. The words are encrypted and never edited; choices are counted.

    `secret_digest` is that of the second secret that goes with the reference; `words_digest` is a keyed
    digest, by which the same words are known again without being read.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "reference"),
        UniqueConstraint("watchdog_id", "submission_token"),
        Index("ix_feedback_watchdog_id_counted_on", "watchdog_id", "counted_on"),
        Index("ix_feedback_watchdog_id_words_digest", "watchdog_id", "words_digest"),
    )

    reference: str = Column(max_length=20)
    submission_token: str = Column(max_length=128)
    received_at: datetime
    counted_on: date
    happened_on: date | None = None
    happened_in_month: bool = True
    channel: Channel = Column(sa_type=choice(Channel))
    language: str = Column(max_length=12)
    journey: Journey = Column(sa_type=choice(Journey))
    speaker: Speaker = Column(sa_type=choice(Speaker))
    standing: Standing = Column(sa_type=choice(Standing))
    rating: Rating | None = Column(default=None, sa_type=choice(Rating))
    words: str = Column(default="", sa_type=EncryptedText)
    should_happen: str = Column(default="", sa_type=EncryptedText)
    service_not_listed: str = Column(default="", sa_type=EncryptedText)
    answers: dict[str, str] = Column(default_factory=dict, sa_type=JSON)
    question_set: str = Column(default="", max_length=60)
    collected_by: str = Column(default="", max_length=LONGEST_LINE)
    consent_reports: bool = False
    consent_quotation: bool = False
    consent_pass_on: bool = False
    consent_contact: bool = False
    consent_wording: str = Column(default="", max_length=20)
    held_because: HeldBecause | None = Column(default=None, sa_type=choice(HeldBecause))
    secret_digest: str = Column(default="", max_length=64)
    words_digest: str = Column(default="", max_length=64)


class FeedbackService(WatchdogTable, table=True):
    """A service that a piece of feedback is about, in the order the person named them."""

    __tablename__ = "feedback_service"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "service_id"),
        belongs_to("feedback", "feedback_id"),
        belongs_to("service", "service_id"),
        Index("ix_feedback_service_watchdog_id_service_id", "watchdog_id", "service_id"),
    )

    feedback_id: UUID
    service_id: UUID
    position: int


class Handover(WatchdogTable, table=True):
    """A join: from one service to the next, in the order it happened.

    `problems` are ids of themes of the group "joins", praise included.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "position"),
        belongs_to("feedback", "feedback_id"),
        belongs_to("service", "from_service_id"),
        belongs_to("service", "to_service_id"),
    )

    feedback_id: UUID
    position: int
    from_service_id: UUID | None = None
    from_sector: Sector = Column(sa_type=choice(Sector))
    to_service_id: UUID | None = None
    to_sector: Sector = Column(sa_type=choice(Sector))
    problems: list[str] = Column(default_factory=list, sa_type=JSON)
    times_sent_back: int | None = None
    who_chased: WhoChased | None = Column(default=None, sa_type=choice(WhoChased))
    days_lost: int | None = None
    is_sorted: IsSorted | None = Column(default=None, sa_type=choice(IsSorted))


class Contact(WatchdogTable, table=True):
    """How to reach somebody who asked to be reached. Kept apart, and encrypted."""

    __table_args__ = (UniqueConstraint("watchdog_id", "feedback_id"), belongs_to("feedback", "feedback_id"))

    feedback_id: UUID
    name: str = Column(default="", sa_type=EncryptedText)
    telephone: str = Column(default="", sa_type=EncryptedText)
    email: str = Column(default="", sa_type=EncryptedText)


class AboutYou(WatchdogTable, table=True):
    """What somebody told us about themselves, so that we hear from everybody. Kept apart, and encrypted."""

    __tablename__ = "about_you"
    __table_args__ = (UniqueConstraint("watchdog_id", "feedback_id"), belongs_to("feedback", "feedback_id"))

    feedback_id: UUID
    question_set: str = Column(max_length=60)
    answers: str = Column(default="", sa_type=EncryptedText)


class Correction(WatchdogTable, table=True):
    """What somebody added later to what they had told us. Their first words stay as they were."""

    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "number"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    number: int
    words: str = Column(default="", sa_type=EncryptedText)
    received_at: datetime
