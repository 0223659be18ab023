"""What does the plain form need to know of this watchdog before it can be drawn?"""

from dataclasses import dataclass
from datetime import date

from content.question_sets import ABOUT_YOU, HAVE_YOUR_SAY
from content.words import words
from models.people import resident
from models.vocabulary import Sector
from models.watchdog import HERE, Watchdog
from storage.queries.services_to_choose_from import ServiceToChoose, services_to_choose_from
from storage.queries.signposts import NumberToRing, signposts
from storage.queries.why_shut import WhyShut, switched_on, why_shut
from web.display import here
from web.door import Door

Names = dict[str, str]


@dataclass(frozen=True)
class SayFacts:
    """The watchdog, its numbers and services, and what keeps its form shut."""

    watchdog: Watchdog
    why_shut: WhyShut | None
    today: date
    numbers: tuple[NumberToRing, ...]
    services: tuple[ServiceToChoose, ...]
    asks_about_you: bool

    def names(self, sector: Sector = Sector.UNKNOWN) -> Names:
        """The names to choose from, by id: services of one kind, or of every kind, that have opened."""
        return {str(service.id): self._name(service) for service in self._open(sector)}

    def by_kind(self, sector: Sector = Sector.UNKNOWN) -> dict[str, Names]:
        """The same under the names of the kinds of service."""
        groups: dict[str, Names] = {}
        for kind in Sector:
            named = {str(one.id): self._name(one) for one in self._open(sector) if one.sector is kind}
            if named:
                groups[words(f"directory.sector.{kind.value}", language=_language())] = named
        return groups

    def names_said_back(self) -> Names:
        """The names to read an answer back with: one that was merged meanwhile has its new name."""
        return {str(id_): one.name for one in self.services for id_ in one.merged} | self.names()

    def _open(self, sector: Sector) -> list[ServiceToChoose]:
        return [
            service
            for service in self.services
            if sector in (Sector.UNKNOWN, service.sector)
            and (service.valid_from is None or service.valid_from <= self.today)
        ]

    def _name(self, service: ServiceToChoose) -> str:
        if service.valid_to is None or service.valid_to >= self.today:
            return service.name
        month = f"{words(f'months.{service.valid_to.month}', language=_language())} {service.valid_to.year}"
        return words("form.closed", language=_language(), name=service.name, month=month)


def say_facts(door: Door) -> SayFacts:
    """Read them afresh: what staff change shows at once."""
    watchdog = door.watchdog()
    anybody = resident(watchdog.id)
    with door.store().reading() as session:
        return SayFacts(
            watchdog=watchdog,
            why_shut=why_shut(session, anybody, HAVE_YOUR_SAY),
            today=door.clock().astimezone(HERE).date(),
            numbers=signposts(session, anybody),
            services=services_to_choose_from(session, anybody),
            asks_about_you=ABOUT_YOU in switched_on(session, anybody),
        )


def _language() -> str:
    return here().display.shown_in.code
