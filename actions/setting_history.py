"""Note what was changed in a setting, dated and signed, unless somebody else was quicker."""

from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlmodel import Session, func, select

from models.errors import SomebodyElseDecided
from models.people import Viewer
from models.setting import SettingChange, SettingKind

TOO_LATE = "Somebody else changed this a moment ago. Here is what it says now: look again, then save."


def note_change(
    session: Session,
    kind: SettingKind,
    subject: str,
    changes: dict[str, tuple[Any, Any]],
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> int:
    """Keep `changes`, {field: (before, after)}, of one row, and return the number of this change.

    `after` is the number of the last change that whoever saves has seen (0 for none). Raises
    SomebodyElseDecided when there is a newer one. The act has locked the audit chain before it read
    the row, and writes its own audit link.
    """
    newest = session.exec(
        select(func.max(SettingChange.number)).where(
            SettingChange.watchdog_id == by.watchdog_id,
            SettingChange.kind == kind,
            SettingChange.subject == subject,
        )
    ).one()
    if (newest or 0) != after:
        raise SomebodyElseDecided(TOO_LATE)
    session.add(
        SettingChange(
            watchdog_id=by.watchdog_id,
            kind=kind,
            subject=subject,
            number=after + 1,
            changes={field: [_plain(value) for value in values] for field, values in changes.items()},
            changed_by=by.actor,
            changed_at=at,
        )
    )
    session.flush()
    return after + 1


def _plain(value: Any) -> Any:
    """A value as JSON can hold it: a day as 2025-11-03, a choice as its stored word, an id as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
