"""What a machine proposed about a comment, and what a person decided. Both are kept."""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.vocabulary import Sector, Sentiment, TaggingOutcome, TagKind


class Tagging(WatchdogTable, table=True):
    """One comment read by one version of the machine: tagged (perhaps with nothing) or failed.

    `is_cut`: the comment went on beyond what the machine read.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "taxonomy_version", "model_version"),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    taxonomy_version: str = Field(max_length=40)
    model_version: str = Field(max_length=80)
    outcome: TaggingOutcome = Field(sa_type=choice(TaggingOutcome))
    tries: int = 1
    tagged_at: datetime
    is_cut: bool = False


class ThemeTag(WatchdogTable, table=True):
    """A theme that a machine proposed. `spans` are [start, end] in the person's own words."""

    __tablename__ = "theme_tag"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "tagging_id", "theme"),
        belongs_to("tagging", "tagging_id"),
        belongs_to("feedback", "feedback_id"),
        Index("ix_theme_tag_watchdog_id_feedback_id", "watchdog_id", "feedback_id"),
        Index("ix_theme_tag_watchdog_id_theme", "watchdog_id", "theme", "tagging_id", "feedback_id"),
    )

    tagging_id: UUID
    feedback_id: UUID
    theme: str = Field(max_length=60)
    spans: list[list[int]] = Field(default_factory=list, sa_type=JSON)


class SentimentTag(WatchdogTable, table=True):
    """How a comment read to a machine: a label, a score from -1 to 1, and how sure it was, from 0 to 1.

    `is_mixed`: one part clearly praises and another clearly complains.
    """

    __tablename__ = "sentiment_tag"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "tagging_id"),
        belongs_to("tagging", "tagging_id"),
        belongs_to("feedback", "feedback_id"),
        Index("ix_sentiment_tag_watchdog_id_feedback_id", "watchdog_id", "feedback_id"),
    )

    tagging_id: UUID
    feedback_id: UUID
    sentiment: Sentiment = Field(sa_type=choice(Sentiment))
    score: float
    confidence: float = 0.0
    is_mixed: bool = False


class TagsInUse(WatchdogTable, table=True):
    """Which version of the machine the figures go by, dated and signed; the newest row counts."""

    __tablename__ = "tags_in_use"

    taxonomy_version: str = Field(max_length=40)
    model_version: str = Field(max_length=80)
    since: datetime
    chosen_by: str = Field(max_length=120)


class TagDecision(WatchdogTable, table=True):
    """What a person decided about a comment's tags, dated and signed.

    For themes there is one row per theme that applies, and one with an empty value where a person
    found none; for sentiment one row whose value is a `Sentiment`. All rows of one act share
    `round`, and the highest round of a comment and kind is the decision that counts. A blind reading is
    a second person's, who hadn't seen the first: it counts in no figure, and has the round of the first.
    """

    __tablename__ = "tag_decision"
    __table_args__ = (
        UniqueConstraint(
            "watchdog_id",
            "feedback_id",
            "kind",
            "is_blind",
            "round",
            "value",
            name="uq_tag_decision_round",  # the usual name is longer than PostgreSQL takes
        ),
        belongs_to("feedback", "feedback_id"),
    )

    feedback_id: UUID
    kind: TagKind = Field(sa_type=choice(TagKind))
    value: str = Field(max_length=60)
    round: int = 1
    is_blind: bool = False
    decided_by: str = Field(max_length=120)
    decided_at: datetime


def is_read_twice(feedback_id: UUID, percent: int) -> bool:
    """Whether a comment is in the sample that two people read: by chance, for good, and nobody's choice.

    A larger `percent` takes in all that a smaller one did.
    """
    drawn = int.from_bytes(sha256(b"read twice:" + feedback_id.bytes).digest()[:4])
    return drawn * 100 < percent * 2**32


class JoinSeen(NamedTuple):
    """A join as somebody sees it in a text; `problems` are ids of themes of the group "joins"."""

    from_service_id: UUID | None
    from_sector: Sector
    to_service_id: UUID | None
    to_sector: Sector
    problems: tuple[str, ...] = ()


class ReviewedJoin(WatchdogTable, table=True):
    """A join that a person confirmed in somebody's words, dated and signed.

    All rows of one act share `round`, and the highest round of a piece of feedback counts, before what
    the person chose in the form. One with `position` 0 says that there is no join.
    """

    __tablename__ = "reviewed_join"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "feedback_id", "round", "position"),
        belongs_to("feedback", "feedback_id"),
        belongs_to("service", "from_service_id"),
        belongs_to("service", "to_service_id"),
    )

    feedback_id: UUID
    round: int
    position: int
    from_service_id: UUID | None = None
    from_sector: Sector = Field(sa_type=choice(Sector))
    to_service_id: UUID | None = None
    to_sector: Sector = Field(sa_type=choice(Sector))
    problems: list[str] = Field(default_factory=list, sa_type=JSON)
    decided_by: str = Field(max_length=120)
    decided_at: datetime
