"""Who changed a setting, when, and what did it say before?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.people import Permission, Viewer, require, staff_id_of
from models.setting import SettingChange, SettingKind
from models.staff import StaffMember

WHO_MAY_READ = {
    SettingKind.WATCHDOG: Permission.EDIT_WATCHDOG,
    SettingKind.QUESTION_SET: Permission.EDIT_WATCHDOG,
    SettingKind.ORGANISATION: Permission.EDIT_DIRECTORY,
    SettingKind.SERVICE: Permission.EDIT_DIRECTORY,
    SettingKind.PROGRAMME: Permission.EDIT_DIRECTORY,
    SettingKind.COMMITMENT: Permission.FOLLOW_PROMISES,
    SettingKind.INDICATOR: Permission.FOLLOW_PROMISES,
    SettingKind.RECOMMENDATION: Permission.RECOMMEND,
    SettingKind.POWERS: Permission.EDIT_WATCHDOG,
    SettingKind.BANK_HOLIDAY: Permission.EDIT_WATCHDOG,
    SettingKind.SIGNPOST: Permission.EDIT_SIGNPOSTS,
    SettingKind.THRESHOLD: Permission.EDIT_THRESHOLDS,
}
"""The history of a setting is for whoever may change it."""


class Change(NamedTuple):
    """One change: who made it (a person's name, or a job's), and {field: (before, after)}."""

    number: int
    who: str
    at: datetime
    changes: dict[str, tuple[Any, Any]]


def changes_of(session: Session, viewer: Viewer, kind: SettingKind, subject: str) -> tuple[Change, ...]:
    """Every change of one row of the viewer's watchdog, newest first."""
    require(viewer, WHO_MAY_READ[kind])
    found = session.exec(
        select(SettingChange).where(*_about(viewer, kind, subject)).order_by(col(SettingChange.number).desc())
    ).all()
    ids = {staff_id for change in found if (staff_id := staff_id_of(change.changed_by))}
    names = dict(
        session.exec(
            select(StaffMember.id, StaffMember.name).where(
                StaffMember.watchdog_id == viewer.watchdog_id, col(StaffMember.id).in_(ids)
            )
        ).all()
    )
    return tuple(
        Change(
            change.number,
            names.get(staff_id_of(change.changed_by)) or change.changed_by.partition(":")[2],  # type: ignore[arg-type]
            change.changed_at,
            {field: (before, after) for field, (before, after) in change.changes.items()},
        )
        for change in found
    )


def newest_number(session: Session, viewer: Viewer, kind: SettingKind, subject: str) -> int:
    """The number of the last change of one row; 0 when there has been none."""
    require(viewer, WHO_MAY_READ[kind])
    newest = session.exec(select(func.max(SettingChange.number)).where(*_about(viewer, kind, subject))).one()
    return newest or 0


def _about(viewer: Viewer, kind: SettingKind, subject: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SettingChange.watchdog_id) == viewer.watchdog_id,
        col(SettingChange.kind) == kind,
        col(SettingChange.subject) == subject,
    )
