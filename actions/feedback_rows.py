"""The rows that one piece of feedback is kept in, from a draft that has been checked."""

from calendar import monthrange
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from actions.known_again import words_digest
from models.errors import Problems
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.feedback_draft import FeedbackDraft
from models.organisation import Service
from models.vocabulary import Sector
from models.words import how_many_words


def columns_of(draft: FeedbackDraft) -> dict[str, Any]:
    """What a draft says of the columns of its row."""
    kept = draft.model_dump(include=set(Feedback.model_fields) - {"reference"})
    return kept | {
        "words_digest": words_digest(draft.words),
        "word_count": how_many_words(draft.words, draft.should_happen),
    }


def with_services(session: Session, draft: FeedbackDraft, *, watchdog_id: str) -> FeedbackDraft:
    """The draft with the sector of every service that its joins name, whatever the door that it came by.

    Raises Problems about "service_ids" for a service that is not known or was closed on the day.
    """
    services = _services_named(session, draft, watchdog_id=watchdog_id)
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


def rows_beside(draft: FeedbackDraft, feedback: Feedback) -> list[FeedbackService | Handover | Contact]:
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


def _services_named(session: Session, draft: FeedbackDraft, *, watchdog_id: str) -> dict[UUID, Service]:
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


def days_it_may_mean(draft: FeedbackDraft) -> tuple[date, date]:
    """The first and last day that the draft's date can mean: a month is all of its days."""
    day = draft.happened_on or draft.told_on
    if draft.happened_on is None or not draft.happened_in_month:
        return day, day
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
