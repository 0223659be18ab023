"""Which service does a row mean, and which does the store not know yet?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from imports.cells import key
from imports.mapping import ImportMap
from models.errors import Problems
from models.organisation import Organisation, Service
from models.words import canonical

LONGEST_NAME = 200


class ServiceBook:
    """The services and organisations of one watchdog, and those that an import adds to them."""

    def __init__(
        self,
        mapping: ImportMap,
        watchdog_id: str,
        services: Iterable[Service],
        organisations: Iterable[Organisation],
    ) -> None:
        self._mapping, self._watchdog_id = mapping, watchdog_id
        self._services = {key(service.name): service for service in services}
        self._organisations = {key(body.name): body for body in organisations}
        bodies = self._organisations.values()
        self._merged = {body.id: body.merged_into_id for body in bodies if body.merged_into_id}
        self._found: dict[tuple[str, str], Service] = {}
        self.new: list[Organisation | Service] = []
        self.services_added = 0

    def find(self, name: str, organisation: str, *, days: tuple[date, date] | None) -> UUID | None:
        """Return the id of the service called `name`; None when the row names none.

        `days` are the first and last that the row may mean; None when nobody knows the day. Raises
        Problems when the service is not known and may not be added, is another organisation's, or
        was closed on all of the days.
        """
        if not name:
            return None
        service = self._found.get((name, organisation))
        if service is None:
            service = self._found[name, organisation] = self._known_or_added(_line(name), _line(organisation))
        if days is not None and not service.was_open_between(*days):
            raise Problems({"service": f"“{service.name}” was not open {_when(*days)}"})
        return service.id

    def take_new(self) -> list[Organisation | Service]:
        """Return what was added since the last time, organisations before their services."""
        new, self.new = self.new, []
        return new

    def _known_or_added(self, name: str, organisation: str) -> Service:
        service = self._services.get(key(name))
        if service and not self._is_run_by(organisation, service):
            # Two bodies may each have a "Community team": the second is kept apart by its body's name.
            apart = f"{name} ({organisation})"
            service = self._services.get(key(apart))
            may_be_added = service is None and self._mapping.add_services
            if not may_be_added and not (service and self._is_run_by(organisation, service)):
                raise Problems(
                    {
                        "service": f"“{name}” is not a service of “{organisation}”: correct one of them, "
                        "or say in the map which it is"
                    }
                )
            name = apart
        return service or self._added(name, organisation)

    def _is_run_by(self, organisation: str, service: Service) -> bool:
        """Whether `service` is that organisation's; a row that names none does not contradict it."""
        if not organisation:
            return True
        body = self._organisations.get(key(organisation))
        runs = self._merged.get(service.organisation_id, service.organisation_id)
        return body is not None and runs == (body.merged_into_id or body.id)

    def _added(self, name: str, organisation: str) -> Service:
        if not self._mapping.add_services:
            raise Problems(
                {"service": f"“{name}” is not one of our services: add it, or say in the map which it is"}
            )
        if not organisation:
            raise Problems({"service": f"“{name}” is new here, and the row does not say whose service it is"})
        if max(len(name), len(organisation)) > LONGEST_NAME:
            raise Problems({"service": f"The name of the service is longer than {LONGEST_NAME} characters"})
        body = self._organisations.get(key(organisation))
        if body is None:
            body = Organisation(
                watchdog_id=self._watchdog_id, name=organisation, sector=self._mapping.service_sector
            )
            self._organisations[key(organisation)] = body
            self.new.append(body)
        service = Service(
            watchdog_id=self._watchdog_id,
            organisation_id=body.id,
            name=name,
            sector=self._mapping.sector.get(key(name), self._mapping.service_sector),
        )
        self._services[key(name)] = service
        self.new.append(service)
        self.services_added += 1
        return service


def _when(first: date, last: date) -> str:
    return f"on {first:%-d %B %Y}" if first == last else f"in {first:%B %Y}"


def _line(name: str) -> str:
    return " ".join(canonical(name).split())
