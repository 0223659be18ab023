"""One piece of feedback as it is kept; `models.feedback_draft` checks it first."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field as Column

import models.outreach
import models.programme
import models.staff  # noqa: F401  (for their tables, which these refer to)
from models.base import EncryptedText, WatchdogTable, belongs_to, choice
from models.entry import Interpreter
from models.feedback_draft import LONGEST_LINE
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

LONGEST_AREA = 4
"""Of the first half of a postcode."""


class Feedback(WatchdogTable, table=True):
    """What somebody told us. The words are encrypted and never edited; choices are counted.

    `secret_digest` is that of the second secret that goes with the reference; `words_digest` is a keyed
    digest, by which the same words are known again without being read. `words_gone_at` is when the words
    were forgotten because they had been kept long enough: what was chosen goes on counting. `word_count` is
    how many words they wrote in all, so that long ones are found unopened; None where nobody counted.

    What was written down for somebody has the account of whoever typed it (`entered_by`), who may put it
    right until a moderator has opened it (`taken_at`). `caller_digest` is a keyed digest of the number that
    they can be rung on; `same_story_as` the feedback in which they told the beginning of this story;
    `spoken_language` what they spoke, where the words are in another language. `programme_id` is the
    programme whose own address they came by.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "reference"),
        UniqueConstraint("watchdog_id", "submission_token"),
        belongs_to("staff_member", "entered_by"),
        belongs_to("outreach_event", "outreach_event_id"),
        belongs_to("programme", "programme_id"),
        Index("ix_feedback_watchdog_id_entered_by", "watchdog_id", "entered_by"),
        Index("ix_feedback_watchdog_id_caller_digest", "watchdog_id", "caller_digest"),
        Index("ix_feedback_watchdog_id_counted_on", "watchdog_id", "counted_on"),
        Index("ix_feedback_watchdog_id_received_at", "watchdog_id", "received_at"),
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
    words_gone_at: datetime | None = None
    word_count: int | None = None
    entered_by: UUID | None = None
    taken_at: datetime | None = None
    caller_digest: str = Column(default="", max_length=64)
    same_story_as: UUID | None = None
    spoken_language: str = Column(default="", max_length=12)
    interpreter: Interpreter | None = Column(default=None, sa_type=choice(Interpreter))
    outreach_event_id: UUID | None = None
    programme_id: UUID | None = None


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
    """What somebody told us about themselves, so that we hear from everybody. Kept apart, and encrypted.

    `area` alone is plain, because it is counted: the first half of a postcode, such as "MK9", or empty.
    """

    __tablename__ = "about_you"
    __table_args__ = (UniqueConstraint("watchdog_id", "feedback_id"), belongs_to("feedback", "feedback_id"))

    feedback_id: UUID
    question_set: str = Column(max_length=60)
    answers: str = Column(default="", sa_type=EncryptedText)
    area: str = Column(default="", max_length=LONGEST_AREA)


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
