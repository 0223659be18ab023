"""How often the people of a scheme needed emergency services, before they joined it and after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice

LONGEST_BASIS = 500
LONGEST_PARTNERS = 200
LONGEST_PSEUDONYM = 60
WARNED = timedelta(days=30)
"""How long before its last day somebody is told that a file will be erased."""


class ContactKind(StrEnum):
    """What they needed."""

    CALLS_999 = "calls_999"
    AE = "ae_attendances"
    ADMISSIONS = "admissions"
    POLICE = "police_contacts"


class Phase(StrEnum):
    """Before somebody joined the scheme, or since."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class SharingDraft:
    """On what ground, with whom, and until which day the partners share what they count."""

    basis: str
    agreed_with: str
    expires_on: date | None


@dataclass(frozen=True)
class ContactsGiven:
    """How often one person needed one thing in one phase. `days` is how long the phase was looked at."""

    pseudonym: str
    kind: ContactKind
    phase: Phase
    days: int
    contacts: int


class SchemeSharing(WatchdogTable, table=True):
    """One file as it was taken in: its ground, its last day, and whether its rows have been erased."""

    __tablename__ = "scheme_sharing"
    __table_args__ = (belongs_to("programme", "programme_id"),)

    programme_id: UUID
    basis: str = Field(max_length=LONGEST_BASIS)
    agreed_with: str = Field(max_length=LONGEST_PARTNERS)
    expires_on: date
    people: int
    taken_in_by: str = Field(max_length=120)
    taken_in_at: datetime
    erased_at: datetime | None = None


class SchemeContacts(WatchdogTable, table=True):
    """A row of that file. `person` counts its people from 1; what the partners call them is sealed."""

    __tablename__ = "scheme_contacts"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "sharing_id", "person", "kind", "phase"),
        belongs_to("scheme_sharing", "sharing_id"),
    )

    sharing_id: UUID
    person: int
    pseudonym: str = Field(sa_type=EncryptedText)
    kind: ContactKind = Field(sa_type=choice(ContactKind))
    phase: Phase = Field(sa_type=choice(Phase))
    days: int
    contacts: int


class Pair(NamedTuple):
    """How often one person needed one thing, and in how many days: before joining the scheme, and since."""

    before: int
    before_days: int
    after: int
    after_days: int


class Counted(NamedTuple):
    """What was counted of one kind: the pairs, of nobody in particular, and how many people have one half."""

    pairs: tuple[Pair, ...]
    unpaired: int


@dataclass(frozen=True)
class SharingSeen:
    """What is held just now: on what ground, agreed with whom, until when, and of how many people."""

    basis: str
    agreed_with: str
    expires_on: date
    people: int
    taken_in_by: str
    taken_in_at: datetime
