"""What does one piece of feedback say, and what was done with it?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.feedback import Contact, Correction, Feedback
from models.moderation import HoldReason, ModerationDecision
from models.people import Permission, Viewer, require
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import (
    Channel,
    HeldBecause,
    Journey,
    Outcome,
    Rating,
    Sentiment,
    Speaker,
    Standing,
    TextPart,
    WithholdReason,
)
from storage.queries.approved_words import TakenOut, taken_out
from storage.queries.by_reference import id_of_reference
from storage.queries.current_tags import counts
from storage.queries.escalations import open_escalations
from storage.queries.how_it_was_entered import Entered, how_it_was_entered
from storage.queries.joins_of import Join, joins_of
from storage.queries.newest_decision import (
    newest_unless_taken_back,
    newest_verdict,
)
from storage.queries.not_to_be_called import is_not_to_be_called
from storage.queries.services_of import services_of
from storage.queries.tags_in_use import versions_in_use


@dataclass(frozen=True)
class Decided:
    """The newest decision that somebody made on a piece of feedback, and who signed it."""

    outcome: Outcome
    reason: WithholdReason | None
    hold_reason: HoldReason | None
    criticality: int | None
    note: str
    by: str
    at: datetime


class Added(NamedTuple):
    """What whoever told us added later."""

    at: datetime
    words: str


@dataclass(frozen=True)
class ToModerate:
    """One piece of feedback as a moderator sees it. `decisions` is the number of the last one so far.

    `held_because` is why it doesn't count before somebody approves it; None once somebody has decided.
    `words_gone_at` is when their words were forgotten.
    `added` is in the order it came.

    `has_concern`: the safeguarding lead decides first. `taken_out` is what the last moderator who approved it
    took out of its texts.

    `chosen` are the services that the person chose and that another one stands for since. `is_cut`: the
    machine read only the beginning. `entered`: how somebody who works here wrote it down.
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
    should_happen: str
    added: tuple[Added, ...]
    words_gone_at: datetime | None
    held_because: HeldBecause | None
    collected_by: str
    service_not_listed: str
    answers: dict[str, str]
    question_set: str
    services: tuple[str, ...]
    chosen: tuple[str, ...]
    joins: tuple[Join, ...]
    uses: dict[str, bool]
    contact: tuple[str, ...]
    not_to_ring: str
    themes: tuple[str, ...]
    sentiment: Sentiment | None
    is_cut: bool
    has_concern: bool
    taken_out: dict[TextPart, tuple[TakenOut, ...]]
    decisions: int
    decision: Decided | None
    entered: Entered | None = None


def to_moderate(session: Session, viewer: Viewer, feedback_id: UUID) -> ToModerate | None:
    """One piece of this watchdog's feedback, opened; None when there is none of that id.

    Raises TakenBack, with nothing opened, for one that was withdrawn.
    """
    require(viewer, Permission.READ_FEEDBACK)
    newest = newest_unless_taken_back(session, viewer.watchdog_id, feedback_id)
    feedback = session.get(Feedback, (viewer.watchdog_id, feedback_id))
    if feedback is None:
        return None
    services = services_of(session, viewer.watchdog_id, feedback_id)
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
    verdict = newest_verdict(session, viewer.watchdog_id, feedback_id)
    has_concern = bool(open_escalations(session, viewer.watchdog_id, feedback_id))
    is_at_risk = has_concern and viewer.may(Permission.DECIDE_CONCERN)
    contact, not_to_ring = _contact(session, feedback, is_at_risk=is_at_risk)
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
        should_happen=feedback.should_happen,
        added=_added(session, feedback),
        words_gone_at=feedback.words_gone_at,
        held_because=None if verdict else feedback.held_because,
        collected_by=feedback.collected_by,
        service_not_listed=feedback.service_not_listed,
        answers=feedback.answers,
        question_set=feedback.question_set,
        services=tuple(dict.fromkeys(stands for _, stands in services)),
        chosen=tuple(name for name, stands in services if name != stands),
        joins=joins_of(session, feedback),
        uses={
            "reports": feedback.consent_reports,
            "quotation": feedback.consent_quotation,
            "pass_on": feedback.consent_pass_on,
            "contact": feedback.consent_contact,
        },
        contact=contact,
        not_to_ring=not_to_ring,
        themes=tuple(sorted(themes)),
        sentiment=Sentiment(sentiment) if sentiment else None,
        is_cut=tagging is not None and tagging.is_cut,
        has_concern=has_concern,
        taken_out=_taken_out_last(session, viewer, feedback_id),
        decisions=newest.number if newest else 0,
        decision=_decided(verdict) if verdict else None,
        entered=how_it_was_entered(session, viewer, feedback.id),
    )


def feedback_called(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference in the viewer's watchdog, if there is one.

    Raises TakenBack for one that was withdrawn.
    """
    require(viewer, Permission.READ_FEEDBACK)
    found = id_of_reference(session, viewer.watchdog_id, reference)
    if found is not None:
        newest_unless_taken_back(session, viewer.watchdog_id, found)
    return found


def _decided(decision: ModerationDecision) -> Decided:
    return Decided(
        outcome=decision.outcome,
        reason=decision.reason,
        hold_reason=decision.hold_reason,
        criticality=decision.criticality,
        note=decision.note,
        by=decision.decided_by,
        at=decision.decided_at,
    )


def _taken_out_last(
    session: Session, viewer: Viewer, feedback_id: UUID
) -> dict[TextPart, tuple[TakenOut, ...]]:
    approving = session.exec(
        select(func.max(ModerationDecision.number)).where(
            ModerationDecision.watchdog_id == viewer.watchdog_id,
            ModerationDecision.feedback_id == feedback_id,
            col(ModerationDecision.outcome).in_((Outcome.APPROVED, Outcome.PUBLISHABLE)),
        )
    ).one()
    return taken_out(session, viewer.watchdog_id, feedback_id, approving or 0)


def _added(session: Session, feedback: Feedback) -> tuple[Added, ...]:
    corrections = session.exec(
        select(Correction)
        .where(Correction.watchdog_id == feedback.watchdog_id, Correction.feedback_id == feedback.id)
        .order_by(col(Correction.number))
    )
    return tuple(Added(correction.received_at, correction.words) for correction in corrections.all())


def _contact(session: Session, feedback: Feedback, *, is_at_risk: bool) -> tuple[tuple[str, ...], str]:
    """How to reach somebody who agreed to be reached, and a number of theirs that they asked us not to ring.

    Nobody else's details are opened, but to the safeguarding lead while somebody may be at risk.
    """
    if not (feedback.consent_contact or is_at_risk):
        return (), ""
    found = session.exec(
        select(Contact).where(Contact.watchdog_id == feedback.watchdog_id, Contact.feedback_id == feedback.id)
    ).first()
    if found is None:
        return (), ""
    number = found.telephone
    if is_not_to_be_called(session, feedback.watchdog_id, number):
        return tuple(filter(None, (found.name, found.email))), number
    return tuple(filter(None, (found.name, number, found.email))), ""
