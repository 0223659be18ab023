"""Which concerns wait for the safeguarding lead, what was done about one, and who is there to hear of it?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.escalation import Escalation, EscalationOutcome, EscalationStep, EscalationStepKind
from models.feedback import Feedback
from models.people import ROLES, Permission, Viewer, require, staff_id_of
from models.staff import StaffMember
from models.vocabulary import ConcernKind
from storage.queries.by_reference import id_of_reference

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Concern:
    """A concern without anybody's words.

    `raised_by` is empty where the machine did, `lead` where every lead has it; else they are names.
    `reasons` are the rules that raised it; there are none where a person did.
    """

    id: UUID
    feedback_id: UUID
    reference: str
    kinds: tuple[ConcernKind, ...]
    reasons: tuple[str, ...]
    raised_by: str
    raised_at: datetime
    due_at: datetime
    lead_id: UUID | None
    lead: str
    decided_at: datetime | None
    outcome: EscalationOutcome | None


class Step(NamedTuple):
    """One dated, signed step; `by` and `to` are names, `by` empty for the machine."""

    number: int
    kind: EscalationStepKind
    outcome: EscalationOutcome | None
    note: str
    by: str
    to: str
    at: datetime


class Lead(NamedTuple):
    """Somebody who may decide about concerns."""

    id: UUID
    name: str


class OpenConcern(NamedTuple):
    """That a concern is open, with whom, and by when: no more than that."""

    lead: str
    raised_at: datetime
    due_at: datetime


def concerns_about(session: Session, watchdog_id: str, feedback_id: UUID) -> list[Escalation]:
    """Every concern about one piece of feedback, decided or not. For acts: nobody is asked who they are."""
    return list(
        session.exec(
            select(Escalation).where(
                Escalation.watchdog_id == watchdog_id, Escalation.feedback_id == feedback_id
            )
        )
    )


def open_escalations(session: Session, watchdog_id: str, feedback_id: UUID) -> list[Escalation]:
    """What is still to be decided about one piece of feedback. For acts: nobody is asked who they are."""
    found = concerns_about(session, watchdog_id, feedback_id)
    return [concern for concern in found if concern.decided_at is None]


def leads_of(session: Session, watchdog_id: str) -> list[StaffMember]:
    """Everybody who may decide about concerns and can sign in, by name. For acts: no viewer is asked for."""
    people = session.exec(
        select(StaffMember).where(
            StaffMember.watchdog_id == watchdog_id, col(StaffMember.disabled_at).is_(None)
        )
    )
    able = [person for person in people if decides(person) and (person.password_hash or person.office_id)]
    return sorted(able, key=lambda person: person.name.casefold())


def decides(person: StaffMember) -> bool:
    """Whether one of somebody's roles decides about concerns."""
    return any(Permission.DECIDE_CONCERN in ROLES[role] for role in person.roles)


def concerns_waiting(session: Session, viewer: Viewer) -> tuple[Concern, ...]:
    """Every open concern of the viewer's watchdog, the one that is due first at the top."""
    require(viewer, Permission.DECIDE_CONCERN)
    rows = _rows(session, viewer, col(Escalation.decided_at).is_(None))
    return tuple(sorted(rows, key=lambda one: (one.due_at, one.raised_at, one.id)))


def concerns_decided(session: Session, viewer: Viewer, *, at: datetime) -> tuple[Concern, ...]:
    """What was decided in the last 30 days, newest first."""
    require(viewer, Permission.DECIDE_CONCERN)
    rows = _rows(session, viewer, col(Escalation.decided_at) > at - LATELY)
    return tuple(sorted(rows, key=lambda one: one.decided_at or at, reverse=True))


def steps_of(session: Session, viewer: Viewer, escalation_id: UUID) -> tuple[Step, ...]:
    """Every step about one concern, the first one first; none where there is no such concern here."""
    require(viewer, Permission.DECIDE_CONCERN)
    steps = session.exec(
        select(EscalationStep)
        .where(
            EscalationStep.watchdog_id == viewer.watchdog_id, EscalationStep.escalation_id == escalation_id
        )
        .order_by(col(EscalationStep.number))
    ).all()
    names = _names(session, viewer)
    return tuple(
        Step(
            step.number,
            step.kind,
            step.outcome,
            step.note,
            names.get(staff_id_of(step.taken_by), ""),
            names.get(step.to_staff_id, ""),
            step.taken_at,
        )
        for step in steps
    )


def leads(session: Session, viewer: Viewer) -> tuple[Lead, ...]:
    """Who may decide about concerns, for whoever hands one over or names the lead; by name."""
    if not viewer.may(Permission.DECIDE_CONCERN):
        require(viewer, Permission.EDIT_WATCHDOG)
    return tuple(Lead(person.id, person.name) for person in leads_of(session, viewer.watchdog_id))


def nobody_leads(session: Session, viewer: Viewer) -> bool:
    """Whether nobody at the viewer's watchdog can decide about concerns."""
    return not leads_of(session, viewer.watchdog_id)


def raised_by_me(session: Session, viewer: Viewer) -> tuple[Concern, ...]:
    """The concerns that the viewer raised, newest first: how they stand, and with whom they are."""
    require(viewer, Permission.RAISE_CONCERN)
    rows = _rows(session, viewer, col(Escalation.raised_by) == viewer.actor)
    return tuple(sorted(rows, key=lambda one: one.raised_at, reverse=True))


def open_concern(session: Session, viewer: Viewer, feedback_id: UUID) -> OpenConcern | None:
    """Whether a concern is open about one piece of feedback, for whoever may raise one."""
    require(viewer, Permission.RAISE_CONCERN)
    found = _rows(
        session,
        viewer,
        col(Escalation.feedback_id) == feedback_id,
        col(Escalation.decided_at).is_(None),
    )
    return OpenConcern(found[0].lead, found[0].raised_at, found[0].due_at) if found else None


def feedback_to_raise(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference, for whoever raises a concern about it; no words with it."""
    require(viewer, Permission.RAISE_CONCERN)
    return id_of_reference(session, viewer.watchdog_id, reference)


def _rows(session: Session, viewer: Viewer, *which: object) -> list[Concern]:
    found = session.exec(
        select(Escalation, Feedback.reference)
        .where(
            Escalation.watchdog_id == viewer.watchdog_id,
            Feedback.watchdog_id == viewer.watchdog_id,
            Feedback.id == Escalation.feedback_id,
            *which,  # type: ignore[arg-type]
        )
        .order_by(col(Escalation.id))
    ).all()
    names = _names(session, viewer)
    return [
        Concern(
            id=one.id,
            feedback_id=one.feedback_id,
            reference=reference,
            kinds=tuple(ConcernKind(kind) for kind in one.kinds),
            reasons=tuple(one.reasons),
            raised_by=names.get(staff_id_of(one.raised_by), ""),
            raised_at=one.raised_at,
            due_at=one.due_at,
            lead_id=one.lead_id,
            lead=names.get(one.lead_id, ""),
            decided_at=one.decided_at,
            outcome=one.outcome,
        )
        for one, reference in found
    ]


def _names(session: Session, viewer: Viewer) -> dict[UUID | None, str]:
    people = session.exec(
        select(StaffMember.id, StaffMember.name).where(StaffMember.watchdog_id == viewer.watchdog_id)
    )
    return dict(people.all())
