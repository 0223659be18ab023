"""When was what a verdict is about last changed, of each promise? An older verdict holds no more."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import WHAT_A_VERDICT_IS_ABOUT
from models.setting import SettingChange, SettingKind


def promises_changed(session: Session, mine: str) -> dict[UUID, datetime]:
    """By promise of the watchdog `mine`; those that say what they said at first are not in it."""
    changes = session.exec(
        select(SettingChange)
        .where(SettingChange.watchdog_id == mine, SettingChange.kind == SettingKind.COMMITMENT)
        .order_by(col(SettingChange.number))
    ).all()
    return {
        UUID(one.subject): one.changed_at
        for one in changes
        if not WHAT_A_VERDICT_IS_ABOUT.isdisjoint(one.changes)
    }
