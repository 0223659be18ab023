"""A record of who did what, that nobody can quietly change."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import Table, choice
from models.events import Event


class AuditHead(Table, table=True):
    """Where a watchdog's chain ends. Its row is locked while a link is added."""

    __tablename__ = "audit_head"

    watchdog_id: str = Field(primary_key=True, foreign_key="watchdog.id", max_length=40)
    sequence: int = 0
    hash: str = Field(default="", max_length=64)


class AuditEvent(Table, table=True):
    """One link: `hash` is over this row and the hash before it. The database refuses changes.

    `subject` is an id, never a name. `detail` holds counts and choices, never anybody's words.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_watchdog_id_subject", "watchdog_id", "subject"),)

    watchdog_id: str = Field(primary_key=True, foreign_key="watchdog.id", max_length=40)
    sequence: int = Field(primary_key=True)
    at: datetime
    actor: str = Field(max_length=120)
    event: Event = Field(sa_type=choice(Event))
    subject: str = Field(default="", max_length=80)
    detail: dict[str, str | int] = Field(default_factory=dict, sa_type=JSON)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)
