"""Which people of a watchdog stand behind the actors that the record names?"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require, staff_id_of
from models.staff import StaffMember


class Person(NamedTuple):
    """Somebody with an account, by how the record names them."""

    actor: str
    name: str
    email: str


def names_of_actors(session: Session, viewer: Viewer, actors: Iterable[str]) -> dict[str, str]:
    """The names of those `actors` who are people of the viewer's watchdog; jobs and residents have none."""
    if not viewer.may(Permission.READ_APPROVED):
        require(viewer, Permission.READ_AUDIT)
    people = {actor: found for actor in actors if (found := staff_id_of(actor)) is not None}
    named = session.exec(
        select(StaffMember.id, StaffMember.name).where(
            StaffMember.watchdog_id == viewer.watchdog_id, col(StaffMember.id).in_(set(people.values()))
        )
    ).all()
    names = dict(named)
    return {actor: names[staff_id] for actor, staff_id in people.items() if staff_id in names}


def people_who_act(session: Session, viewer: Viewer) -> list[Person]:
    """Everybody who has or had an account at the viewer's watchdog, by name."""
    require(viewer, Permission.READ_AUDIT)
    people = session.exec(
        select(StaffMember.id, StaffMember.name, StaffMember.email)
        .where(StaffMember.watchdog_id == viewer.watchdog_id)
        .order_by(col(StaffMember.name), col(StaffMember.email))
    ).all()
    return [Person(f"person:{staff_id}", name, email) for staff_id, name, email in people]
