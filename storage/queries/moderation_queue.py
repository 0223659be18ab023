"""What awaits a moderator, and everything one piece of feedback says?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.moderation import ModerationDecision
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import (
    Channel,
    Journey,
    Outcome,
    Rating,
    Sector,
    Sentiment,
    Speaker,
    Standing,
    WithholdReason,
)
from storage.queries.current_tags import counts
from storage.queries.scope import has_decision
from storage.queries.stands_for import stands_for
from storage.queries.tags_in_use import versions_in_use


@dataclass(frozen=True)
class Join:
    """One handover in words: a service's name, or None and the sector that is known."""

    from_service: str | None
    from_sector: Sector
    to_service: str | None
    to_sector: Sector


@dataclass(frozen=True)
class Decided:
    """The newest decision on a piece of feedback, and who signed it."""

    outcome: Outcome
    reason: WithholdReason | None
    note: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ToModerate:
    """One piece of feedback as a moderator sees it. `decisions` is how many were made so far.

    `chosen` are the services that the person chose and that another one stands for since. `is_cut`: the
    machine read only the beginning.
    """

    feedback_id: UUID
    reference: str
    received_at: datetime
    happened_on: date | None
    channel: Channel
    language: str
    journey: Journey
    speaker: Speaker
    standing: Standing
    rating: Rating | None
    words: str
    service_not_listed: str
    answers: dict[str, str]
    services: tuple[str, ...]
    chosen: tuple[str, ...]
    joins: tuple[Join, ...]
    uses: dict[str, bool]
    contact: tuple[str, ...]
    themes: tuple[str, ...]
    sentiment: Sentiment | None
    is_cut: bool
    decisions: int
    decision: Decided | None


def awaiting_moderation(session: Session, viewer: Viewer) -> list[UUID]:
    """The ids of feedback nobody has decided on, oldest first."""
    require(viewer, Permission.READ_FEEDBACK)
    return list(
        session.exec(
            select(Feedback.id)
            .where(Feedback.watchdog_id == viewer.watchdog_id, ~has_decision())
            .order_by(col(Feedback.received_at), col(Feedback.id))
        )
    )


def to_moderate(session: Session, viewer: Viewer, feedback_id: UUID) -> ToModerate | None:
    """One piece of this watchdog's feedback, opened; None when there is none of that id."""
    require(viewer, Permission.READ_FEEDBACK)
    feedback = session.get(Feedback, (viewer.watchdog_id, feedback_id))
    if feedback is None:
        return None
    standing = aliased(Service)
    services = session.exec(
        select(Service.name, standing.name)
        .where(
            FeedbackService.watchdog_id == viewer.watchdog_id,
            FeedbackService.feedback_id == feedback_id,
            FeedbackService.service_id == Service.id,
            Service.watchdog_id == viewer.watchdog_id,
            standing.watchdog_id == viewer.watchdog_id,
            standing.id == stands_for(Service),
        )
        .order_by(col(FeedbackService.position))
    ).all()
    tagging = session.exec(
        select(Tagging).where(
            Tagging.watchdog_id == viewer.watchdog_id,
            Tagging.feedback_id == feedback_id,
            counts(versions_in_use(session, viewer)),
        )
    ).one_or_none()
    tagging_id = tagging.id if tagging else None
    themes = session.exec(
        select(ThemeTag.theme).where(
            ThemeTag.watchdog_id == viewer.watchdog_id, ThemeTag.tagging_id == tagging_id
        )
    ).all()
    sentiment = session.exec(
        select(SentimentTag.sentiment).where(
            SentimentTag.watchdog_id == viewer.watchdog_id, SentimentTag.tagging_id == tagging_id
        )
    ).first()
    decisions = session.exec(
        select(ModerationDecision)
        .where(
            ModerationDecision.watchdog_id == viewer.watchdog_id,
            ModerationDecision.feedback_id == feedback_id,
        )
        .order_by(col(ModerationDecision.number).desc())
    ).all()
    return ToModerate(
        feedback_id=feedback.id,
        reference=feedback.reference,
        received_at=feedback.received_at,
        happened_on=feedback.happened_on,
        channel=feedback.channel,
        language=feedback.language,
        journey=feedback.journey,
        speaker=feedback.speaker,
        standing=feedback.standing,
        rating=feedback.rating,
        words=feedback.words,
        service_not_listed=feedback.service_not_listed,
        answers=feedback.answers,
        services=tuple(dict.fromkeys(stands for _, stands in services)),
        chosen=tuple(name for name, stands in services if name != stands),
        joins=tuple(_join(session, handover) for handover in _handovers(session, viewer, feedback_id)),
        uses={
            "reports": feedback.consent_reports,
            "quotation": feedback.consent_quotation,
            "pass_on": feedback.consent_pass_on,
            "contact": feedback.consent_contact,
        },
        contact=_contact(session, feedback),
        themes=tuple(sorted(themes)),
        sentiment=Sentiment(sentiment) if sentiment else None,
        is_cut=tagging is not None and tagging.is_cut,
        decisions=decisions[0].number if decisions else 0,
        decision=_decided(decisions[0]) if decisions else None,
    )


def feedback_called(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference in the viewer's watchdog, if there is one."""
    require(viewer, Permission.READ_FEEDBACK)
    return session.exec(
        select(Feedback.id).where(Feedback.watchdog_id == viewer.watchdog_id, Feedback.reference == reference)
    ).first()


def _decided(decision: ModerationDecision) -> Decided:
    return Decided(decision.outcome, decision.reason, decision.note, decision.decided_by, decision.decided_at)


def _contact(session: Session, feedback: Feedback) -> tuple[str, ...]:
    """How to reach somebody who agreed to be reached; nobody else's details are opened."""
    if not feedback.consent_contact:
        return ()
    found = session.exec(
        select(Contact).where(Contact.watchdog_id == feedback.watchdog_id, Contact.feedback_id == feedback.id)
    ).first()
    return tuple(filter(None, (found.name, found.telephone, found.email))) if found else ()


def _handovers(session: Session, viewer: Viewer, feedback_id: UUID) -> list[Handover]:
    return list(
        session.exec(
            select(Handover)
            .where(Handover.watchdog_id == viewer.watchdog_id, Handover.feedback_id == feedback_id)
            .order_by(col(Handover.position))
        )
    )


def _join(session: Session, handover: Handover) -> Join:
    def name(service_id: UUID | None) -> str | None:
        service = session.get(Service, (handover.watchdog_id, service_id)) if service_id else None
        if service is not None and service.merged_into_id is not None:
            service = session.get(Service, (handover.watchdog_id, service.merged_into_id))
        return service.name if service else None

    return Join(
        name(handover.from_service_id),
        handover.from_sector,
        name(handover.to_service_id),
        handover.to_sector,
    )
