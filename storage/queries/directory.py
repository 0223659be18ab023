"""Which organisations and services does a watchdog know, and how much was said about each?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.feedback import Feedback, FeedbackService
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.setting import SettingKind
from models.vocabulary import Sector
from storage.queries.scope import is_counted
from storage.queries.stands_for import stands_for


class Entry(NamedTuple):
    """An organisation or a service; `organisation_id` and `successor_id` are of those that stand now."""

    id: UUID
    name: str
    sector: Sector
    ods_code: str
    valid_from: date | None
    valid_to: date | None
    successor_id: UUID | None
    merged_into_id: UUID | None
    organisation_id: UUID | None


Entries = dict[UUID, Entry]


def directory(session: Session, viewer: Viewer) -> dict[SettingKind, Entries]:
    """Both lists of the viewer's watchdog, each by name; what is merged or closed is in them."""
    require(viewer, Permission.EDIT_DIRECTORY)
    mine = viewer.watchdog_id
    services = session.exec(select(Service).where(col(Service.watchdog_id) == mine)).all()
    organisations = session.exec(select(Organisation).where(col(Organisation.watchdog_id) == mine)).all()
    rows: list[Organisation | Service] = [*services, *organisations]
    merged = {row.id: row.merged_into_id for row in rows if row.merged_into_id}
    return {
        SettingKind.SERVICE: _entries(services, merged),
        SettingKind.ORGANISATION: _entries(organisations, merged),
    }


def feedback_naming(
    session: Session, viewer: Viewer, kind: SettingKind, ids: Collection[UUID]
) -> dict[UUID, int]:
    """How many pieces of feedback count under each of `ids`, as the overview counts them.

    What is merged counts under what stands for it, so it has none itself. True counts: for staff only.
    """
    require(viewer, Permission.EDIT_DIRECTORY)
    mine, named = viewer.watchdog_id, aliased(Service)
    counts_under = stands_for(Organisation) if kind is SettingKind.ORGANISATION else col(Service.id)
    services = (
        select(col(named.id).label("service_id"), counts_under.label("counts_under"))
        .select_from(named)
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == stands_for(named)))
        .join(
            Organisation,
            and_(col(Organisation.watchdog_id) == mine, col(Organisation.id) == Service.organisation_id),
        )
        .where(col(named.watchdog_id) == mine, counts_under.in_(ids))
        .subquery()
    )
    query = (
        select(services.c.counts_under, func.count(col(Feedback.id).distinct()))
        .select_from(services)
        .join(
            FeedbackService,
            and_(
                col(FeedbackService.watchdog_id) == mine,
                col(FeedbackService.service_id) == services.c.service_id,
            ),
        )
        .join(
            Feedback,
            and_(col(Feedback.watchdog_id) == mine, col(Feedback.id) == FeedbackService.feedback_id),
        )
        .where(is_counted())
        .group_by(services.c.counts_under)
    )
    return dict.fromkeys(ids, 0) | dict(session.exec(query).all())


def _entries(rows: Sequence[Organisation | Service], merged: Mapping[UUID, UUID]) -> Entries:
    def standing(row_id: UUID | None) -> UUID | None:
        return merged.get(row_id, row_id) if row_id else None

    return {
        row.id: Entry(
            row.id,
            row.name,
            row.sector,
            row.ods_code,
            row.valid_from,
            row.valid_to,
            standing(row.successor_id),
            row.merged_into_id,
            standing(row.organisation_id) if isinstance(row, Service) else None,
        )
        for row in sorted(rows, key=lambda row: row.name.casefold())
    }
