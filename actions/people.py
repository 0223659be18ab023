"""Add the people who work for the watchdog, give them roles, and end their access when they leave."""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.name_lead import let_go_of_concerns
from actions.one_time_links import end_links, make_link
from actions.passwords import check_password, kept_as
from actions.write_mail import write_mail
from models.errors import FeedbackError, SomebodyElseDecided
from models.events import Event
from models.outbox import MailKind
from models.people import WORKERS, Permission, Viewer, require
from models.staff import LinkPurpose, SignIn, StaffMember
from models.vocabulary import Role
from models.watchdog import Watchdog
from models.words import canonical
from storage import audit

LONGEST_NAME = 200
_ATOM = r'[^\s.@,;:<>()\[\]\\"]+'
_ADDRESS = re.compile(rf"{_ATOM}(\.{_ATOM})*@[\w-]+(\.[\w-]+)*")
"""Of addresses, those that a mail server takes as one, as it is; the host needs no dot."""
NOBODY = "Nobody of that name has an account here"


def add_staff_member(
    session: Session,
    *,
    name: str,
    email: str,
    roles: Collection[Role],
    password: str,
    second_factor: str = "",
    by: Viewer,
    at: datetime,
) -> UUID:
    """Give somebody an account with a password that somebody else chose, as only a terminal may.

    Raises FeedbackError when the name, address, roles or password will not do. Without a
    `second_factor` they set one up when they first sign in.
    """
    require(by, Permission.MANAGE_PEOPLE)
    person = new_account(session, name, email, roles, by=by, at=at)
    check_password(password, about=known_of(session, person))
    person.password_hash, person.second_factor = kept_as(password), second_factor
    session.add(person)
    session.flush()
    _record(session, Event.STAFF_ADDED, person, by=by, at=at)
    return person.id


def invite(
    session: Session, *, name: str, email: str, roles: Collection[Role], by: Viewer, at: datetime
) -> tuple[UUID, str]:
    """Give somebody an account, and a one-time link to open it with, by mail. Returns id and path."""
    require(by, Permission.MANAGE_PEOPLE)
    person = new_account(session, name, email, roles, by=by, at=at)
    session.add(person)
    session.flush()
    link = make_link(session, person, LinkPurpose.INVITATION, made_by=by.actor, at=at)
    write_mail(session, MailKind.INVITATION, person, link=link.path, link_id=link.row.id, at=at)
    _record(session, Event.STAFF_ADDED, person, by=by, at=at)
    return person.id, link.path


def send_link(session: Session, staff_id: UUID, purpose: LinkPurpose, *, by: Viewer, at: datetime) -> str:
    """Send somebody a link for a new password, or to start again when their phone is lost.

    Whoever has not opened their account yet is invited again. To start again ends every sign-in, every
    other link, the password and the second factor at once. Returns the link's path.
    """
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    person = _account(session, staff_id, by=by)
    if person.disabled_at is not None:
        raise FeedbackError("This account is disabled. Enable it first.")
    if not has_opened(person):
        purpose = LinkPurpose.INVITATION
    elif not person.password_hash:
        raise FeedbackError("They sign in with the office's own account, and have no password here.")
    elif purpose not in {LinkPurpose.NEW_PASSWORD, LinkPurpose.START_AGAIN}:
        raise FeedbackError("Choose a link for a new password, or to start again")
    if purpose is LinkPurpose.START_AGAIN:
        person.password_hash = person.second_factor = ""  # whoever has the phone may know both
        session.add(person)
        end_sign_ins(session, person, at=at)
        end_links(session, person, at=at)
    link = make_link(session, person, purpose, made_by=by.actor, at=at)
    write_mail(session, MailKind(purpose.value), person, link=link.path, link_id=link.row.id, at=at)
    audit.record(session, Event.LINK_MADE, by=by, at=at, subject=person.id, detail={"purpose": purpose.value})
    return link.path


def change_roles(
    session: Session,
    staff_id: UUID,
    roles: Collection[Role],
    *,
    had: Collection[Role],
    by: Viewer,
    at: datetime,
) -> None:
    """Let somebody do other things from now on. `had` is what the one who decides saw.

    Raises SomebodyElseDecided when that has changed, and FeedbackError for the last administrator.
    """
    require(by, Permission.MANAGE_PEOPLE)
    chosen = _checked_roles(roles)
    audit.lock(session, by.watchdog_id)
    person = _account(session, staff_id, by=by)
    if person.roles != frozenset(had):
        raise SomebodyElseDecided("Somebody else changed these roles a moment ago. Nothing was overwritten.")
    if chosen == person.roles:
        return
    if Role.ADMINISTRATOR not in chosen:
        _refuse_the_last(session, person)
    person.roles = chosen
    let_go_of_concerns(session, person, by=by, at=at)
    _record(session, Event.ROLES_CHANGED, person, by=by, at=at)


