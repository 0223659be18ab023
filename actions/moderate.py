"""Decide who may read a piece of feedback, less what is taken out of it, and whether it counts."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from actions.keep_approved import Cuts, forget_approved, keep_approved
from actions.raise_concern import read_for_concerns
from actions.settle_quotation import open_again
from actions.tell_author import forget_untold, note_changes
from models.errors import AwaitsTheLead, FeedbackError, SomebodyElseDecided
from models.events import Event
from models.feedback import Feedback
from models.moderation import HoldReason, ModerationDecision
from models.people import Permission, Viewer, job, require
from models.vocabulary import Outcome, WithholdReason
from storage import audit
from storage.queries.escalations import open_escalations
from storage.queries.newest_decision import newest_unless_taken_back

DECIDED_SINCE = "Somebody else decided on this one a moment ago, so nothing was signed. Read it again."
ADDED_SINCE = "Whoever told us this added to it a moment ago, so nothing was signed. It waits again."
LEAD_FIRST = "Somebody may be at risk here, so the safeguarding lead decides first. Nothing was signed."
NOT_AGREED = "They did not agree to be quoted, so it can be used inside the watchdog only"
MOST_CRITICAL = 5


class _Verdict(NamedTuple):
    outcome: Outcome
    reason: WithholdReason | None = None
    hold_reason: HoldReason | None = None
    criticality: int | None = None
    note: str = ""


def approve(
    session: Session,
    feedback_id: UUID,
    *,
    cuts: Cuts | None = None,
    is_publishable: bool = False,
    criticality: int | None = None,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Let others read it, less `cuts`: inside the watchdog, or anybody where they agreed to be quoted.

    `after` is the number of the last decision that the moderator saw (0 for none); SomebodyElseDecided is
    raised where there is another by now. Whoever told us and left contact is to be told of what was changed.
    """
    outcome = Outcome.PUBLISHABLE if is_publishable else Outcome.APPROVED
    verdict = _Verdict(outcome, criticality=criticality)
    feedback = _decide(session, feedback_id, verdict, after=after, by=by, at=at)
    if is_publishable and not feedback.consent_quotation:
        raise FeedbackError(NOT_AGREED)
    taken = keep_approved(
        session, feedback, cuts or {}, decision=after + 1, is_publishable=is_publishable, at=at
    )
    open_again(session, by.watchdog_id, feedback_id)
    note_changes(session, feedback, taken, decision=after + 1, at=at)
    detail: dict[str, str | int] = {"outcome": outcome.value}
    detail |= {f"took_out_{kind.value}": many for kind, many in taken.items()}
    audit.record(session, Event.FEEDBACK_APPROVED, by=by, at=at, subject=feedback_id, detail=detail)


def hold(
    session: Session,
    feedback_id: UUID,
    reason: HoldReason | None,
    *,
    note: str = "",
    criticality: int | None = None,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Put it on hold until it is decided again: it counts for staff, and nobody else is shown its words."""
    if reason is None:
        raise FeedbackError("Choose what it waits for")
    verdict = _Verdict(Outcome.ON_HOLD, hold_reason=reason, criticality=criticality, note=note.strip())
    _shut(session, feedback_id, verdict, Event.FEEDBACK_PUT_ON_HOLD, after=after, by=by, at=at)


def withhold(
    session: Session,
    feedback_id: UUID,
    reason: WithholdReason | None,
    *,
    note: str = "",
    criticality: int | None = None,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Withhold with a reason: kept, but neither counted nor shown."""
    if reason is None:
        raise FeedbackError("Choose why it's withheld")
    if reason is WithholdReason.OTHER and not note.strip():
        raise FeedbackError("Say in a few words why it's withheld")
    verdict = _Verdict(Outcome.WITHHELD, reason=reason, criticality=criticality, note=note.strip())
    _shut(session, feedback_id, verdict, Event.FEEDBACK_WITHHELD, after=after, by=by, at=at)


def _shut(
    session: Session,
    feedback_id: UUID,
    verdict: _Verdict,
    event: Event,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Decide so that nobody outside moderation reads it."""
    _decide(session, feedback_id, verdict, after=after, by=by, at=at)
    forget_approved(session, by.watchdog_id, feedback_id)
    forget_untold(session, by.watchdog_id, feedback_id)
    because = verdict.reason or verdict.hold_reason
    detail: dict[str, str | int] = {"reason": because.value} if because else {}
    audit.record(session, event, by=by, at=at, subject=feedback_id, detail=detail)


def _decide(
    session: Session, feedback_id: UUID, verdict: _Verdict, *, after: int, by: Viewer, at: datetime
) -> Feedback:
    """Sign the verdict, unless something happened since or the safeguarding lead decides first."""
    require(by, Permission.MODERATE)
    if verdict.criticality is not None and not 0 <= verdict.criticality <= MOST_CRITICAL:
        raise ValueError(f"criticality goes from 0 to {MOST_CRITICAL}")
    audit.lock(session, by.watchdog_id)
    feedback = session.get(Feedback, (by.watchdog_id, feedback_id))
    if feedback is None:
        raise FeedbackError("That feedback isn't here. It may belong to another watchdog.")
    newest = newest_unless_taken_back(session, by.watchdog_id, feedback_id)
    if (newest.number if newest else 0) != after:
        has_more = newest is not None and newest.outcome is Outcome.AWAITING
        raise SomebodyElseDecided(ADDED_SINCE if has_more else DECIDED_SINCE)
    read_for_concerns(session, feedback_id, by=job(by.watchdog_id, "concerns"), at=at)
    if open_escalations(session, by.watchdog_id, feedback_id):
        raise AwaitsTheLead(LEAD_FIRST)
    session.add(
        ModerationDecision(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            number=after + 1,
            decided_by=by.actor,
            decided_at=at,
            **verdict._asdict(),
        )
    )
    return feedback
