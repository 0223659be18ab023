"""What are the services, organisations and programmes of a watchdog called, and what does each count as?"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from models.facts import Directory, KnownProgramme, KnownService
from models.organisation import Organisation, Service
from models.programme import Programme, ProgrammeService
from storage.queries.facts_placed import text
from storage.queries.stands_for import stands_for


def standing_services(session: Session, mine: str) -> dict[str, UUID]:
    """What each service counts as, by its id as the store writes it."""
    rows = session.execute(
        select(text(Service.id), stands_for(Service)).where(col(Service.watchdog_id) == mine)
    )
    return {row[0]: row[1] for row in rows}


def directory_of(session: Session, mine: str, standing: Mapping[str, UUID]) -> Directory:
    bodies = session.execute(
        select(col(Organisation.id), col(Organisation.name), stands_for(Organisation)).where(
            col(Organisation.watchdog_id) == mine
        )
    ).all()
    body = {one: stands for one, _, stands in bodies}
    services = session.execute(
        select(col(Service.id), col(Service.name), col(Service.organisation_id), col(Service.sector)).where(
            col(Service.watchdog_id) == mine, col(Service.merged_into_id).is_(None)
        )
    ).all()
    members: dict[UUID, set[UUID]] = {}
    for programme, service in session.execute(
        select(col(ProgrammeService.programme_id), text(ProgrammeService.service_id)).where(
            col(ProgrammeService.watchdog_id) == mine
        )
    ):
        members.setdefault(programme, set()).add(standing[service])
    programmes = session.execute(
        select(col(Programme.code), col(Programme.name), col(Programme.covers_all), col(Programme.id))
        .where(col(Programme.watchdog_id) == mine)
        .order_by(col(Programme.name))
    ).all()
    return Directory(
        services={one: KnownService(name, body[of], str(sector)) for one, name, of, sector in services},
        organisations={one: name for one, name, stands in bodies if one == stands},
        programmes={
            code: KnownProgramme(name, frozenset(members.get(one, ())), covers_all)
            for code, name, covers_all, one in programmes
        },
    )