def disable_staff_member(session: Session, staff_id: UUID, *, by: Viewer, at: datetime) -> int:
    """End somebody's access at once. Returns how many of their sign-ins were ended."""
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    person = _account(session, staff_id, by=by)
    _refuse_the_last(session, person)
    person.disabled_at = person.disabled_at or at
    let_go_of_concerns(session, person, by=by, at=at)
    end_links(session, person, at=at)
    ended = end_sign_ins(session, person, at=at)
    detail: dict[str, str | int] = {"sign_ins_ended": ended}
    audit.record(session, Event.STAFF_DISABLED, by=by, at=at, subject=person.id, detail=detail)
    return ended


def enable_staff_member(session: Session, staff_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Let somebody who came back in again, with the roles and the password they had."""
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    person = _account(session, staff_id, by=by)
    if person.disabled_at is None:
        return
    person.disabled_at = None
    session.add(person)
    _record(session, Event.STAFF_ENABLED, person, by=by, at=at)


def has_opened(person: StaffMember) -> bool:
    """Whether somebody has a way in yet, beside the link they were invited with."""
    return bool(person.password_hash or person.office_id)


def known_of(session: Session, person: StaffMember) -> list[str]:
    """What a stranger knows of somebody, and so would try first as their password."""
    ours = session.get_one(Watchdog, person.watchdog_id)
    return [person.name, person.email, ours.name, ours.area]


def staff_member_called(session: Session, email: str, *, by: Viewer) -> UUID:
    """The id of the account with this address. Raises FeedbackError when there is none."""
    require(by, Permission.MANAGE_PEOPLE)
    called = StaffMember.email == email.strip().lower()
    mine = StaffMember.watchdog_id == by.watchdog_id
    found = session.exec(select(StaffMember.id).where(mine, called)).one_or_none()
    if found is None:
        raise FeedbackError("Nobody with that email address has an account here")
    return found


def end_sign_ins(session: Session, person: StaffMember, *, at: datetime, but: UUID | None = None) -> int:
    """End every sign-in that somebody has open, on every device but the one named."""
    still_open = session.exec(
        select(SignIn).where(
            SignIn.watchdog_id == person.watchdog_id,
            SignIn.staff_id == person.id,
            SignIn.id != but,
            col(SignIn.ended_at).is_(None),
        )
    ).all()
    for sign_in in still_open:
        sign_in.ended_at = at
    session.add_all(still_open)
    return len(still_open)


def new_account(
    session: Session, name: str, email: str, roles: Collection[Role], *, by: Viewer, at: datetime
) -> StaffMember:
    """An account for the caller to give a way in and to store. Raises FeedbackError when it won't do."""
    is_one_line = email.strip().isprintable()
    name, email = " ".join(canonical(name).split()), canonical(email).strip().lower()
    if not name:
        raise FeedbackError("Enter the person's name")
    if not (_ADDRESS.fullmatch(email) and is_one_line):
        raise FeedbackError("Enter the person's email address, like name@example.com")
    if max(len(name), len(email)) > LONGEST_NAME:
        raise FeedbackError(f"Use a name and an address of at most {LONGEST_NAME} characters")
    chosen = _checked_roles(roles)
    audit.lock(session, by.watchdog_id)
    known = session.exec(
        select(StaffMember.id).where(StaffMember.watchdog_id == by.watchdog_id, StaffMember.email == email)
    ).first()
    if known is not None:
        raise FeedbackError("Somebody with that email address has an account already")
    return StaffMember(watchdog_id=by.watchdog_id, name=name, email=email, roles=chosen, added_at=at)


def _checked_roles(roles: Collection[Role]) -> frozenset[Role]:
    chosen = frozenset(roles)
    if not chosen or not chosen <= set(WORKERS):
        raise FeedbackError("Choose at least one role: " + ", ".join(role.value for role in WORKERS))
    return chosen


def _account(session: Session, staff_id: UUID, *, by: Viewer) -> StaffMember:
    person = session.get(StaffMember, (by.watchdog_id, staff_id))
    if person is None:
        raise FeedbackError(NOBODY)
    return person


def is_last_administrator(session: Session, person: StaffMember) -> bool:
    """Whether nobody else could still look after people and settings."""
    if Role.ADMINISTRATOR not in person.roles or person.disabled_at is not None:
        return False
    others = session.exec(
        select(StaffMember).where(
            StaffMember.watchdog_id == person.watchdog_id,
            StaffMember.id != person.id,
            col(StaffMember.disabled_at).is_(None),
        )
    ).all()
    return not any(Role.ADMINISTRATOR in other.roles and has_opened(other) for other in others)


def _refuse_the_last(session: Session, person: StaffMember) -> None:
    if is_last_administrator(session, person):
        raise FeedbackError("That is the last administrator. Give somebody else that role first.")


def _record(session: Session, event: Event, person: StaffMember, *, by: Viewer, at: datetime) -> None:
    roles: dict[str, str | int] = {"roles": ", ".join(sorted(role.value for role in person.roles))}
    audit.record(session, event, by=by, at=at, subject=person.id, detail=roles)
