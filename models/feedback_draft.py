"""Feedback as it arrives, checked before it is kept. Every front door fills this one."""

import re
from datetime import date
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
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from models.entry import Interpreter
from models.vocabulary import (
    Channel,
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
LONGEST_NAMES = 600  # six names of services, with arrows between them
OLDEST_YEARS = 20
FEWEST_DIGITS = 5
MOST_JOINS = 6
MOST_TIMES_SENT_BACK = 99
MOST_DAYS_LOST = 3_650
THEME_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")


def _blank_is_nothing(value: Any) -> Any:
    return "" if isinstance(value, str) and is_blank(value) else value


def _a_line(longest: int) -> AfterValidator:
    def check(value: str) -> str:
        value = " ".join(canonical(value).split())
        if len(value) > longest:
            raise PydanticCustomError(
                "line_too_long",
                "Use {limit} characters or fewer. You have used {used}",
                {"limit": longest, "used": len(value)},
            )
        return value

    return AfterValidator(check)


Line = Annotated[str, BeforeValidator(_blank_is_nothing), _a_line(LONGEST_LINE)]
Names = Annotated[str, BeforeValidator(_blank_is_nothing), _a_line(LONGEST_NAMES)]


class HandoverDraft(SQLModel):
    """One join: from a service to the next. None on either end is "I don't know" or "not listed".

    `problems` are ids of themes of the group "joins", praise included; None for a number is "not said".
    """

    model_config = SQLModelConfig(extra="forbid", frozen=True)

    from_service_id: UUID | None = None
    from_sector: Sector = Sector.UNKNOWN
    to_service_id: UUID | None = None
    to_sector: Sector = Sector.UNKNOWN
    problems: list[str] = Field(default_factory=list, max_length=60)
    times_sent_back: int | None = Field(default=None, ge=0, le=MOST_TIMES_SENT_BACK)
    who_chased: WhoChased | None = None
    days_lost: int | None = Field(default=None, ge=0, le=MOST_DAYS_LOST)
    is_sorted: IsSorted | None = None

    @field_validator("problems")
    @classmethod
    def problems_are_ids_of_themes(cls, problems: list[str]) -> list[str]:
        for problem in problems:
            if not THEME_ID.fullmatch(problem):
                raise ValueError("a problem is the id of a theme")
        return list(dict.fromkeys(problems))

    @property
    def says_something(self) -> bool:
        """Whether it tells us how the join went; where it led tells us nothing of that."""
        return bool(
            self.problems
            or self.times_sent_back is not None
            or self.days_lost is not None
            or self.who_chased not in (None, WhoChased.DONT_KNOW)
            or self.is_sorted not in (None, IsSorted.DONT_KNOW)
        )


class FeedbackDraft(SQLModel):
    """Feedback as it arrives, before we hold it.

    `secret` goes with the reference, in the clear: it is never stored, only its digest is.
    `is_sent_in_danger`: kept at once for the safeguarding lead, whatever has been said by then.
    """

    model_config = SQLModelConfig(extra="forbid")

    submission_token: str = Field(min_length=16, max_length=128)
    told_on: date
    channel: Channel
    language: str = Field(default="en", min_length=2, max_length=12)
    journey: Journey
    speaker: Speaker = Speaker.PREFER_NOT_TO_SAY
    standing: Standing = Standing.NOT_SAID
    service_ids: list[UUID] = Field(default_factory=list, max_length=12)
    service_not_listed: Names = ""
    handovers: list[HandoverDraft] = Field(default_factory=list, max_length=MOST_JOINS)
    words: str = ""
    should_happen: str = ""
    rating: Rating | None = None
    happened_on: date | None = None
    happened_in_month: bool = True
    answers: dict[str, str] = Field(default_factory=dict)
    question_set: str = Field(default="", max_length=60)
    collected_by: Line = ""
    consent_reports: bool = False
    consent_quotation: bool = False
    consent_pass_on: bool = False
    consent_contact: bool = False
    consent_wording: str = Field(default="", max_length=20)
    contact_name: Line = ""
    contact_telephone: Line = ""
    contact_email: Line = ""
    secret: str = Field(default="", max_length=40, repr=False)
    entered_by: UUID | None = None
    caller_digest: str = Field(default="", max_length=64, repr=False)
    same_story_as: UUID | None = None
    spoken_language: str = Field(default="", max_length=12)
    interpreter: Interpreter | None = None
    outreach_event_id: UUID | None = None
    programme_id: UUID | None = None
    is_sent_in_danger: bool = False

    @field_validator("words", "should_happen")
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
        is_rated = self.rating is not None and self.rating is not Rating.DONT_KNOW
        is_told = self.words or self.should_happen or self.answers or is_rated
        if self.is_sent_in_danger:
            return self
        if not is_told and not any(join.says_something for join in self.handovers):
            raise PydanticCustomError("words_missing", "Tell us what happened, or how it was overall")
        return self
