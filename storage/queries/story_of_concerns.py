"""Which concerns does one piece of feedback have or had, as far as the viewer may know?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.escalation import Escalation, EscalationOutcome
from models.people import Permission, Viewer, require
from models.vocabulary import ConcernKind
from storage.queries.escalations import Step, steps_of


@dataclass(frozen=True)
class ConcernWhole:
    """A concern as whoever decides on concerns sees it, with every step."""

    kinds: tuple[ConcernKind, ...]
    raised_at: datetime
    due_at: datetime
    outcome: EscalationOutcome | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ConcernSeen:
    """That there are concerns: how many are open and how many decided. The rest is for whoever decides."""

    open: int
    decided: int
    whole: tuple[ConcernWhole, ...]


def concerns_seen(session: Session, viewer: Viewer, feedback_id: UUID) -> ConcernSeen:
    """The concerns about one piece of feedback, the first one first."""
    require(viewer, Permission.READ_APPROVED)
    rows = session.exec(
        select(Escalation)
        .where(Escalation.watchdog_id == viewer.watchdog_id, Escalation.feedback_id == feedback_id)
        .order_by(col(Escalation.raised_at), col(Escalation.id))
    ).all()
    decided = sum(row.decided_at is not None for row in rows)
    whole: tuple[ConcernWhole, ...] = ()
    if viewer.may(Permission.DECIDE_CONCERN):
        whole = tuple(
            ConcernWhole(
                tuple(map(ConcernKind, row.kinds or [row.kind])),
                row.raised_at,
                row.due_at,
                row.outcome,
                steps_of(session, viewer, row.id),
            )
            for row in rows
        )
    return ConcernSeen(len(rows) - decided, decided, whole)
