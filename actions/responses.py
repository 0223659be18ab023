"""Keep what a body answered, as it came: it never changes. A mistake is taken back, and entered again."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from actions.response_checks import checked
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.provider_response import CameBy, ProviderResponse, ResponseDraft
from models.watchdog import HERE
from storage import audit


def enter_response(session: Session, draft: ResponseDraft, *, by: Viewer, at: datetime) -> UUID:
    """Keep one answer and return its id. Nobody else reads it before it is checked and published.

    Raises Problems, by field; FeedbackError for what isn't here or can't be answered.
    """
    require(by, Permission.ENTER_RESPONSES)
    if draft.came_by is CameBy.LINK:
        raise Problems({"came_by": "Only the body itself answers by its link. Say how it reached you"})
    return keep_response(session, draft, by=by, at=at)


def keep_response(session: Session, draft: ResponseDraft, *, by: Viewer, at: datetime) -> UUID:
    """Check one answer, whoever sends it, keep it and return its id. Raises as `enter_response`."""
    audit.lock(session, by.watchdog_id)
    values = checked(session, by.watchdog_id, draft, today=at.astimezone(HERE).date())
    row = ProviderResponse(**values, watchdog_id=by.watchdog_id, entered_by=by.actor, entered_at=at)
    session.add(row)
    session.flush()
    audit.record(session, Event.RESPONSE_ENTERED, by=by, at=at, subject=row.id, detail=detail_of(row))
    return row.id


def response_to_change(session: Session, response_id: UUID, *, by: Viewer) -> ProviderResponse:
    """The answer of an id. Raises FeedbackError where there is none, or it was taken back."""
    row = session.get(ProviderResponse, (by.watchdog_id, response_id))
    if row is None:
        raise FeedbackError("That answer isn't here. It may have been erased")
    if row.ended_at is not None:
        raise FeedbackError("That answer was taken back. Enter it again if it is right after all")
    return row


def end_responses_to(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Answers to what somebody takes back end with it: nothing is left of them in clear. For `withdraw`."""
    answers = select(ProviderResponse).where(
        ProviderResponse.watchdog_id == by.watchdog_id,
        ProviderResponse.feedback_id == feedback_id,
    )
    for row in session.exec(answers).all():
        row.shown = row.change_what = ""
        if row.ended_at is None:
            row.ended_by, row.ended_at = by.actor, at
        session.add(row)


def detail_of(row: ProviderResponse) -> dict[str, str | int]:
    """Choices alone: what it answers, and what they will do."""
    to = "recommendation" if row.recommendation_id else "feedback"
    stance = {"stance": row.stance.value} if row.stance else {}
    return {"to": to, "change": row.change.value, **stance}
