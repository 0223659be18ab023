"""Add a dated, signed step to a concern."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, func, select

from models.errors import FeedbackError
from models.escalation import Escalation, EscalationStep, EscalationStepKind
from models.events import Event
from models.people import Viewer
from models.words import canonical
from storage import audit

LONGEST_NOTE = 2_000


def add_step(
    session: Session,
    concern: Escalation,
    kind: EscalationStepKind,
    event: Event,
    *,
    by: Viewer,
    at: datetime,
    **more: Any,
) -> None:
    """Keep a concern as it is now, with the step that led there, and one audit link about the feedback."""
    session.add(concern)
    session.add(
        EscalationStep(
            watchdog_id=concern.watchdog_id,
            escalation_id=concern.id,
            number=last_step(session, concern) + 1,
            kind=kind,
            taken_by=by.actor,
            taken_at=at,
            **more,
        )
    )
    session.flush()
    audit.record(session, event, by=by, at=at, subject=concern.feedback_id)


def last_step(session: Session, concern: Escalation) -> int:
    """The number of the newest step about a concern; 0 while there is none."""
    newest = session.exec(
        select(func.max(EscalationStep.number)).where(
            EscalationStep.watchdog_id == concern.watchdog_id, EscalationStep.escalation_id == concern.id
        )
    ).one()
    return newest or 0


def checked_note(note: str, *, missing: str = "") -> str:
    """A note without spaces round it. Raises FeedbackError for one too long; `missing` for an empty one."""
    note = canonical(note).strip()
    if not note and missing:
        raise FeedbackError(missing)
    if len(note) > LONGEST_NOTE:
        raise FeedbackError(f"Use {LONGEST_NOTE:,} characters or fewer")
    return note
