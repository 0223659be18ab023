"""Store what somebody told us, once, and give them a reference to quote."""

import hashlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from actions.known_again import secret_digest, were_told_lately, words_digest
from actions.reference import new_reference
from models.errors import FeedbackError, Problems
from models.events import Event
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.feedback_draft import FeedbackDraft
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, HeldBecause, Sector
from models.words import how_many_words
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

    services = _checked_services(session, draft, watchdog_id=by.watchdog_id)
    draft = _with_sectors(draft, services)
    if held_because is None and were_told_lately(session, by.watchdog_id, draft.words, at=at):
        held_because = HeldBecause.SAME_WORDS
    feedback = _feedback_row(draft, watchdog_id=by.watchdog_id, at=at)
    feedback.reference = _unused_reference(session, by.watchdog_id)
    feedback.held_because = held_because
    session.add(feedback)
    session.flush()
    session.add_all(_rows_beside(draft, feedback))
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
    kept = draft.model_dump(include=set(Feedback.model_fields) - {"reference"})
    return Feedback(
        **kept,
        watchdog_id=watchdog_id,
        reference="",
        received_at=at,
        counted_on=draft.happened_on or draft.told_on,
        secret_digest=secret_digest(draft.secret),
        words_digest=words_digest(draft.words),
        word_count=how_many_words(draft.words, draft.should_happen),
    )


def _rows_beside(draft: FeedbackDraft, feedback: Feedback) -> list[FeedbackService | Handover | Contact]:
    """The services, joins and contact details that go with a piece of feedback."""
    watchdog_id, feedback_id = feedback.watchdog_id, feedback.id
    rows: list[FeedbackService | Handover | Contact] = [
        FeedbackService(
            watchdog_id=watchdog_id, feedback_id=feedback_id, service_id=service_id, position=position
        )
        for position, service_id in enumerate(dict.fromkeys(draft.service_ids), start=1)
    ]
    rows += [
        Handover(
            watchdog_id=watchdog_id,
            feedback_id=feedback_id,
            position=position,
            **handover.model_dump(),
        )
        for position, handover in enumerate(draft.handovers, start=1)
    ]
    if draft.contact_name or draft.contact_telephone or draft.contact_email:
        rows.append(
            Contact(
                watchdog_id=watchdog_id,
                feedback_id=feedback_id,
                name=draft.contact_name,
                telephone=draft.contact_telephone,
                email=draft.contact_email,
            )
        )
    return rows


def _unused_reference(session: Session, watchdog_id: str) -> str:
    """A reference that this watchdog has not given to anybody; the chain must be locked."""
    for _ in range(20):
        reference = new_reference()
        if id_of_reference(session, watchdog_id, reference) is None:
            return reference
    raise FeedbackError("We couldn't make a reference just now. Your words are still here: try again.")


def _checked_services(session: Session, draft: FeedbackDraft, *, watchdog_id: str) -> dict[UUID, Service]:
    ends = [end for join in draft.handovers for end in (join.from_service_id, join.to_service_id) if end]
    services: dict[UUID, Service] = {}
    for service_id in dict.fromkeys([*draft.service_ids, *ends]):
        service = session.get(Service, (watchdog_id, service_id))
        if service is None:
            raise Problems(
                {"service_ids": "Choose a service from the list, or \u201cIt isn\u2019t listed\u201d"}
            )
        if draft.happened_on is not None:  # who doesn't know when can't be told that it was closed
            _check_it_was_open(service, draft)
        services[service_id] = service
    return services


def _check_it_was_open(service: Service, draft: FeedbackDraft) -> None:
    first, last = days_it_may_mean(draft)
    if service.was_open_between(first, last):
        return
    if service.valid_to is not None and service.valid_to < first:
        closed = f"{service.valid_to.day} {service.valid_to:%B %Y}"
        raise Problems(
            {
                "service_ids": f"{service.name} closed on {closed}. Choose the service that was open then, "
                "or the month it happened"
            }
        )
    raise Problems({"service_ids": f"{service.name} was not open yet. Choose the service that was"})


def _with_sectors(draft: FeedbackDraft, services: dict[UUID, Service]) -> FeedbackDraft:
    """The draft with the sector of every service that its joins name, whatever the door that it came by."""
    handovers = []
    for handover in draft.handovers:
        start, end = handover.from_service_id, handover.to_service_id
        known: dict[str, Sector] = {}
        if start:
            known["from_sector"] = services[start].sector
        if end:
            known["to_sector"] = services[end].sector
        handovers.append(handover.model_copy(update=known))
    return draft.model_copy(update={"handovers": handovers})


def days_it_may_mean(draft: FeedbackDraft) -> tuple[date, date]:
    """The first and last day that the draft's date can mean: a month is all of its days."""
    day = draft.happened_on or draft.told_on
    if draft.happened_on is None or not draft.happened_in_month:
        return day, day
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _choices(draft: FeedbackDraft) -> dict[str, str | int]:
    return {
        "channel": draft.channel.value,
        "journey": draft.journey.value,
        "handovers": len(draft.handovers),
        "consent_wording": draft.consent_wording,
    }
