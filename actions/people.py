"""Add the people who work for the watchdog, and end their access when they leave."""

from datetime import datetime
from uuid import UUID

from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from models.staff import SignIn, StaffMember
from models.vocabulary import Event, Role
from models.words import canonical
from storage import audit

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
LONGEST_NAME = 200
WORKERS = (Role.VOLUNTEER, Role.STAFF, Role.ADMINISTRATOR)

password_hash = PasswordHash.recommended()


def add_staff_member(
    session: Session, *, name: str, email: str, role: Role, password: str, by: Viewer, at: datetime
) -> UUID:
    """Give somebody an account. Raises FeedbackError when the name, address or password will not do."""
    require(by, Permission.MANAGE_PEOPLE)
    name, email = " ".join(canonical(name).split()), canonical(email).strip().lower()
    if not name:
        raise FeedbackError("Enter the person's name")
    if "@" not in email.strip("@"):
        raise FeedbackError("Enter the person's email address, like name@example.com")
    if max(len(name), len(email)) > LONGEST_NAME:
        raise FeedbackError(f"Use a name and an address of at most {LONGEST_NAME} characters")
    if role not in WORKERS:
        raise FeedbackError("Choose volunteer, staff or administrator")
    check_password(password)
    audit.lock(session, by.watchdog_id)
    known = session.exec(
        select(StaffMember.id).where(StaffMember.watchdog_id == by.watchdog_id, StaffMember.email == email)
    ).first()
    if known is not None:
        raise FeedbackError("Somebody with that email address has an account already")
    person = StaffMember(
        watchdog_id=by.watchdog_id,
        name=name,
        email=email,
        role=role,
        password_hash=password_hash.hash(password),
        added_at=at,
    )
    session.add(person)
    session.flush()
    audit.record(session, Event.STAFF_ADDED, by=by, at=at, subject=person.id, detail={"role": role.value})
    return person.id


def check_password(password: str) -> None:
    """Raise FeedbackError unless a password is long enough to be kept by argon2 and not endless."""
    if len(password) < SHORTEST_PASSWORD:
        raise FeedbackError(f"Use a password of at least {SHORTEST_PASSWORD} characters")
    if len(password) > LONGEST_PASSWORD:
        raise FeedbackError(f"Use a password of at most {LONGEST_PASSWORD} characters")


def disable_staff_member(session: Session, email: str, *, by: Viewer, at: datetime) -> int:
    """End somebody's access at once. Returns how many of their sign-ins were ended."""
    require(by, Permission.MANAGE_PEOPLE)
    audit.lock(session, by.watchdog_id)
    person = session.exec(
        select(StaffMember).where(
            StaffMember.watchdog_id == by.watchdog_id, StaffMember.email == email.strip().lower()
        )
    ).one_or_none()
    if person is None:
        raise FeedbackError("Nobody with that email address has an account here")
    if person.role is Role.ADMINISTRATOR and person.disabled_at is None and _is_the_last(session, person):
        raise FeedbackError("That is the last administrator. Give somebody else that role first.")
    person.disabled_at = person.disabled_at or at
    session.add(person)
    ended = end_sign_ins(session, person, at=at)
    audit.record(
        session, Event.STAFF_DISABLED, by=by, at=at, subject=person.id, detail={"sign_ins_ended": ended}
    )
    return ended


def _is_the_last(session: Session, person: StaffMember) -> bool:
    others = select(StaffMember.id).where(
        StaffMember.watchdog_id == person.watchdog_id,
        StaffMember.id != person.id,
        StaffMember.role == Role.ADMINISTRATOR,
        col(StaffMember.disabled_at).is_(None),
    )
    return session.exec(others).first() is None


def end_sign_ins(session: Session, person: StaffMember, *, at: datetime) -> int:
    """End every sign-in that somebody has open, on every device."""
    still_open = session.exec(
        select(SignIn).where(
            SignIn.watchdog_id == person.watchdog_id,
            SignIn.staff_id == person.id,
            col(SignIn.ended_at).is_(None),
        )
    ).all()
    for sign_in in still_open:
        sign_in.ended_at = at
    session.add_all(still_open)
    return len(still_open)
