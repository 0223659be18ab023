"""What is there to see of one piece of feedback, for whoever asks? Not the words as they were told us."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from models.audit import AuditEvent
from models.events import Event
from models.feedback import Correction, Feedback
from models.moderation import ToTell
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, Journey, Rating, Speaker, Standing
from storage.queries.approved_words import Approved, approved_words
from storage.queries.by_reference import id_of_reference
from storage.queries.callbacks import StoryCallback, callbacks_about
from storage.queries.how_it_was_entered import Entered, how_it_was_entered
from storage.queries.joins_of import Join, joins_of
from storage.queries.names_of_actors import names_of_actors
from storage.queries.newest_decision import newest_unless_taken_back
from storage.queries.services_of import services_of
from storage.queries.story_of_concerns import ConcernSeen, concerns_seen
from storage.queries.story_of_decisions import DecisionMade, decisions_made
from storage.queries.story_of_tags import TagsRead, tags_read

MOST_ACTS = 200
UNOPENED = [defer(column) for column in (Feedback.words, Feedback.should_happen, Feedback.service_not_listed)]  # type: ignore[arg-type]
"""What is left sealed: `actions.open_story` opens it for whoever may read it."""

ABOUT_CONCERNS = frozenset(event for event in Event if event.value.startswith("concern_"))


@dataclass(frozen=True)
class Choices:
    """What they chose when they told us. Whatever could be typed is left out, and so is how to reach them."""

    journey: Journey
    rating: Rating | None
    happened_on: date | None
    speaker: Speaker
    standing: Standing
    services: tuple[str, ...]
    joins: tuple[Join, ...]
    answers: dict[str, str]
    question_set: str
    uses: dict[str, bool]
    chosen: tuple[str, ...] = ()
    collected_by: str = ""
    service_not_listed: str = ""
    contact: tuple[str, ...] = ()
    not_to_ring: str = ""
    entered: Entered | None = None


@dataclass(frozen=True)
class Told:
    """That they are to be told, or were told, what was taken out of their words. `changes` count by kind."""

    id: UUID
    since: datetime
    told_at: datetime | None
    by: str
    changes: dict[str, int]


@dataclass(frozen=True)
class Act:
    """One row of the record about it: who did what, and when."""

    at: datetime
    actor: str
    event: Event


@dataclass(frozen=True)
class Story:
    """Everything around somebody's words that the viewer's roles let them see.

    `approved` is None while nobody outside moderation may read it. `added` is when they added something,
    `callbacks` are for whoever reads feedback, `names` say who the actors are that have an account, and
    `words_gone_at` is when their words were forgotten.
    """

    feedback_id: UUID
    reference: str
    received_at: datetime
    channel: Channel
    language: str
    words_gone_at: datetime | None
    choices: Choices
    approved: Approved | None
    added: tuple[datetime, ...]
    tags: TagsRead
    decisions: tuple[DecisionMade, ...]
    concerns: ConcernSeen
    told: tuple[Told, ...]
    callbacks: tuple[StoryCallback, ...]
    acts: tuple[Act, ...]
    names: dict[str, str]


def whole_story(session: Session, viewer: Viewer, feedback_id: UUID) -> Story | None:
    """One piece of this watchdog's feedback; None where there is none that opens to the viewer.

    To whoever may not read feedback it opens once it is approved. Raises TakenBack, with nothing opened,
    for one that was withdrawn.
    """
    require(viewer, Permission.READ_APPROVED)
    feedback = session.get(Feedback, (viewer.watchdog_id, feedback_id), options=UNOPENED)
    if feedback is None:
        return None
    newest_unless_taken_back(session, viewer.watchdog_id, feedback_id)
    approved = approved_words(session, viewer, feedback_id)
    reads_all = viewer.may(Permission.READ_FEEDBACK)
    if approved is None and not reads_all:
        return None
    decisions = decisions_made(session, viewer.watchdog_id, feedback_id, in_confidence=reads_all)
    tags = tags_read(session, viewer, feedback_id)
    told, acts = _told(session, feedback), _acts(session, viewer, feedback_id)
    actors = {
        *(decision.by for decision in decisions),
        *(answer.by for answer in tags.answers),
        *(one.by for one in told),
        *(act.actor for act in acts),
    }
    return Story(
        feedback_id=feedback.id,
        reference=feedback.reference,
        received_at=feedback.received_at,
        channel=feedback.channel,
        language=feedback.language,
        words_gone_at=feedback.words_gone_at,
        choices=_choices(session, viewer, feedback),
        approved=approved,
        added=_added(session, feedback),
        tags=tags,
        decisions=decisions,
        concerns=concerns_seen(session, viewer, feedback_id),
        told=told,
        callbacks=callbacks_about(session, viewer, feedback_id) if reads_all else (),
        acts=acts,
        names=names_of_actors(session, viewer, actors),
    )


def story_called(session: Session, viewer: Viewer, reference: str) -> UUID | None:
    """The id of the feedback with this reference, if there is one. Raises TakenBack for one withdrawn."""
    require(viewer, Permission.READ_APPROVED)
    found = id_of_reference(session, viewer.watchdog_id, reference)
    if found is not None:
        newest_unless_taken_back(session, viewer.watchdog_id, found)
    return found


def _choices(session: Session, viewer: Viewer, feedback: Feedback) -> Choices:
    services = services_of(session, feedback.watchdog_id, feedback.id)
    return Choices(
        journey=feedback.journey,
        rating=feedback.rating,
        happened_on=feedback.happened_on,
        speaker=feedback.speaker,
        standing=feedback.standing,
        services=tuple(dict.fromkeys(stands for _, stands in services)),
        chosen=tuple(name for name, stands in services if name != stands),
        joins=joins_of(session, feedback),
        answers=feedback.answers,
        question_set=feedback.question_set,
        uses={
            "reports": feedback.consent_reports,
            "quotation": feedback.consent_quotation,
            "pass_on": feedback.consent_pass_on,
            "contact": feedback.consent_contact,
        },
        entered=how_it_was_entered(session, viewer, feedback.id),
    )


def _added(session: Session, feedback: Feedback) -> tuple[datetime, ...]:
    return tuple(
        session.exec(
            select(Correction.received_at)
            .where(Correction.watchdog_id == feedback.watchdog_id, Correction.feedback_id == feedback.id)
            .order_by(col(Correction.number))
        )
    )


def _told(session: Session, feedback: Feedback) -> tuple[Told, ...]:
    rows = session.exec(
        select(ToTell)
        .where(ToTell.watchdog_id == feedback.watchdog_id, ToTell.feedback_id == feedback.id)
        .order_by(col(ToTell.decision))
    )
    return tuple(Told(row.id, row.since, row.told_at, row.told_by, row.changes) for row in rows)


def _acts(session: Session, viewer: Viewer, feedback_id: UUID) -> tuple[Act, ...]:
    """The newest rows of the record about it; those about a concern are for whoever decides on concerns."""
    rows = select(AuditEvent).where(
        AuditEvent.watchdog_id == viewer.watchdog_id, AuditEvent.subject == str(feedback_id)
    )
    if not viewer.may(Permission.DECIDE_CONCERN):
        rows = rows.where(col(AuditEvent.event).not_in(ABOUT_CONCERNS))
    newest = session.exec(rows.order_by(col(AuditEvent.sequence).desc()).limit(MOST_ACTS))
    return tuple(Act(row.at, row.actor, row.event) for row in newest)
