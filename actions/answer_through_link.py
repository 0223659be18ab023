"""A body answers a recommendation by the link that we sent it; staff check the answer like any other."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.recommendation_step_checks import answered_on
from actions.recommendation_steps import keep_step
from actions.recommendations import not_ended, steps_of
from actions.response_checks import tidied
from actions.response_kept import is_kept_as_it_is
from actions.responses import keep_response
from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from models.provider_response import CameBy, ProviderResponse, ResponseDraft
from models.recommendation import StepDraft, StepKind
from models.watchdog import HERE
from storage import audit
from storage.queries.answer_links import opened_by

MOST_A_DAY = 10
"""Answers by one link: whoever sends more is no body that changes its mind."""

TOO_MANY = "Many answers came by this link today, and all of them are kept. Please ring us instead"
TOO_LATE = "The day by which to ask for more time has passed. Please answer now, or ring us"


class LinkGone(FeedbackError):
    """The link opens nothing any more, or never did."""

    def __init__(self) -> None:
        super().__init__("This link opens nothing any more. Ask whoever sent you the letter for a new one.")


def answer_through_link(
    session: Session, token: str, draft: ResponseDraft, *, by: Viewer, at: datetime
) -> None:
    """Keep an answer that a body typed itself, as of today. The same sent a second time is kept once.

    Raises LinkGone; Problems, by field; FeedbackError for more than MOST_A_DAY.
    """
    require(by, Permission.ANSWER)
    audit.lock(session, by.watchdog_id)
    today = at.astimezone(HERE).date()
    asked = _asked(session, token, by=by, today=today)
    draft = tidied(
        replace(
            draft,
            recommendation_id=asked,
            feedback_id=None,
            organisation_id=None,
            dated_on=today,
            received_on=today,
            came_by=CameBy.LINK,
        )
    )
    if is_kept_as_it_is(session, by.watchdog_id, draft):
        return
    if _came_today(session, by.watchdog_id, asked, today) >= MOST_A_DAY:
        raise FeedbackError(TOO_MANY)
    keep_response(session, draft, by=by, at=at)


def note_through_link(session: Session, token: str, kind: StepKind, *, by: Viewer, at: datetime) -> None:
    """Note for a body that it has our letter (ACKNOWLEDGED), or has to ask others first (TAKES_LONGER).

    What is noted already stays as it is, and an answer says more than either. Raises LinkGone; FeedbackError
    for asking for more time too late; Problems for what was not sent; ValueError for another kind of step,
    which is ours to note.
    """
    require(by, Permission.ANSWER)
    if kind not in {StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER}:
        raise ValueError(f"a body does not note {kind}")
    audit.lock(session, by.watchdog_id)
    today = at.astimezone(HERE).date()
    row = not_ended(session, by.watchdog_id, _asked(session, token, by=by, today=today))
    steps = steps_of(session, row)
    if kind in {step.kind for step in steps} or answered_on(session, row) is not None:
        return
    due_on = next((step.due_on for step in steps if step.kind is StepKind.SENT), None)
    if kind is StepKind.TAKES_LONGER and due_on is not None and today > due_on:
        raise FeedbackError(TOO_LATE)
    keep_step(session, row, steps, StepDraft(kind, today), by=by, at=at)


def _asked(session: Session, token: str, *, by: Viewer, today: date) -> UUID:
    found = opened_by(session, by.watchdog_id, token, today=today)
    if found is None:
        raise LinkGone
    return found


def _came_today(session: Session, mine: str, asked: UUID, today: date) -> int:
    return session.exec(
        select(func.count(col(ProviderResponse.id))).where(
            ProviderResponse.watchdog_id == mine,
            ProviderResponse.recommendation_id == asked,
            ProviderResponse.came_by == CameBy.LINK,
            ProviderResponse.received_on == today,
        )
    ).one()
