"""Put new values into one row of the settings: once, noted, signed, and not over anybody's."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from actions.setting_history import note_change
from models.base import WatchdogTable
from models.events import Event
from models.people import Viewer
from models.setting import SettingKind
from models.watchdog import Watchdog
from storage import audit


def put_setting(
    session: Session,
    row: Watchdog | WatchdogTable,
    values: dict[str, Any],
    event: Event,
    *,
    about: tuple[SettingKind, str],
    detail: dict[str, str | int],
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Change what differs, and leave one dated change and one audit link; nothing where nothing does.

    `about` names the row in the history. `after` is the number of the last change that whoever saves
    has seen. Raises SomebodyElseDecided when there is a newer one. The chain is locked already.
    """
    changes = {
        field: (getattr(row, field), value) for field, value in values.items() if getattr(row, field) != value
    }
    if not changes:
        return
    note_change(session, *about, changes, after=after, by=by, at=at)
    for field, (_, value) in changes.items():
        setattr(row, field, value)
    session.add(row)
    session.flush()
    audit.record(session, event, by=by, at=at, subject=row.id, detail=detail)
