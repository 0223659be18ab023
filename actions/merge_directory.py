"""Merge what was entered twice, and part it again. Nothing that people said is changed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions import directory_rows
from actions.directory_rows import ORGANISATIONS, SERVICES, Listing, Row, Rows
from models.errors import FeedbackError
from models.people import Viewer
from models.setting import SettingChange
from storage.queries.setting_changes import newest_number


def merge_services(
    session: Session, service_id: UUID, into_id: UUID, *, after: int, by: Viewer, at: datetime
) -> None:
    """Let the service `into_id` stand for `service_id`, and for everything merged into that earlier.

    `after` is the number of the last change to `service_id` that the editor saw. Raises FeedbackError
    for what can't be merged, and SomebodyElseDecided when there has been another change since.
    """
    _merge(session, SERVICES, service_id, into_id, after=after, by=by, at=at)


def merge_organisations(
    session: Session, organisation_id: UUID, into_id: UUID, *, after: int, by: Viewer, at: datetime
) -> None:
    """As `merge_services`: the services of the one count as services of the other."""
    _merge(session, ORGANISATIONS, organisation_id, into_id, after=after, by=by, at=at)


def part_service(session: Session, service_id: UUID, *, after: int, by: Viewer, at: datetime) -> None:
    """Let a service that was merged stand for itself again, with what was said about it.

    What had been merged into it before counts as part of it again.
    """
    _part(session, SERVICES, service_id, after=after, by=by, at=at)


def part_organisation(
    session: Session, organisation_id: UUID, *, after: int, by: Viewer, at: datetime
) -> None:
    """As `part_service`: it has its services again."""
    _part(session, ORGANISATIONS, organisation_id, after=after, by=by, at=at)


def _merge(
    session: Session,
    listing: Listing,
    row_id: UUID,
    into_id: UUID,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    rows = directory_rows.begin(session, listing, by=by)
    row, into = (directory_rows.one_of(rows, each, listing) for each in (row_id, into_id))
    if row is into:
        raise FeedbackError(f"Choose another {listing.noun}: nothing can be merged into itself")
    if row.merged_into_id is not None:
        raise FeedbackError(f"{row.name} is merged already. Part it first")
    if into.merged_into_id is not None:
        stays = rows[into.merged_into_id].name
        raise FeedbackError(f"{into.name} is itself merged into {stays}. Choose {stays}")
    earlier = [other for other in rows.values() if other.merged_into_id == row.id]
    for each in (row, *earlier):
        changes = {"merged_into_id": (each.merged_into_id, into.id)}
        seen = after if each is row else newest_number(session, by, listing.kind, str(each.id))
        directory_rows.note(session, listing, each, changes, after=seen, by=by, at=at)
        directory_rows.put(session, each, changes)
    if directory_rows.comes_round(rows, into.id, into.successor_id):
        raise FeedbackError(f"{row.name} came after {into.name}. Take that away first, then merge them")
    detail: dict[str, str | int] = {"into": str(into.id), "merged_earlier": len(earlier)}
    directory_rows.record(session, listing.merged, row, detail, by=by, at=at)


def _part(session: Session, listing: Listing, row_id: UUID, *, after: int, by: Viewer, at: datetime) -> None:
    rows = directory_rows.begin(session, listing, by=by)
    row = directory_rows.one_of(rows, row_id, listing)
    if row.merged_into_id is None:
        raise FeedbackError(f"{row.name} isn't merged into anything")
    earlier = _merged_earlier(session, listing, rows, row, by=by)
    for each in (row, *earlier):
        changes = {"merged_into_id": (each.merged_into_id, None if each is row else row.id)}
        seen = after if each is row else newest_number(session, by, listing.kind, str(each.id))
        directory_rows.note(session, listing, each, changes, after=seen, by=by, at=at)
        directory_rows.put(session, each, changes)
    if directory_rows.comes_round(rows, row.id, row.successor_id):
        raise FeedbackError(f"What came after {row.name} would come before it too. Change that first")
    detail: dict[str, str | int] = {"fields": "merged_into_id", "merged_earlier": len(earlier)}
    directory_rows.record(session, listing.changed, row, detail, by=by, at=at)


def _merged_earlier(session: Session, listing: Listing, rows: Rows, row: Row, *, by: Viewer) -> list[Row]:
    """What was merged into `row`, and into those, before `row` itself was merged.

    A row's history says what it was merged into by itself: the newest time that it stood alone before.
    """
    together = {str(each.id): each for each in rows.values() if each.merged_into_id == row.merged_into_id}
    history = session.exec(
        select(SettingChange)
        .where(
            SettingChange.watchdog_id == by.watchdog_id,
            SettingChange.kind == listing.kind,
            col(SettingChange.subject).in_(together),
        )
        .order_by(col(SettingChange.number))
    ).all()
    merged = ((change.subject, change.changes.get("merged_into_id")) for change in history)
    into = {subject: values[1] for subject, values in merged if values and values[0] is None}
    found = [str(row.id)]
    for one in found:
        found += [other for other, stands in into.items() if stands == one]
    return [together[one] for one in found[1:]]
