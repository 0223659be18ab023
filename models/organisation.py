"""Who provides care, when it did so, and what came after it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to, choice
from models.vocabulary import Sector


@dataclass(frozen=True)
class OrganisationDraft:
    """What staff say about an organisation, before it is checked. None is "not known" or "none"."""

    name: str
    sector: Sector | None
    ods_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = None


@dataclass(frozen=True)
class ServiceDraft(OrganisationDraft):
    """What staff say about a service, before it is checked."""

    organisation_id: UUID | None = None


class Organisation(WatchdogTable, table=True):
    """A body that runs services. Bodies end: `valid_to` is its last day, and `successor_id` came after it.

    `merged_into_id` is for the same body entered twice: the row stays, and the other stands for it.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "name"),
        belongs_to("organisation", "successor_id"),
        belongs_to("organisation", "merged_into_id"),
    )

    name: str = Field(max_length=200)
    sector: Sector = Field(sa_type=choice(Sector))
    ods_code: str = Field(default="", max_length=20)
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = None
    merged_into_id: UUID | None = None


class Service(WatchdogTable, table=True):
    """A place or team that people meet. Feedback is about services, not about organisations.

    What was said about a service that is merged into another counts as said about that one.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "name"),
        belongs_to("organisation", "organisation_id"),
        belongs_to("service", "successor_id"),
        belongs_to("service", "merged_into_id"),
    )

    organisation_id: UUID
    name: str = Field(max_length=200)
    sector: Sector = Field(sa_type=choice(Sector))
    ods_code: str = Field(default="", max_length=20)
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = None
    merged_into_id: UUID | None = None

    def was_open_on(self, day: date) -> bool:
        """Whether people could have met this service on `day`; an unknown end is open."""
        return self.was_open_between(day, day)

    def was_open_between(self, first: date, last: date) -> bool:
        """Whether people could have met this service on a day from `first` to `last`."""
        began = self.valid_from is None or self.valid_from <= last
        return began and (self.valid_to is None or first <= self.valid_to)
