"""What was done and read, by whom, when and about what? The rows of the record, newest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.audit import AuditEvent, AuditHead
from models.events import Event
from models.people import BEFORE_PEOPLE_HAD_SEVERAL_ROLES, Permission, Viewer, require, staff_id_of
from models.staff import StaffMember
from models.watchdog import HERE
from storage import audit
from storage.queries.by_reference import id_of_reference
from storage.queries.names_of_actors import names_of_actors

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
"""Days outside these are as good as these, and some clocks can't say them."""


@dataclass(frozen=True)
class Asked:
    """Which rows are looked at: whole days, both included; an actor, a kind of act, an id. Empty is any."""

    since: date | None = None
    until: date | None = None
    who: str = ""
    event: Event | None = None
    subject: str = ""


@dataclass(frozen=True)
class Act:
    """One row. `name` is the person's behind `actor`, `about` that of whose account `subject` is, or ""."""

    sequence: int
    at: datetime
    actor: str
    name: str
    event: Event
    subject: str
    about: str
    detail: dict[str, str | int]
    hash: str


class Chain(NamedTuple):
    """What a walk along a whole chain found. `is_guarded`: the database still refuses changes to it."""

    links: int
    broken: tuple[audit.BrokenLink, ...]
    is_guarded: bool


def count_acts(session: Session, viewer: Viewer, asked: Asked, *, through: int | None = None) -> int:
    """How many rows there are, up to the row `through`."""
    require(viewer, Permission.READ_AUDIT)
    wanted = _wanted(viewer, asked)
    if through is not None:
        wanted.append(AuditEvent.sequence <= through)
    return session.exec(select(func.count()).select_from(AuditEvent).where(*wanted)).one()


def acts(
    session: Session,
    viewer: Viewer,
    asked: Asked,
    *,
    most: int,
    skip: int = 0,
    through: int | None = None,
) -> list[Act]:
    """At most `most` rows, newest first, from the row `through` down, less the first `skip`."""
    require(viewer, Permission.READ_AUDIT)
    wanted = _wanted(viewer, asked)
    if through is not None:
        wanted.append(AuditEvent.sequence <= through)
    rows = session.exec(
        select(AuditEvent).where(*wanted).order_by(col(AuditEvent.sequence).desc()).offset(skip).limit(most)
    ).all()
    accounts = {row.subject: f"person:{row.subject}" for row in rows}
    names = names_of_actors(session, viewer, {row.actor for row in rows} | set(accounts.values()))
    return [
        Act(
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            name=names.get(row.actor, ""),
            event=row.event,
            subject=row.subject,
            about=names.get(accounts[row.subject], ""),
            detail=row.detail,
            hash=row.hash,
        )
        for row in rows
    ]


def newest_act(session: Session, viewer: Viewer) -> int:
    """The number of the newest row."""
    require(viewer, Permission.READ_AUDIT)
    return session.get_one(AuditHead, viewer.watchdog_id).sequence


def feedback_of_reference(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference, by which the record names it; nothing else of it."""
    require(viewer, Permission.READ_AUDIT)
    return id_of_reference(session, viewer.watchdog_id, reference)


def account_of_address(session: Session, viewer: Viewer, email: str) -> UUID | None:
    """The id of the account with this address, by which the record names it."""
    require(viewer, Permission.READ_AUDIT)
    return session.exec(
        select(StaffMember.id).where(
            StaffMember.watchdog_id == viewer.watchdog_id, StaffMember.email == email.strip().lower()
        )
    ).first()


def walk_chain(session: Session, viewer: Viewer) -> Chain:
    """Walk the viewer's chain from its start to its end."""
    require(viewer, Permission.READ_AUDIT)
    broken = tuple(audit.broken_links(session, viewer.watchdog_id))
    return Chain(newest_act(session, viewer), broken, audit.is_guarded(session))


def _wanted(viewer: Viewer, asked: Asked) -> list[ColumnElement[bool] | Any]:
    wanted: list[ColumnElement[bool] | Any] = [AuditEvent.watchdog_id == viewer.watchdog_id]
    if asked.since is not None:
        wanted.append(AuditEvent.at >= _midnight(asked.since))
    if asked.until is not None:
        wanted.append(AuditEvent.at < _midnight(asked.until, days_on=1))
    if asked.who:
        staff_id = staff_id_of(asked.who)
        earlier = [f"{role}:{staff_id}" for role in BEFORE_PEOPLE_HAD_SEVERAL_ROLES if staff_id]
        wanted.append(col(AuditEvent.actor).in_([asked.who, *earlier]))
    if asked.event is not None:
        wanted.append(AuditEvent.event == asked.event)
    if asked.subject:
        wanted.append(AuditEvent.subject == asked.subject)
    return wanted


def _midnight(day: date, *, days_on: int = 0) -> datetime:
    held = min(max(day, FIRST_DAY), LAST_DAY) + timedelta(days=days_on)
    return datetime.combine(held, time(), tzinfo=HERE)
