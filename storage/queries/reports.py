"""Which reports are being written, and what was published of each?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import looking_of
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.powers import Powers
from models.programme import Programme
from models.report import PublishedDocument, Report
from models.report_parts import read_parts
from models.report_seen import ReportSeen
from models.scope import PEOPLE_ONLY, YES
from storage.queries.names_of_actors import names_of_actors
from storage.queries.published import seen
from storage.queries.scopes_kept import ScopeNow, Standing, standing
from storage.queries.scopes_with_period import scope_with_period


def reports(session: Session, viewer: Viewer) -> tuple[ReportSeen, ...]:
    """Every report, the newest number first; those that were given up are among them."""
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    rows = session.exec(
        select(Report).where(Report.watchdog_id == mine).order_by(col(Report.number).desc())
    ).all()
    versions: defaultdict[UUID | None, list[PublishedDocument]] = defaultdict(list)
    for document in session.exec(
        select(PublishedDocument)
        .where(PublishedDocument.watchdog_id == mine, col(PublishedDocument.report_id).is_not(None))
        .order_by(col(PublishedDocument.version).desc())
    ):
        versions[document.report_id].append(document)
    actors = {name for row in rows for name in (row.begun_by, row.changed_by, row.ended_by)}
    signed = {name for of in versions.values() for one in of for name in (one.published_by, one.ended_by)}
    people = names_of_actors(session, viewer, actors | signed)
    programmes = dict(
        session.exec(select(Programme.id, Programme.name).where(Programme.watchdog_id == mine)).all()
    )
    services = dict(session.exec(select(Service.id, Service.name).where(Service.watchdog_id == mine)).all())
    known, due = standing(session, mine), _annual_report_day(session, mine)
    return tuple(_seen(row, versions[row.id], people, programmes, services, known, due) for row in rows)


def due_day(day: str, year_ended: date) -> date | None:
    """When the report on a year is due; `day` is "06-30", month and day, or empty where none is.

    >>> due_day("06-30", date(2026, 3, 31))
    datetime.date(2026, 6, 30)
    """
    due = date.fromisoformat(f"{year_ended.year}-{day}") if day else None
    return due.replace(year=due.year + 1) if due and due < year_ended else due


def _annual_report_day(session: Session, mine: str) -> str:
    return session.exec(select(Powers.annual_report_day).where(Powers.watchdog_id == mine)).first() or ""


def _seen(
    row: Report,
    versions: list[PublishedDocument],
    people: Mapping[str, str],
    programmes: Mapping[UUID, str],
    services: Mapping[UUID, str],
    known: Standing,
    due: str,
) -> ReportSeen:
    def named(actor: str) -> str:
        return people.get(actor, actor)

    scope, lost = _scope_now(row.scope, known)
    service_id = known.services.get(row.service_id) if row.service_id else None
    return ReportSeen(
        id=row.id,
        number=row.number,
        template=row.template,
        title=row.title,
        revision=row.revision,
        begun_by=named(row.begun_by),
        begun_at=row.begun_at,
        scope=scope,
        lost=lost,
        programme_id=row.programme_id,
        programme=programmes.get(row.programme_id, "") if row.programme_id else "",
        service_id=service_id,
        service=services.get(service_id, "") if service_id else "",
        visited_on=row.visited_on,
        year_ended=row.year_ended,
        due_on=due_day(due, row.year_ended) if row.year_ended else None,
        parts=read_parts(row.parts),
        changed_by=named(row.changed_by),
        changed_at=row.changed_at,
        ended_by=named(row.ended_by),
        ended_at=row.ended_at,
        versions=tuple(
            seen(one, row.number, named(one.published_by), named(one.ended_by)) for one in versions
        ),
    )


def _scope_now(scope: str, known: Standing) -> ScopeNow:
    """The scope as it reads today, with its period, of people's tags alone where it was."""
    now = scope_with_period(scope, "", known)
    only = f"{PEOPLE_ONLY}={YES}"
    if not looking_of(scope)[0].is_people_only or only in now.scope.split("&"):
        return now
    return now._replace(scope="&".join(filter(None, (now.scope, only))))
