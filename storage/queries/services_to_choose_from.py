"""Which services can feedback be said to be about?"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.organisation import Service
from models.people import Viewer
from models.vocabulary import Sector


class ServiceToChoose(NamedTuple):
    """A service by its name, and its first and last day where they are known.

    `merged` holds the ids of those it stands for: a form that was open meanwhile may still send one.
    """

    id: UUID
    name: str
    sector: Sector
    valid_from: date | None
    valid_to: date | None
    merged: tuple[UUID, ...]

    def is_open_on(self, day: date) -> bool:
        """Whether people meet it on `day`; an unknown end is open."""
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)


def services_to_choose_from(session: Session, viewer: Viewer) -> tuple[ServiceToChoose, ...]:
    """Every service of the viewer's watchdog by name, closed ones too: people tell us much later.

    One that is merged into another is not offered.
    """
    services = session.exec(select(Service).where(col(Service.watchdog_id) == viewer.watchdog_id)).all()
    merged: dict[UUID, list[UUID]] = {}
    for service in services:
        if service.merged_into_id is not None:
            merged.setdefault(service.merged_into_id, []).append(service.id)
    return tuple(
        ServiceToChoose(
            service.id,
            service.name,
            service.sector,
            service.valid_from,
            service.valid_to,
            tuple(merged.get(service.id, ())),
        )
        for service in sorted(services, key=lambda service: service.name.casefold())
        if service.merged_into_id is None
    )


def open_service(services: Iterable[ServiceToChoose], said: str, *, on: date) -> ServiceToChoose | None:
    """The service with this id, or what stands for it; None for one that isn't open, or isn't here."""
    named = (one for one in services if said in map(str, (one.id, *one.merged)))
    return next((one for one in named if one.is_open_on(on)), None)
