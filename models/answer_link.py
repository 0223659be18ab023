"""A body's own way in to one recommendation: whoever holds the link reads what was asked, and answers it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to


@dataclass(frozen=True)
class AnswerLinkSeen:
    """A link that opens something, as staff see it. `made_by` is a name, `path` the end of its address."""

    made_by: str
    made_at: datetime
    until: date
    path: str


class AnswerLink(WatchdogTable, table=True):
    """One link, for the body of one recommendation; another one made, or an end, lets it open nothing more.

    `token` is the secret in it, kept so that a later letter can carry the same link, and empty once it was
    ended; `token_hash` is how it is found. `until` is the last day on which it opens anything.
    """

    __tablename__ = "answer_link"
    __table_args__ = (
        belongs_to("recommendation", "recommendation_id"),
        UniqueConstraint("watchdog_id", "token_hash"),
        Index("ix_answer_link_watchdog_id_recommendation_id", "watchdog_id", "recommendation_id"),
    )

    recommendation_id: UUID
    token: str = Field(sa_type=EncryptedText)
    token_hash: str = Field(max_length=64)
    made_by: str = Field(max_length=120)
    made_at: datetime
    until: date
    ended_by: str = Field(default="", max_length=120)
    ended_at: datetime | None = None
