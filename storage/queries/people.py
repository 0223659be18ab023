"""Who has an account, and how do they stand?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.staff import LinkPurpose, OneTimeLink, SignIn, StaffMember
from models.vocabulary import Role


class AccountState(StrEnum):
    """Whether somebody can sign in, and if not, why."""

    OPEN = "open"
    INVITED = "invited"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Account:
    """Somebody who works here. `link_until` is how long their invitation is good; None if it isn't.

    `is_by_office`: they sign in with the office's own account alone, which looks after their password.
    """

    id: UUID
    name: str
    email: str
    roles: frozenset[Role]
    state: AccountState
    added_at: datetime
    is_by_office: bool
    has_second_factor: bool
    last_signed_in: datetime | None
    open_sign_ins: int
    link_until: datetime | None


def everybody(session: Session, viewer: Viewer, *, at: datetime, idle: timedelta) -> tuple[Account, ...]:
    """Every account of the viewer's watchdog, by name. A sign-in that was left for `idle` is not open."""
    require(viewer, Permission.MANAGE_PEOPLE)
    people = session.exec(select(StaffMember).where(StaffMember.watchdog_id == viewer.watchdog_id)).all()
    is_open = (col(SignIn.ended_at).is_(None), col(SignIn.seen_at) > at - idle, col(SignIn.expires_at) > at)
    sign_ins = {
        staff_id: (last, still_open)
        for staff_id, last, still_open in session.exec(
            select(SignIn.staff_id, func.max(SignIn.started_at), func.count().filter(*is_open))
            .where(SignIn.watchdog_id == viewer.watchdog_id)
            .group_by(col(SignIn.staff_id))
        )
    }
    invitations = {
        link.staff_id: link.expires_at
        for link in session.exec(
            select(OneTimeLink).where(
                OneTimeLink.watchdog_id == viewer.watchdog_id,
                OneTimeLink.purpose == LinkPurpose.INVITATION,
                col(OneTimeLink.used_at).is_(None),
                OneTimeLink.expires_at > at,
            )
        )
    }
    return tuple(
        Account(
            id=person.id,
            name=person.name,
            email=person.email,
            roles=person.roles,
            state=_state(person),
            added_at=person.added_at,
            is_by_office=bool(person.office_id and not person.password_hash),
            has_second_factor=bool(person.second_factor),
            last_signed_in=last,
            open_sign_ins=still_open,
            link_until=invitations.get(person.id),
        )
        for person in sorted(people, key=lambda person: person.name.casefold())
        for last, still_open in [sign_ins.get(person.id, (None, 0))]
    )


def _state(person: StaffMember) -> AccountState:
    if person.disabled_at is not None:
        return AccountState.DISABLED
    return AccountState.OPEN if person.password_hash or person.office_id else AccountState.INVITED
