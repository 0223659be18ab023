"""Does a service still stand by its name, and if not, what stands for it or came after it?"""

from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlmodel import Session

from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.scope import Scope

One = TypeVar("One", Service, Organisation)


class Next(NamedTuple):
    """The service or organisation to look at instead."""

    id: UUID
    name: str


class Became(NamedTuple):
    """`closed_on` is its last day, even one that is still to come. What is merged counts as `merged_into`."""

    name: str
    closed_on: date | None
    merged_into: Next | None
    successor: Next | None


def what_became_of(session: Session, viewer: Viewer, scope: Scope) -> Became | None:
    """What became of the service that a scope is about, else of its organisation.

    None where this watchdog has none of that id.
    """
    require(viewer, Permission.READ_FIGURES)
    if scope.service_id:
        return _became(session, viewer, Service, scope.service_id)
    return _became(session, viewer, Organisation, scope.organisation_id)


def _became(session: Session, viewer: Viewer, kind: type[One], one: UUID | None) -> Became | None:
    def of(wanted: UUID | None) -> One | None:
        return session.get(kind, (viewer.watchdog_id, wanted)) if wanted else None

    def standing(wanted: UUID | None) -> Next | None:
        row = of(wanted)
        row = (of(row.merged_into_id) or row) if row else None
        return Next(row.id, row.name) if row else None

    row = of(one)
    if row is None:
        return None
    return Became(row.name, row.valid_to, standing(row.merged_into_id), standing(row.successor_id))
