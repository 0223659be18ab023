"""Who is to be rung back, by whom and by when, and how often was it tried?"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.callback import UNANSWERED, Callback, CallbackAttempt, CallbackOutcome, CallbackResult
from models.feedback import Feedback
from models.people import ROLES, Permission, Viewer, own_staff_id, require, staff_id_of
from models.staff import StaffMember


class Try(NamedTuple):
    """One try to ring, dated and signed; `by` is a name."""

    number: int
    result: CallbackResult
    note: str
    by: str
    at: datetime


class Ringer(NamedTuple):
    """Somebody who may ring people back."""

    id: UUID
    name: str


@dataclass(frozen=True)
class OpenCallback:
    """Somebody who is to be rung. `rings` is who rings, by name; empty where nobody does any more.

    What they left, and what was written down about the tries, is there for whoever rings and for nobody
    else: `name`, `telephone`, `why` and the notes of `tries`.
    """

    id: UUID
    feedback_id: UUID | None
    reference: str
    rings_id: UUID
    rings: str
    is_mine: bool
    due_at: datetime
    asked_at: datetime
    name: str
    telephone: str
    why: str
    tries: tuple[Try, ...]

    @property
    def unanswered(self) -> int:
        """How many of the tries nobody answered."""
        return sum(one.result in UNANSWERED for one in self.tries)


def open_callbacks(session: Session, viewer: Viewer) -> list[OpenCallback]:
    """What waits to be rung, the one that is due first at the top.

    Those that the viewer is to ring; for whoever reads feedback, the others too, without what they left.
    """
    require(viewer, Permission.WRITE_FOR_OTHERS)
    mine = own_staff_id(viewer)
    waiting = (
        select(Callback, Feedback.reference)
        .outerjoin(
            Feedback,
            (col(Feedback.watchdog_id) == col(Callback.watchdog_id))
            & (col(Feedback.id) == col(Callback.feedback_id)),
        )
        .where(Callback.watchdog_id == viewer.watchdog_id, col(Callback.closed_at).is_(None))
        .order_by(col(Callback.due_at), col(Callback.id))
    )
    if not viewer.may(Permission.READ_FEEDBACK):
        waiting = waiting.where(Callback.rings_id == mine)
    rows = session.exec(waiting).all()
    ringers = {one.id: one.name for one in people_who_ring(session, viewer)}
    tries = _tries(session, viewer, {row.id for row, _ in rows})
    return [
        _shown(row, reference or "", ringers.get(row.rings_id, ""), tries.get(row.id, []), mine)
        for row, reference in rows
    ]


class StoryCallback(NamedTuple):
    """One about a story: when it was asked for and due, the tries without their notes, how it ended."""

    asked_at: datetime
    due_at: datetime
    tries: tuple[Try, ...]
    closed_at: datetime | None
    outcome: CallbackOutcome | None


def callbacks_about(session: Session, viewer: Viewer, feedback_id: UUID) -> tuple[StoryCallback, ...]:
    """Each callback about one piece of feedback, first asked first, and never whom or on which number."""
    require(viewer, Permission.READ_FEEDBACK)
    rows = session.exec(
        select(Callback)
        .where(Callback.watchdog_id == viewer.watchdog_id, Callback.feedback_id == feedback_id)
        .order_by(col(Callback.asked_at), col(Callback.id))
    ).all()
    tries = _tries(session, viewer, {row.id for row in rows})
    return tuple(
        StoryCallback(
            row.asked_at,
            row.due_at,
            tuple(one._replace(note="") for one in tries.get(row.id, ())),
            row.closed_at,
            row.outcome,
        )
        for row in rows
    )


def people_who_ring(session: Session, viewer: Viewer) -> list[Ringer]:
    """Everybody who may ring people back and has an account that is on, by name."""
    require(viewer, Permission.WRITE_FOR_OTHERS)
    people = session.exec(
        select(StaffMember).where(
            StaffMember.watchdog_id == viewer.watchdog_id, col(StaffMember.disabled_at).is_(None)
        )
    )
    able = [
        Ringer(person.id, person.name)
        for person in people
        if any(Permission.WRITE_FOR_OTHERS in ROLES[role] for role in person.roles)
    ]
    return sorted(able, key=lambda one: one.name.casefold())


def _tries(session: Session, viewer: Viewer, callbacks: set[UUID]) -> dict[UUID, list[Try]]:
    """The tries of each callback, the first one first."""
    people = select(StaffMember.id, StaffMember.name).where(StaffMember.watchdog_id == viewer.watchdog_id)
    names: dict[UUID | None, str] = dict(session.exec(people).all())
    found: dict[UUID, list[Try]] = {}
    for row in session.exec(
        select(CallbackAttempt)
        .where(
            CallbackAttempt.watchdog_id == viewer.watchdog_id,
            col(CallbackAttempt.callback_id).in_(callbacks),
        )
        .order_by(col(CallbackAttempt.number))
    ).all():
        by = names.get(staff_id_of(row.tried_by), "")
        one = Try(row.number, row.result, row.note, by, row.tried_at)
        found.setdefault(row.callback_id, []).append(one)
    return found


def _shown(row: Callback, reference: str, rings: str, tries: list[Try], mine: UUID) -> OpenCallback:
    is_mine = row.rings_id == mine
    return OpenCallback(
        id=row.id,
        feedback_id=row.feedback_id,
        reference=reference,
        rings_id=row.rings_id,
        rings=rings,
        is_mine=is_mine,
        due_at=row.due_at,
        asked_at=row.asked_at,
        name=row.name if is_mine else "",
        telephone=row.telephone if is_mine else "",
        why=row.why if is_mine else "",
        tries=tuple(one if is_mine else one._replace(note="") for one in tries),
    )
