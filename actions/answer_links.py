"""The link by which a body answers a recommendation itself: make one, and end it. Letters can carry it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from actions.end_answer_links import end_links_to
from actions.recommendations import not_ended
from models.answer_link import AnswerLink
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.watchdog import HERE
from storage import audit
from storage.keys import fingerprint

LASTS = timedelta(days=550)
"""Long enough to answer late, and to tell us a year after the answer what has changed."""


def make_answer_link(session: Session, recommendation_id: UUID, *, by: Viewer, at: datetime) -> UUID:
    """Make a link to one recommendation and return its id; the one that there was opens nothing any more.

    Raises FeedbackError for a recommendation that isn't here or has ended.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    end_links_to(session, row.id, by=by, at=at)
    token = secrets.token_urlsafe(32)
    link = AnswerLink(
        watchdog_id=by.watchdog_id,
        recommendation_id=row.id,
        token=token,
        token_hash=fingerprint(token),
        made_by=by.actor,
        made_at=at,
        until=(at + LASTS).astimezone(HERE).date(),
    )
    session.add(link)
    session.flush()
    detail: dict[str, str | int] = {"number": row.number}
    audit.record(session, Event.ANSWER_LINK_MADE, by=by, at=at, subject=row.id, detail=detail)
    return link.id


def end_answer_link(session: Session, recommendation_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Let the link to one recommendation open nothing any more.

    Raises FeedbackError where none opens anything, or the recommendation isn't here or has ended.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    if not end_links_to(session, row.id, by=by, at=at):
        raise FeedbackError("No link opens this any more. Look at the page again")
    detail: dict[str, str | int] = {"number": row.number}
    audit.record(session, Event.ANSWER_LINK_ENDED, by=by, at=at, subject=row.id, detail=detail)
