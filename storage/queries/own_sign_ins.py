"""Where is somebody signed in just now?"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.people import Viewer, own_staff_id
from models.staff import SignIn


class OwnSignIn(NamedTuple):
    """A sign-in that still opens something. `is_this_one` says whether the viewer came with it."""

    id: UUID
    device: str
    by_office: bool
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def own_sign_ins(session: Session, viewer: Viewer, *, idle: timedelta, at: datetime) -> tuple[OwnSignIn, ...]:
    """The viewer's own sign-ins that are open at this moment: this one first, then the last used.

    Raises NotAllowed for whoever has no account.
    """
    rows = session.exec(
        select(SignIn)
        .where(
            SignIn.watchdog_id == viewer.watchdog_id,
            SignIn.staff_id == own_staff_id(viewer),
            col(SignIn.ended_at).is_(None),
            SignIn.seen_at > at - idle,
            SignIn.expires_at > at,
        )
        .order_by(col(SignIn.seen_at).desc(), col(SignIn.id))
    ).all()
    found = [
        OwnSignIn(row.id, row.device, row.by_office, row.started_at, row.seen_at, row.id == viewer.sign_in_id)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: not one.is_this_one))
