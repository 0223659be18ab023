"""What does somebody's own account consist of?"""

from typing import NamedTuple

from sqlmodel import Session, col, func, select

from models.people import Viewer, own_staff_id
from models.staff import RecoveryCode, StaffMember
from models.vocabulary import Role


class OwnAccount(NamedTuple):
    """An account as its owner sees it. Without a password somebody signs in through the office alone."""

    name: str
    email: str
    roles: frozenset[Role]
    has_password: bool
    has_second_factor: bool
    codes_left: int


def own_account(session: Session, viewer: Viewer) -> OwnAccount:
    """The viewer's own account. Raises NotAllowed for whoever has none."""
    person = session.get_one(StaffMember, (viewer.watchdog_id, own_staff_id(viewer)))
    codes_left = session.exec(
        select(func.count()).where(
            RecoveryCode.watchdog_id == viewer.watchdog_id,
            RecoveryCode.staff_id == person.id,
            col(RecoveryCode.used_at).is_(None),
        )
    ).one()
    return OwnAccount(
        person.name,
        person.email,
        person.roles,
        bool(person.password_hash),
        bool(person.second_factor),
        codes_left,
    )
