"""Which programmes does the watchdog follow, and what is known of each?"""

from collections import defaultdict
from uuid import UUID

from sqlmodel import Session, and_, col, func, select

from models.organisation import Service
from models.people import Permission, Viewer, require
from models.programme import DayGiven, Programme, ProgrammeDate, ProgrammeSeen, ProgrammeService
from models.setting import SettingChange, SettingKind
from storage.queries.stands_for import stands_for


def programmes(session: Session, viewer: Viewer) -> tuple[ProgrammeSeen, ...]:
    """Every programme by name, with its days in their order and its services by name."""
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    rows = session.exec(
        select(Programme).where(Programme.watchdog_id == mine).order_by(col(Programme.name))
    ).all()
    days = _days(session, mine)
    services = _services(session, mine)
    numbers = _numbers(session, mine)
    return tuple(
        ProgrammeSeen(
            id=row.id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            about=row.about,
            partners=tuple(row.partners),
            started_on=row.started_on,
            source=row.source,
            ended_on=row.ended_on,
            covers_all=row.covers_all,
            question_sets=tuple(row.question_sets),
            days=tuple(days[row.id]),
            services=tuple(sorted(services[row.id])),
            number=numbers.get(str(row.id), 0),
        )
        for row in rows
    )


def _days(session: Session, mine: str) -> defaultdict[UUID, list[DayGiven]]:
    found: defaultdict[UUID, list[DayGiven]] = defaultdict(list)
    for row in session.exec(
        select(ProgrammeDate)
        .where(ProgrammeDate.watchdog_id == mine)
        .order_by(col(ProgrammeDate.day), col(ProgrammeDate.id))
    ):
        found[row.programme_id].append(DayGiven(row.what, row.day, row.source))
    return found


def _services(session: Session, mine: str) -> defaultdict[UUID, set[tuple[str, UUID]]]:
    """By programme, what stands for each of its services."""
    names = dict(session.exec(select(Service.id, Service.name).where(Service.watchdog_id == mine)).all())
    found: defaultdict[UUID, set[tuple[str, UUID]]] = defaultdict(set)
    for programme, service in session.exec(
        select(ProgrammeService.programme_id, stands_for(Service))
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == ProgrammeService.service_id))
        .where(ProgrammeService.watchdog_id == mine)
    ):
        found[programme].add((names[service], service))
    return found


def _numbers(session: Session, mine: str) -> dict[str, int]:
    return dict(
        session.exec(
            select(SettingChange.subject, func.max(SettingChange.number))
            .where(SettingChange.watchdog_id == mine, SettingChange.kind == SettingKind.PROGRAMME)
            .group_by(col(SettingChange.subject))
        ).all()
    )
