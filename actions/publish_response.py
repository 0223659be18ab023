"""Check what a body answered, let anybody read it, and take back what was a mistake."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from actions.commitments import checked_reason
from actions.due_days import move_due_days
from actions.response_checks import checked_to_be_read
from actions.responses import detail_of, response_to_change
from actions.setting_history import TOO_LATE
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.provider_response import ProviderResponse
from models.watchdog import HERE
from storage import audit
from storage.queries.newest_decision import newest_unless_taken_back
from storage.queries.responses import answers_what_may_be_read

FORGOTTEN = "Its words were forgotten, for they had been kept for long enough. It can't be checked any more"
NOT_CHECKED = "Check it first: read it, and take out what says who somebody is"
NOT_APPROVED = (
    "What it answers can't be read by others now: it waits to be read, is on hold, isn't used, "
    "or a concern about somebody's safety is open. Publish the answer once that is settled"
)


def check_response(
    session: Session,
    response_id: UUID,
    shown: str,
    reason: str | None = None,
    change_what: str | None = None,
    *,
    by: Viewer,
    at: datetime,
    after: datetime | None = None,
) -> None:
    """Keep what anybody may read of an answer. One that is published already says that from now on.

    A `reason` or `change_what` that isn't given stays as it is; one that is takes the place of what was
    entered, which isn't kept. `after` is when it was checked last, as the checker saw it. Raises Problems, by
    field; SomebodyElseDecided where somebody else has checked it since; FeedbackError for what isn't here.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    row = _open(session, response_id, by=by)
    if not row.words:
        raise FeedbackError(FORGOTTEN)
    reason = row.reason if reason is None else reason
    change_what = row.change_what if change_what is None else change_what
    values = checked_to_be_read(row, shown, reason, change_what)
    if row.checked_at is not None and all(getattr(row, field) == said for field, said in values.items()):
        return
    if row.checked_at != after:
        raise SomebodyElseDecided(TOO_LATE)
    for field, said in values.items():
        setattr(row, field, said)
    row.checked_by, row.checked_at = by.actor, at
    session.add(row)
    audit.record(session, Event.RESPONSE_CHECKED, by=by, at=at, subject=row.id, detail=detail_of(row))


def publish_response(
    session: Session, response_id: UUID, *, by: Viewer, at: datetime, after: datetime | None = None
) -> None:
    """Let anybody read what was checked of an answer. Once more changes nothing.

    `after`, where it is given, is when it was checked, as whoever publishes saw it. Raises FeedbackError for
    what nobody has checked, or answers what others may not read; SomebodyElseDecided where it was checked
    again since.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    row = _open(session, response_id, by=by)
    if row.published_at is not None:
        return
    if row.checked_at is None:
        raise FeedbackError(NOT_CHECKED)
    if after is not None and row.checked_at != after:
        raise SomebodyElseDecided(TOO_LATE)
    if row.feedback_id is not None and not _may_be_public(session, row, by=by):
        raise FeedbackError(NOT_APPROVED)
    row.published_by, row.published_at = by.actor, at
    session.add(row)
    audit.record(session, Event.RESPONSE_PUBLISHED, by=by, at=at, subject=row.id, detail=detail_of(row))


def take_back_response(session: Session, response_id: UUID, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take back an answer that was a mistake: nobody outside reads it any more, and the clock runs again.

    One that is published is taken back by whoever may publish. Raises Problems about "reason".
    """
    require(by, Permission.ENTER_RESPONSES)
    audit.lock(session, by.watchdog_id)
    row = response_to_change(session, response_id, by=by)
    if row.published_at is not None:
        require(by, Permission.PUBLISH)
        own_staff_id(by)
    reason, problem = checked_reason(reason)
    if problem:
        raise Problems({"reason": problem})
    row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason
    session.add(row)
    move_due_days(session, by.watchdog_id, today=at.astimezone(HERE).date())
    audit.record(session, Event.RESPONSE_TAKEN_BACK, by=by, at=at, subject=row.id, detail=detail_of(row))


def _open(session: Session, response_id: UUID, *, by: Viewer) -> ProviderResponse:
    """As `response_to_change`. Raises TakenBack where whoever told us took back what it answers."""
    row = response_to_change(session, response_id, by=by)
    if row.feedback_id is not None:
        newest_unless_taken_back(session, by.watchdog_id, row.feedback_id)
    return row


def _may_be_public(session: Session, row: ProviderResponse, *, by: Viewer) -> bool:
    its = select(ProviderResponse.id).where(
        ProviderResponse.watchdog_id == by.watchdog_id,
        ProviderResponse.id == row.id,
        answers_what_may_be_read(),
    )
    return session.exec(its).first() is not None
