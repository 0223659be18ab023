"""Which entries has somebody else begun and not sent?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.entry import EntryDraft
from models.people import Permission, Viewer, require
from models.staff import StaffMember


class UnsentEntry(NamedTuple):
    """Whose draft it is and since when, without a word of it. `has_left`: that account is switched off."""

    draft_id: UUID
    whose: str
    has_left: bool
    begun_at: datetime


def unsent_of_others(session: Session, viewer: Viewer) -> list[UnsentEntry]:
    """Every draft of everybody else's, oldest first."""
    require(viewer, Permission.READ_FEEDBACK)
    rows = session.execute(
        select_columns(
            col(EntryDraft.id),
            col(StaffMember.name),
            col(StaffMember.disabled_at).is_not(None),
            col(EntryDraft.begun_at),
        )
        .join(
            StaffMember,
            (col(StaffMember.watchdog_id) == EntryDraft.watchdog_id)
            & (col(StaffMember.id) == EntryDraft.staff_id),
        )
        .where(
            col(EntryDraft.watchdog_id) == viewer.watchdog_id,
            col(EntryDraft.staff_id) != viewer.staff_id,
            col(EntryDraft.sent_at).is_(None),
        )
        .order_by(col(EntryDraft.begun_at), col(EntryDraft.id))
    )
    return [UnsentEntry(*row) for row in rows]
