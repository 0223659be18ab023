"""The people who work for the watchdog, how they prove who they are, and their sign-ins."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice, choices
from models.vocabulary import Role


class StaffMember(WatchdogTable, table=True):
    """Somebody with an account. A leaver is disabled, not deleted: decisions stay signed.

    `second_factor` is the secret that an authenticator app shares with us, empty until there is one;
    `last_step` is the time step of the last code that was taken, so that none is taken twice.
    `office_id` is who the office's identity provider says this is, for those who sign in through it.
    """

    __tablename__ = "staff_member"
    __table_args__ = (UniqueConstraint("watchdog_id", "email"),)

    name: str = Field(max_length=200)
    email: str = Field(max_length=200)
    roles: frozenset[Role] = Field(sa_type=choices(Role))
    password_hash: str = Field(default="", max_length=300)
    second_factor: str = Field(default="", sa_type=EncryptedText)
    last_step: int = 0
    office_id: str = Field(default="", max_length=400)
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
    device: str = Field(default="", max_length=60)
    by_office: bool = False
    started_at: datetime
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 (the name of a purpose)
    START_AGAIN = "start_again"
    SECOND_FACTOR = "second_factor"
    OFFICE = "office"


class OneTimeLink(WatchdogTable, table=True):
    """A way in for one person, once, for a while. Only the SHA-256 of its token is stored.

    `secret` is the seed of the second factor that its page proposes; each browser is shown one of its own.
    `until` is when the sign-in that it begins ends at the latest.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "token_hash"),
        belongs_to("staff_member", "staff_id"),
        Index("ix_one_time_link_watchdog_id_staff_id", "watchdog_id", "staff_id"),
    )

    staff_id: UUID
    purpose: LinkPurpose = Field(sa_type=choice(LinkPurpose))
    token_hash: str = Field(max_length=64)
    secret: str = Field(default="", sa_type=EncryptedText)
    until: datetime | None = None
    made_by: str = Field(max_length=120)
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class RecoveryCode(WatchdogTable, table=True):
    """A code on paper, for somebody whose phone is lost. Good once; its SHA-256 is kept, encrypted."""

    __tablename__ = "recovery_code"
    __table_args__ = (
        belongs_to("staff_member", "staff_id"),
        Index("ix_recovery_code_watchdog_id_staff_id", "watchdog_id", "staff_id"),
    )

    staff_id: UUID
    code_hash: str = Field(sa_type=EncryptedText)
    used_at: datetime | None = None
