"""Short ways to fill a directory, and to read what became of it."""

from uuid import UUID

from sqlmodel import select

from actions.edit_directory import add_organisation, add_service, change_service
from actions.open_watchdog import open_watchdog
from models.audit import AuditEvent
from models.events import Event
from models.organisation import Organisation, OrganisationDraft, Service, ServiceDraft
from models.people import Viewer
from models.setting import SettingChange
from models.vocabulary import Sector
from tests.conftest import NOW


def add_body(store, by, name="Testford Trust", sector=Sector.HOSPITAL, **given) -> UUID:
    with store.writing() as session:
        return add_organisation(session, OrganisationDraft(name, sector, **given), by=by, at=NOW)


def a_draft(name="Ward 7", sector=Sector.HOSPITAL, **given) -> ServiceDraft:
    return ServiceDraft(name, sector, **given)


def add(store, by, name="Ward 7", *, run_by: UUID, **given) -> UUID:
    with store.writing() as session:
        return add_service(session, a_draft(name, organisation_id=run_by, **given), by=by, at=NOW)


def change(store, by, service_id: UUID, draft: ServiceDraft, *, after=1) -> bool:
    with store.writing() as session:
        return change_service(session, service_id, draft, after=after, by=by, at=NOW)


def service(store, service_id: UUID, table=Service):
    with store.reading() as session:
        return session.exec(select(table).where(table.id == service_id)).one()


def body(store, organisation_id: UUID) -> Organisation:
    return service(store, organisation_id, Organisation)


def links(store, *events: Event) -> list[AuditEvent]:
    with store.reading() as session:
        found = session.exec(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    return [link for link in found if link.event in events]


def changes(store, subject: UUID) -> list[SettingChange]:
    with store.reading() as session:
        query = select(SettingChange).where(SettingChange.subject == str(subject))
        return list(session.exec(query.order_by(SettingChange.number)).all())


def somebody_elsewhere(store, by: Viewer) -> Viewer:
    """The same person at another watchdog, which is opened for it."""
    with store.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    return Viewer("east-testford", by.roles, name=by.name, staff_id=by.staff_id)
