"""Decide about the demonstration's feedback as its people would: concerns first, then what is taken out."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, delete

from actions.concern_steps import last_step
from actions.escalate import decide
from actions.moderate import approve, hold, withhold
from actions.raise_concern import raise_by_person, read_for_concerns
from analysis.personal_details import details_in
from analysis.redaction import Cut
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from models.escalation import EscalationOutcome
from models.moderation import HoldReason
from models.outbox import OutboxMessage
from models.people import Viewer, job
from models.vocabulary import ConcernKind, Outcome, RedactionKind, Role, TextPart
from storage.queries.escalations import open_escalations

CRITICALITY = {Tone.HAPPY: 0, Tone.MIXED: 2, Tone.UNHAPPY: 3}
SOMEBODY_AFRAID = (ConcernKind.SAFEGUARDING, "She asked me twice not to ring her at home.")
SOMEBODY_LOW = (ConcernKind.SELF_HARM, "Sounded very low on the phone, and wouldn't say who is with them.")
REASON = "Read with the ward's own account of it. Nobody is at risk now."


def in_order(
    told: list[ExampleFeedback], *, latest: datetime
) -> Iterator[tuple[datetime, bool, ExampleFeedback]]:
    """Everything that was received and decided, in the order in which it happened."""
    received = [(piece.moments.received_at, False, piece) for piece in told]
    decided = [(min(piece.decided_at, latest), True, piece) for piece in told if piece.decided_at is not None]
    yield from sorted(received + decided, key=lambda act: act[:2])


def decide_on(
    session: Session,
    feedback_id: UUID,
    piece: ExampleFeedback,
    *,
    workers: dict[Role, Viewer],
    at: datetime,
) -> None:
    """Sign what became of one piece of feedback, with everything taken out that the machine found."""
    moderator = workers[Role.MODERATOR]
    _decide_on_concerns(session, feedback_id, by=workers[Role.SAFEGUARDING_LEAD], at=at)
    if piece.outcome is Outcome.WITHHELD:
        withhold(session, feedback_id, piece.withheld_for, after=0, by=moderator, at=at)
    elif piece.outcome is Outcome.ON_HOLD:
        hold(session, feedback_id, HoldReason.COMPLAINT, after=0, by=moderator, at=at)
    else:
        approve(
            session,
            feedback_id,
            cuts={TextPart.WORDS: _cuts(piece.words)},
            is_publishable=piece.outcome is Outcome.PUBLISHABLE,
            criticality=CRITICALITY[piece.tone],
            after=0,
            by=moderator,
            at=at,
        )


def leave_concerns(
    session: Session, waiting: Sequence[UUID], *, workers: dict[Role, Viewer], at: datetime
) -> None:
    """Of what waits to be checked: one concern overdue, one still in time, and the others decided."""
    if not waiting:
        return
    long_ago, lately = at - timedelta(hours=30), at - timedelta(minutes=20)
    reader, lead, volunteer = (
        job(workers[Role.MODERATOR].watchdog_id, "concerns"),
        workers[Role.SAFEGUARDING_LEAD],
        workers[Role.VOLUNTEER],
    )
    *others, last = waiting
    found = [one for one in waiting if read_for_concerns(session, one, by=reader, at=long_ago)]
    if not found:
        raise_by_person(session, waiting[0], *SOMEBODY_AFRAID, by=volunteer, at=long_ago)
    for feedback_id in found[1:]:
        _decide_all(session, feedback_id, by=lead, at=long_ago + timedelta(hours=1))
    free = [one for one in others if one not in found] or [last]
    raise_by_person(session, free[-1], *SOMEBODY_LOW, by=volunteer, at=lately)


def _cuts(words: str) -> list[Cut]:
    return [Cut(*found.span, RedactionKind(found.kind.value)) for found in details_in(words)]


def _decide_on_concerns(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Read it for concerns, and decide on what is found."""
    read_for_concerns(session, feedback_id, by=job(by.watchdog_id, "concerns"), at=at)
    _decide_all(session, feedback_id, by=by, at=at)


def _decide_all(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Mail about concerns is over with them, so the demonstration doesn't begin with a heap of it."""
    for concern in open_escalations(session, by.watchdog_id, feedback_id):
        after = last_step(session, concern)
        decide(session, concern.id, EscalationOutcome.RESOLVE, REASON, after=after, by=by, at=at)
        session.exec(
            delete(OutboxMessage).where(
                col(OutboxMessage.watchdog_id) == by.watchdog_id, col(OutboxMessage.about_id) == concern.id
            )
        )
