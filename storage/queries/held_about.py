"""How much is held about one person: how many rows of each kind, and none of their words?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from models.callback import Callback
from models.entry import EntryChange, EntryDraft, SpokenConsent, ThemeHeard
from models.escalation import Escalation
from models.feedback import AboutYou, Contact, Correction, Feedback, FeedbackService, Handover
from models.moderation import ApprovedWords, ModerationDecision
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse
from models.tag import ReviewedJoin, TagDecision, ThemeTag
from models.visit import RecordVisit
from models.vocabulary import Channel, Outcome
from storage.queries.escalations import open_escalations
from storage.queries.newest_decision import newest_decision, newest_verdict

BESIDE: dict[str, tuple[type[Any], ...]] = {
    "added": (Correction,),
    "services": (FeedbackService,),
    "joins": (Handover, ReviewedJoin),
    "about_you": (AboutYou,),
    "contact": (Contact,),
    "consents": (SpokenConsent,),
    "entry_changes": (EntryChange,),
    "callbacks": (Callback,),
    "drafts": (EntryDraft,),
    "tags": (ThemeTag, TagDecision, ThemeHeard),
    "decisions": (ModerationDecision,),
    "concerns": (Escalation,),
    "approved": (ApprovedWords,),
    "responses": (ProviderResponse,),
    "visits": (RecordVisit,),
}
"""What is counted, by what it is called, in the order that people read it."""


@dataclass(frozen=True)
class HeldAbout:
    """One piece of feedback: where it stands, and how many rows of each kind there are about it.

    `counts` leaves out what there is none of. `has_open_concern` and `is_on_hold` keep it from being erased.
    """

    feedback_id: UUID
    reference: str
    received_at: datetime
    channel: Channel
    words_gone_at: datetime | None
    is_withdrawn: bool
    has_open_concern: bool
    is_on_hold: bool
    counts: dict[str, int]

    @property
    def may_be_erased(self) -> bool:
        return not (self.has_open_concern or self.is_on_hold)


def held_about(session: Session, viewer: Viewer, feedback_id: UUID) -> HeldAbout | None:
    """What is held; None when there is no feedback of that id at the viewer's watchdog."""
    require(viewer, Permission.HANDLE_REQUESTS)
    told = session.execute(
        columns(
            col(Feedback.reference),
            col(Feedback.received_at),
            col(Feedback.channel),
            col(Feedback.words_gone_at),
            or_(col(Feedback.words) != "", col(Feedback.should_happen) != "").label("has_words"),
        ).where(col(Feedback.watchdog_id) == viewer.watchdog_id, col(Feedback.id) == feedback_id)
    ).first()
    if told is None:
        return None
    newest = newest_decision(session, viewer.watchdog_id, feedback_id)
    verdict = newest_verdict(session, viewer.watchdog_id, feedback_id)
    counts = {"words": int(told.has_words)}
    for name, tables in BESIDE.items():
        counts[name] = sum(_count(session, table, viewer, feedback_id) for table in tables)
    return HeldAbout(
        feedback_id=feedback_id,
        reference=told.reference,
        received_at=told.received_at,
        channel=told.channel,
        words_gone_at=told.words_gone_at,
        is_withdrawn=newest is not None and newest.outcome is Outcome.WITHDRAWN,
        has_open_concern=bool(open_escalations(session, viewer.watchdog_id, feedback_id)),
        is_on_hold=verdict is not None and verdict.outcome is Outcome.ON_HOLD,
        counts={name: count for name, count in counts.items() if count},
    )


def held_under(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference, whatever became of it; None when there is none."""
    require(viewer, Permission.HANDLE_REQUESTS)
    same = col(Feedback.watchdog_id) == viewer.watchdog_id, col(Feedback.reference) == reference
    return session.execute(columns(col(Feedback.id)).where(*same)).scalar()


def _count(session: Session, table: type[Any], viewer: Viewer, feedback_id: UUID) -> int:
    its: tuple[ColumnElement[bool], ...] = (
        col(table.watchdog_id) == viewer.watchdog_id,
        col(table.feedback_id) == feedback_id,
    )
    return int(session.execute(columns(func.count()).select_from(table).where(*its)).scalar_one())
