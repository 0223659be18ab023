"""Decide whether a piece of feedback may be counted and shown, dated and signed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.errors import FeedbackError, SomebodyElseDecided, TakenBack
from models.feedback import Feedback
from models.moderation import ModerationDecision
from models.people import Permission, Viewer, require
from models.vocabulary import Event, Outcome, WithholdReason
from storage import audit
from storage.queries.newest_decision import TAKEN_BACK, newest_decision

DECIDED_SINCE = "Somebody else decided on this one a moment ago. Here is the next."
ADDED_SINCE = "Whoever told us this added to it a moment ago, so nothing was signed. It waits again."


def approve(session: Session, feedback_id: UUID, *, after: int, by: Viewer, at: datetime) -> None:
    """Approve. `after` is the number of the last decision that the moderator saw (0 for none)."""
    _decide(session, feedback_id, Outcome.APPROVED, None, "", after=after, by=by, at=at)


def withhold(
    session: Session,
    feedback_id: UUID,
    reason: WithholdReason | None,
    *,
    note: str = "",
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Withhold with a reason: kept, but neither counted nor shown."""
    if reason is None:
        raise FeedbackError("Choose why it's withheld")
    if reason is WithholdReason.OTHER and not note.strip():
        raise FeedbackError("Say in a few words why it's withheld")
    _decide(session, feedback_id, Outcome.WITHHELD, reason, note.strip(), after=after, by=by, at=at)


def _decide(
    session: Session,
    feedback_id: UUID,
    outcome: Outcome,
    reason: WithholdReason | None,
    note: str,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    require(by, Permission.MODERATE)
    audit.lock(session, by.watchdog_id)
    if session.get(Feedback, (by.watchdog_id, feedback_id)) is None:
        raise FeedbackError("That feedback isn't here. It may belong to another watchdog.")
    newest = newest_decision(session, by.watchdog_id, feedback_id)
    if newest is not None and newest.outcome is Outcome.WITHDRAWN:
        raise TakenBack(TAKEN_BACK)
    if (newest.number if newest else 0) != after:
        has_more = newest is not None and newest.outcome is Outcome.AWAITING
        raise SomebodyElseDecided(ADDED_SINCE if has_more else DECIDED_SINCE)
    session.add(
        ModerationDecision(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            number=after + 1,
            outcome=outcome,
            reason=reason,
            note=note,
            decided_by=by.actor,
            decided_at=at,
        )
    )
    event = Event.FEEDBACK_APPROVED if outcome is Outcome.APPROVED else Event.FEEDBACK_WITHHELD
    audit.record(
        session, event, by=by, at=at, subject=feedback_id, detail={"reason": reason.value} if reason else {}
    )
