"""The people who work for the watchdog, and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.vocabulary import Role


class StaffMember(WatchdogTable, table=True):
    """Somebody with an account. A leaver is disabled, not deleted: decisions stay signed."""

    __tablename__ = "staff_member"
    __table_args__ = (UniqueConstraint("watchdog_id", "email"),)

    name: str = Field(max_length=200)
    email: str = Field(max_length=200)
    role: Role = Field(sa_type=choice(Role))
    password_hash: str = Field(max_length=300)
    added_at: datetime
    disabled_at: datetime | None = None


class SignIn(WatchdogTable, table=True):
    """One device signed in. The browser holds the token; only its SHA-256 is stored."""

    __tablename__ = "sign_in"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "token_hash"),
        belongs_to("staff_member", "staff_id"),
        Index("ix_sign_in_watchdog_id_staff_id", "watchdog_id", "staff_id"),
    )

    staff_id: UUID
    token_hash: str = Field(max_length=64)
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
