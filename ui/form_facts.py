"""What does the form need to know of this watchdog before it can be drawn?"""

from dataclasses import dataclass
from datetime import date

from content.question_sets import ABOUT_YOU, HAVE_YOUR_SAY
from content.words import words
from models.people import Viewer
from models.vocabulary import Sector
from storage.queries.services_to_choose_from import ServiceToChoose, services_to_choose_from
from storage.queries.signposts import NumberToRing, signposts
from storage.queries.why_shut import WhyShut, switched_on, why_shut
from ui import access


@dataclass(frozen=True)
class FormFacts:
    """The watchdog's name and numbers, its services, and what keeps its form shut."""

    watchdog: str
    telephone: str
    is_demonstration: bool
    why_shut: WhyShut | None
    asks_about_you: bool
    today: date
    numbers: tuple[NumberToRing, ...]
    services: tuple[ServiceToChoose, ...]

    def service_names(self, sector: Sector = Sector.UNKNOWN) -> dict[str, str]:
        """The names to choose from, by id: services of one kind, or of every kind, that have opened."""
        return {
            str(service.id): _name(service, self.today)
            for service in self.services
            if sector in (Sector.UNKNOWN, service.sector)
            and (service.valid_from is None or service.valid_from <= self.today)
        }

    def names_said_back(self) -> dict[str, str]:
        """The names to read an answer back with: one that was merged meanwhile has its new name."""
        merged = {str(id_): service.name for service in self.services for id_ in service.merged}
        return merged | self.service_names()


def form_facts(viewer: Viewer) -> FormFacts:
    """Read them afresh: what staff change shows at once."""
    watchdog = access.watchdog()
    with access.reading() as session:
        return FormFacts(
            watchdog=watchdog.name,
            telephone=watchdog.telephone,
            is_demonstration=watchdog.is_demonstration,
            why_shut=why_shut(session, viewer, HAVE_YOUR_SAY),
            asks_about_you=ABOUT_YOU in switched_on(session, viewer),
            today=access.today(),
            numbers=signposts(session, viewer),
            services=services_to_choose_from(session, viewer),
        )


def _name(service: ServiceToChoose, today: date) -> str:
    if service.valid_to is None or service.valid_to >= today:
        return service.name
    month = f"{words(f'months.{service.valid_to.month}')} {service.valid_to.year}"
    return words("form.closed", name=service.name, month=month)
