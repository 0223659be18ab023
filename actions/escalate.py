"""Take on a concern, hand it over, note what was done, and decide about it: dated and signed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.concern_steps import add_step, checked_note, last_step
from actions.settle_quotation import open_again
from actions.tell_lead import tell_lead
from models.errors import FeedbackError, SomebodyElseDecided
from models.escalation import Escalation, EscalationOutcome, EscalationStepKind
from models.events import Event
from models.outbox import MailKind
from models.people import Permission, Viewer, own_staff_id, require
from storage import audit
from storage.queries.escalations import leads_of

NOT_HERE = "That concern isn't here. It may belong to another watchdog."
DECIDED_SINCE = "Somebody else decided about this concern a moment ago, so nothing was signed."
CHANGED_SINCE = "Something was added to this concern a moment ago, so nothing was signed. Read it again."


def take(session: Session, concern_id: UUID, *, after: int, by: Viewer, at: datetime) -> None:
    """Have this concern from now on. `after` is the number of the last step that was seen."""
    concern = _begin(session, concern_id, after=after, by=by)
    concern.lead_id = own_staff_id(by)
    add_step(session, concern, EscalationStepKind.TAKEN, Event.CONCERN_TAKEN, by=by, at=at)


def hand_over(
    session: Session,
    concern_id: UUID,
    to: UUID | None,
    *,
    note: str = "",
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Let another safeguarding lead have this concern; they are told by mail, without what it is about."""
    concern = _begin(session, concern_id, after=after, by=by)
    if to is None:
        raise FeedbackError("Choose who has it from now on")
    if to not in {lead.id for lead in leads_of(session, by.watchdog_id)}:
        raise FeedbackError("Choose somebody who is a safeguarding lead here")
    if to == concern.lead_id:
        raise FeedbackError("They have it already")
    concern.lead_id = to
    add_step(
        session,
        concern,
        EscalationStepKind.HANDED_OVER,
        Event.CONCERN_HANDED_OVER,
        note=checked_note(note),
        to_staff_id=to,
        by=by,
        at=at,
    )
    tell_lead(session, concern, MailKind.CONCERN_WAITS, at=at)


def note_step(session: Session, concern_id: UUID, note: str, *, after: int, by: Viewer, at: datetime) -> None:
    """Note what was done or learned about this concern."""
    concern = _begin(session, concern_id, after=after, by=by)
    note = checked_note(note, missing="Write down what was done")
    add_step(session, concern, EscalationStepKind.NOTED, Event.CONCERN_NOTED, note=note, by=by, at=at)


def decide(
    session: Session,
    concern_id: UUID,
    outcome: EscalationOutcome | None,
    reason: str,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Sign what is done about this concern, with a reason: from then on the feedback can be moderated."""
    concern = _begin(session, concern_id, after=after, by=by)
    if outcome is None:
        raise FeedbackError("Choose what you decide")
    reason = checked_note(reason, missing="Say why, so that somebody else can follow it later")
    concern.outcome, concern.decided_at = outcome, at
    add_step(
        session,
        concern,
        EscalationStepKind.DECIDED,
        Event.CONCERN_DECIDED,
        outcome=outcome,
        note=reason,
        by=by,
        at=at,
    )
    open_again(session, by.watchdog_id, concern.feedback_id)


def _begin(session: Session, concern_id: UUID, *, after: int, by: Viewer) -> Escalation:
    """The open concern, which nobody else changes until this is done.

    Raises SomebodyElseDecided where there are newer steps than the viewer has seen.
    """
    require(by, Permission.DECIDE_CONCERN)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    concern = session.get(Escalation, (by.watchdog_id, concern_id))
    if concern is None:
        raise FeedbackError(NOT_HERE)
    if concern.decided_at is not None:
        raise SomebodyElseDecided(DECIDED_SINCE)
    if last_step(session, concern) != after:
        raise SomebodyElseDecided(CHANGED_SINCE)
    return concern
