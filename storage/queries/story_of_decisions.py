"""What was decided about one piece of feedback, by whom, and what was taken out of it each time?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.moderation import HoldReason, ModerationDecision, Redaction
from models.vocabulary import Outcome, RedactionKind, WithholdReason


@dataclass(frozen=True)
class DecisionMade:
    """One decision. `criticality` and `note` are None and empty for whoever may not see them."""

    number: int
    outcome: Outcome
    reason: WithholdReason | None
    hold_reason: HoldReason | None
    criticality: int | None
    note: str
    by: str
    at: datetime
    taken_out: dict[RedactionKind, int]


def decisions_made(
    session: Session, watchdog_id: str, feedback_id: UUID, *, in_confidence: bool
) -> tuple[DecisionMade, ...]:
    """Every decision in its order; with how critical it is and what moderators noted only `in_confidence`."""
    taken_out: dict[int, dict[RedactionKind, int]] = defaultdict(dict)
    counts = session.exec(
        select(Redaction.decision, Redaction.kind, func.count())
        .where(Redaction.watchdog_id == watchdog_id, Redaction.feedback_id == feedback_id)
        .group_by(col(Redaction.decision), col(Redaction.kind))
        .order_by(col(Redaction.kind))
    )
    for number, kind, count in counts:
        taken_out[number][RedactionKind(kind)] = count
    rows = session.exec(
        select(ModerationDecision)
        .where(ModerationDecision.watchdog_id == watchdog_id, ModerationDecision.feedback_id == feedback_id)
        .order_by(col(ModerationDecision.number))
    )
    return tuple(
        DecisionMade(
            number=row.number,
            outcome=row.outcome,
            reason=row.reason,
            hold_reason=row.hold_reason,
            criticality=row.criticality if in_confidence else None,
            note=row.note if in_confidence else "",
            by=row.decided_by,
            at=row.decided_at,
            taken_out=taken_out[row.number],
        )
        for row in rows
    )
