"""West Testford's desk: the watchdog, its services and its people, as a fill begins."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from actions.load_services import load_services
from actions.open_watchdog import SignpostGiven, open_watchdog
from actions.people import add_staff_member
from actions.second_factor import new_secret
from content.signposting import default_signposts
from example_data import west_testford as place
from example_data.census import say_who_lives_here
from imports.services_csv import FIRST_ROW
from models.base import WatchdogTable
from models.organisation import Organisation, Service
from models.people import Viewer, job, resident
from models.vocabulary import Channel, Role


@dataclass(frozen=True)
class Desk:
    """Who writes things down; services by name, programmes by code and events by number.

    `kept` has the id of what was told, by its token; `asked` those of recommendations, answers and reports,
    by their names in the files. What goes on the list `beside` is kept all at once in the end, that is much
    quicker.
    """

    workers: dict[Role, Viewer]
    services: dict[str, Service]
    until: date
    programmes: dict[str, UUID] = field(default_factory=dict)
    events: dict[int, UUID] = field(default_factory=dict)
    kept: dict[str, UUID] = field(default_factory=dict)
    asked: dict[str, UUID] = field(default_factory=dict)
    beside: list[WatchdogTable] = field(default_factory=list)

    def writer(self, channel: Channel) -> Viewer:
        """Who writes down what comes this way."""
        if channel is Channel.ONLINE:
            return resident(place.SLUG)
        return self.workers[Role.MODERATOR if channel is Channel.EMAIL else Role.VOLUNTEER]

    def id_of(self, name: str | None) -> UUID | None:
        """The id of a service, where somebody named it."""
        return self.services[name].id if name else None


def open_desk(session: Session, *, at: datetime, checked_on: date) -> Desk:
    """Open the watchdog with its services, who lives there, and the people who work for it."""
    open_watchdog(
        session,
        slug=place.SLUG,
        name=place.NAME,
        area=place.AREA,
        telephone=place.TELEPHONE,
        signposts=[_signpost(SignpostGiven(*given), checked_on) for given in default_signposts()],
        at=at,
        is_demonstration=True,
    )
    by = job(place.SLUG, "demonstration")
    load_services(
        session, dict(enumerate((given.as_row() for given in place.PLACES), FIRST_ROW)), by=by, at=at
    )
    _merge(session)
    say_who_lives_here(session, by=by, at=at)
    found = session.exec(select(Service).where(Service.watchdog_id == place.SLUG)).all()
    services = {service.name: service for service in found}
    workers: dict[Role, Viewer] = {}
    for person in place.PEOPLE:
        staff_id = add_staff_member(session, **person._asdict(), second_factor=new_secret(), by=by, at=at)
        viewer = Viewer(place.SLUG, frozenset(person.roles), name=person.name, staff_id=staff_id)
        workers |= dict.fromkeys(person.roles, viewer)
    return Desk(workers, services, until=checked_on)


def _signpost(given: SignpostGiven, checked_on: date) -> SignpostGiven:
    if given.kind not in place.LOCAL_NUMBERS:
        return given
    number, hours = place.LOCAL_NUMBERS[given.kind]
    return given._replace(number=number, hours=hours, checked_on=checked_on)


def _merge(session: Session) -> None:
    """Bodies that went into another one run no service any more, so no row of services names them."""
    for merger in place.MERGERS:
        successor = session.exec(
            select(Organisation).where(
                Organisation.watchdog_id == place.SLUG, Organisation.name == merger.successor
            )
        ).one()
        successor.valid_from = merger.ended + timedelta(days=1)
        session.add(successor)
        session.add(
            Organisation(
                watchdog_id=place.SLUG,
                name=merger.name,
                sector=merger.sector,
                valid_to=merger.ended,
                successor_id=successor.id,
            )
        )
    session.flush()
