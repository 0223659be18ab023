"""End an older version of a report: its address says since when and why, and the newest one stays."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.publish_report import reason_for_all, standing_versions
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from storage import audit


def end_version(
    session: Session, report_id: UUID, version: int, reason: str, *, by: Viewer, at: datetime
) -> None:
    """Show a version no more, while a newer one stands; it stays on record.

    Raises Problems on "reason", and FeedbackError where nobody can read it now or no newer one stands: to
    take down the newest alone would show an older one in its place.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    standing = standing_versions(session, by.watchdog_id, report_id)
    row = next((one for one in standing if one.version == version), None)
    if row is None:
        raise FeedbackError("Nobody can read this version now, so there is nothing to take down")
    if all(one.version <= version for one in standing):
        raise FeedbackError("This is the newest version. Publish a new one first, or take down the report")
    row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason_for_all(reason)
    session.add(row)
    audit.record(
        session, Event.REPORT_TAKEN_DOWN, by=by, at=at, subject=report_id, detail={"version": version}
    )
