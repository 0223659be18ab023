"""Store what somebody told us, once, and give them a reference to quote."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from actions.feedback_rows import columns_of, rows_beside, with_services
from actions.known_again import secret_digest, were_told_lately
from actions.reference import new_reference
from models.errors import FeedbackError
from models.events import Event
from models.feedback import Feedback
from models.feedback_draft import FeedbackDraft
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.vocabulary import Channel, HeldBecause
from storage import audit
from storage.queries.by_reference import id_of_reference


@dataclass(frozen=True)
class Receipt:
    """What the person is told once their words are safe. `is_new` is False for a second press."""

    feedback_id: UUID
    reference: str
    received_at: datetime
    is_new: bool


def submit(
    session: Session,
    draft: FeedbackDraft,
    *,
    by: Viewer,
    at: datetime,
    held_because: HeldBecause | None = None,
) -> Receipt:
    """Store the draft, its consents, joins and audit link in the caller's one transaction.

    However often the same submission token arrives, one row is kept and the same reference is
    given. With other words it is kept as another piece: somebody who was told that sending went
    wrong may have gone on writing. What looks unlike a person's is kept like any other, and held: it
    counts once somebody has looked at it. `held_because` is what a door noticed; the same words as
    lately are noticed here. The reference may be shown only after the transaction has been committed.
    Raises Problems, by question, when a service is not known or was closed on the day.
    """
    require(by, Permission.SUBMIT)
    if draft.channel is not Channel.ONLINE:
        require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    earlier = _already_here(session, draft, watchdog_id=by.watchdog_id)
    if earlier is not None and _said(earlier) != _said(draft):
        mark = hashlib.sha256("\x1f".join(_said(draft)).encode()).hexdigest()[:32]
        draft = draft.model_copy(update={"submission_token": f"{draft.submission_token[:90]}.{mark}"})
        earlier = _already_here(session, draft, watchdog_id=by.watchdog_id)
    if earlier is not None:
        return Receipt(earlier.id, earlier.reference, earlier.received_at, is_new=False)

    draft = with_services(session, draft, watchdog_id=by.watchdog_id)
    if draft.programme_id and session.get(Programme, (by.watchdog_id, draft.programme_id)) is None:
        draft = draft.model_copy(update={"programme_id": None})  # removed while they were writing
    if held_because is None and were_told_lately(session, by.watchdog_id, draft.words, at=at):
        held_because = HeldBecause.SAME_WORDS
    feedback = _feedback_row(draft, watchdog_id=by.watchdog_id, at=at)
    feedback.reference = _unused_reference(session, by.watchdog_id)
    feedback.held_because = held_because
    session.add(feedback)
    session.flush()
    session.add_all(rows_beside(draft, feedback))
    detail = _choices(draft) | ({"held": held_because.value} if held_because else {})
    audit.record(session, Event.FEEDBACK_RECEIVED, by=by, at=at, subject=feedback.id, detail=detail)
    return Receipt(feedback.id, feedback.reference, feedback.received_at, is_new=True)


def _already_here(session: Session, draft: FeedbackDraft, *, watchdog_id: str) -> Feedback | None:
    return session.exec(
        select(Feedback).where(
            Feedback.watchdog_id == watchdog_id, Feedback.submission_token == draft.submission_token
        )
    ).one_or_none()


def _said(told: FeedbackDraft | Feedback) -> tuple[str, str]:
    return told.words, told.should_happen


def _feedback_row(draft: FeedbackDraft, *, watchdog_id: str, at: datetime) -> Feedback:
    """The row for a draft that has been checked, without a reference yet."""
    return Feedback(
        **columns_of(draft),
        watchdog_id=watchdog_id,
        reference="",
        received_at=at,
        counted_on=draft.happened_on or draft.told_on,
        secret_digest=secret_digest(draft.secret),
    )


def _unused_reference(session: Session, watchdog_id: str) -> str:
    """A reference that this watchdog has not given to anybody; the chain must be locked."""
    for _ in range(20):
        reference = new_reference()
        if id_of_reference(session, watchdog_id, reference) is None:
            return reference
    raise FeedbackError("We couldn't make a reference just now. Your words are still here: try again.")


def _choices(draft: FeedbackDraft) -> dict[str, str | int]:
    return {
        "channel": draft.channel.value,
        "journey": draft.journey.value,
        "handovers": len(draft.handovers),
        "consent_wording": draft.consent_wording,
    }
