"""What is still missing before the form can open, or before it works well?"""

from sqlmodel import Session, col, select

from models.organisation import Service
from models.people import Viewer
from models.watchdog import SAFEGUARDING, Signpost, SignpostKind

TITLES = {
    SignpostKind.SAFEGUARDING_ADULTS: "The number to ring about an adult at risk",
    SignpostKind.SAFEGUARDING_CHILDREN: "The number to ring about a child at risk",
}
NO_SERVICES = "The list of services: until there is one, people type a service's name"


def missing_before_opening(session: Session, viewer: Viewer) -> tuple[str, ...]:
    """The titles of what the viewer's watchdog has yet to fill in, what keeps the form shut first."""
    any_service = select(Service.id).where(col(Service.watchdog_id) == viewer.watchdog_id).limit(1)
    services = () if session.exec(any_service).first() else (NO_SERVICES,)
    return tuple(TITLES[kind] for kind in unknown_safeguarding_numbers(session, viewer)) + services


def unknown_safeguarding_numbers(session: Session, viewer: Viewer) -> tuple[SignpostKind, ...]:
    """Whose numbers keep the form shut: nobody is asked about harm without a number to ring."""
    rows = session.exec(select(Signpost).where(col(Signpost.watchdog_id) == viewer.watchdog_id)).all()
    known = {row.kind for row in rows if row.number.strip()}
    return tuple(kind for kind in SAFEGUARDING if kind not in known)
