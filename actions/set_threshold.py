"""Choose another number that decides what may be published."""

from datetime import datetime

from sqlmodel import Session, select

from actions.put_setting import put_setting
from content.thresholds import default_thresholds
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.setting import SettingKind, Threshold, ThresholdKind
from storage import audit


def set_threshold(
    session: Session, kind: ThresholdKind, value: int, *, after: int, by: Viewer, at: datetime
) -> None:
    """Use `value` from now on. `after` is the number of the last change that was seen.

    Raises FeedbackError for a number outside what is safe, and SomebodyElseDecided for an old `after`.
    """
    require(by, Permission.EDIT_THRESHOLDS)
    allowed = default_thresholds()[kind]
    if not allowed.smallest <= value <= allowed.largest:
        raise FeedbackError(f"Choose a number from {allowed.smallest} to {allowed.largest}")
    audit.lock(session, by.watchdog_id)
    threshold = session.exec(
        select(Threshold).where(Threshold.watchdog_id == by.watchdog_id, Threshold.kind == kind)
    ).one()
    put_setting(
        session,
        threshold,
        {"value": value},
        Event.THRESHOLD_CHANGED,
        about=(SettingKind.THRESHOLD, kind.value),
        detail={"kind": kind.value, "value": value},
        after=after,
        by=by,
        at=at,
    )
