"""Everything that is held about one person, opened, for a copy that they are given?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from models.callback import Callback, CallbackAttempt, DoNotCall
from models.entry import EntryChange, SpokenConsent, ThemeHeard
from models.feedback import AboutYou, Contact, Correction, Feedback, FeedbackService
from models.moderation import ApprovedWords, ModerationDecision, ToTell
from models.organisation import Service
from models.outreach import OutreachEvent
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse
from models.tag import SentimentTag, TagDecision, ThemeTag
from models.telephone import numbers_in
from storage.queries.joins_of import Join, joins_of
from storage.queries.programme_form import form_begun


@dataclass(frozen=True)
class AllAbout:
    """One piece of feedback and what belongs to it, each kind in its order; `services` are names.

    `programme` is the name of the one whose own form it was.

    `not_to_ring` are the numbers among theirs that they asked us not to ring. Concerns about somebody's
    safety are not among it: what of them is handed over is a person's decision.
    """

    feedback: Feedback
    added: Sequence[Correction]
    contact: Contact | None
    about_you: AboutYou | None
    services: Sequence[str]
    joins: Sequence[Join]
    themes: Sequence[ThemeTag]
    sentiments: Sequence[SentimentTag]
    tag_decisions: Sequence[TagDecision]
    decisions: Sequence[ModerationDecision]
    told: Sequence[ToTell]
    approved: ApprovedWords | None
    event: OutreachEvent | None
    programme: str
    consents: Sequence[SpokenConsent]
    heard: Sequence[ThemeHeard]
    entry_changes: Sequence[EntryChange]
    callbacks: Sequence[tuple[Callback, Sequence[CallbackAttempt]]]
    not_to_ring: Sequence[DoNotCall]
    responses: Sequence[ProviderResponse]


def all_about(session: Session, viewer: Viewer, feedback_id: UUID) -> AllAbout | None:
    """All of it; None when there is no feedback of that id at the viewer's watchdog.

    `actions.data_requests` alone asks this: whoever opens it leaves a row in the record.
    """
    require(viewer, Permission.HANDLE_REQUESTS)
    feedback = session.get(Feedback, (viewer.watchdog_id, feedback_id))
    if feedback is None:
        return None

    def rows(table: type[Any], *order: str) -> Sequence[Any]:
        its = table.watchdog_id == viewer.watchdog_id, table.feedback_id == feedback_id
        return session.exec(
            select(table).where(*its).order_by(*(getattr(table, name) for name in order))
        ).all()

    services = session.exec(
        select(Service.name)
        .where(
            FeedbackService.watchdog_id == viewer.watchdog_id,
            FeedbackService.feedback_id == feedback_id,
            Service.watchdog_id == viewer.watchdog_id,
            Service.id == FeedbackService.service_id,
        )
        .order_by(col(FeedbackService.position))
    )
    contact = next(iter(rows(Contact)), None)
    callbacks = [(row, _tries(session, row)) for row in rows(Callback, "asked_at")]
    event_id = feedback.outreach_event_id
    own = form_begun(session, viewer, feedback.programme_id) if feedback.programme_id else None
    return AllAbout(
        feedback=feedback,
        added=rows(Correction, "number"),
        contact=contact,
        about_you=next(iter(rows(AboutYou)), None),
        services=services.all(),
        joins=joins_of(session, feedback),
        themes=rows(ThemeTag, "theme"),
        sentiments=rows(SentimentTag, "id"),
        tag_decisions=rows(TagDecision, "kind", "round", "value"),
        decisions=rows(ModerationDecision, "number"),
        told=rows(ToTell, "decision"),
        approved=next(iter(rows(ApprovedWords)), None),
        event=session.get(OutreachEvent, (viewer.watchdog_id, event_id)) if event_id else None,
        programme=own.name if own else "",
        consents=rows(SpokenConsent, "use", "number"),
        heard=rows(ThemeHeard, "theme"),
        entry_changes=rows(EntryChange, "number"),
        callbacks=callbacks,
        not_to_ring=_not_to_ring(
            session,
            viewer.watchdog_id,
            [contact.telephone if contact else "", *(row.telephone for row, _ in callbacks)],
        ),
        responses=rows(ProviderResponse, "received_on", "entered_at"),
    )


def _tries(session: Session, callback: Callback) -> Sequence[CallbackAttempt]:
    its = CallbackAttempt.watchdog_id == callback.watchdog_id, CallbackAttempt.callback_id == callback.id
    return session.exec(select(CallbackAttempt).where(*its).order_by(col(CallbackAttempt.number))).all()


def _not_to_ring(session: Session, watchdog_id: str, theirs: Sequence[str]) -> Sequence[DoNotCall]:
    numbers = {number for telephone in theirs for number in numbers_in(telephone)}
    stopped = DoNotCall.watchdog_id == watchdog_id, col(DoNotCall.ended_at).is_(None)
    return [row for row in session.exec(select(DoNotCall).where(*stopped)) if row.telephone in numbers]
