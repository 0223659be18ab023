"""Recommendations: draft one, change it while it is not sent, and end it. What was sent stays on record."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.commitments import checked_reason
from actions.end_answer_links import end_links_to
from actions.put_setting import put_setting
from actions.recommendation_checks import checked
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.recommendation import Recommendation, RecommendationDraft, RecommendationStep, StepKind
from models.setting import SettingKind
from storage import audit


def add_recommendation(session: Session, draft: RecommendationDraft, *, by: Viewer, at: datetime) -> UUID:
    """Keep a draft under the watchdog's next number, and return its id. Raises Problems, by field."""
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    last = session.exec(
        select(func.max(Recommendation.number)).where(Recommendation.watchdog_id == by.watchdog_id)
    ).one()
    row = Recommendation(
        **checked(session, by.watchdog_id, draft),
        watchdog_id=by.watchdog_id,
        number=(last or 0) + 1,
        added_by=by.actor,
        added_at=at,
    )
    session.add(row)
    session.flush()
    detail = detail_of(row)
    audit.record(session, Event.RECOMMENDATION_ADDED, by=by, at=at, subject=row.id, detail=detail)
    return row.id


def change_recommendation(
    session: Session,
    recommendation_id: UUID,
    draft: RecommendationDraft,
    *,
    after: int,
    by: Viewer,
    at: datetime,
) -> None:
    """Put the draft in place of what was, while it is not sent; nothing is written where nothing differs.

    Who published it let anybody read what it said then: a changed one is not published any more. A link that
    was made for one body opens nothing for another. `after` is
    the number of the last change that the editor saw. Raises Problems, by field; SomebodyElseDecided when
    there has been another change since; FeedbackError once it is sent.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    if StepKind.SENT in {step.kind for step in steps_of(session, row)}:
        raise FeedbackError("It's sent, so it says what it said then. End it and make another instead")
    values = checked(session, by.watchdog_id, draft)
    is_for_another = row.organisation_id != values["organisation_id"]
    is_changed = any(getattr(row, field) != value for field, value in values.items())
    put_setting(
        session,
        row,
        values,
        Event.RECOMMENDATION_CHANGED,
        about=(SettingKind.RECOMMENDATION, str(row.id)),
        detail=detail_of(row),
        after=after,
        by=by,
        at=at,
    )
    if is_for_another:
        end_links_to(session, row.id, by=by, at=at)
    if is_changed:
        row.published_by, row.published_at = "", None
        session.add(row)


def end_recommendation(
    session: Session, recommendation_id: UUID, reason: str, *, by: Viewer, at: datetime
) -> None:
    """Ask it no longer: it stays on record with its steps, and leaves the public page.

    The link by which its body could answer opens nothing any more. Raises Problems, by field.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    reason, problem = checked_reason(reason)
    if problem:
        raise Problems({"reason": problem})
    row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason
    session.add(row)
    end_links_to(session, row.id, by=by, at=at)
    detail = detail_of(row)
    audit.record(session, Event.RECOMMENDATION_ENDED, by=by, at=at, subject=row.id, detail=detail)


def not_ended(session: Session, mine: str, recommendation_id: UUID) -> Recommendation:
    """The recommendation of an id. Raises FeedbackError where there is none, or it has ended."""
    row = session.get(Recommendation, (mine, recommendation_id))
    if row is None:
        raise FeedbackError("That recommendation isn't here. Look at the list again")
    if row.ended_at is not None:
        raise FeedbackError("We no longer ask this. Make another recommendation to ask again")
    return row


def steps_of(session: Session, row: Recommendation) -> list[RecommendationStep]:
    """What happened to it and was not taken back, in the order in which it was noted."""
    return list(
        session.exec(
            select(RecommendationStep)
            .where(
                RecommendationStep.watchdog_id == row.watchdog_id,
                RecommendationStep.recommendation_id == row.id,
                col(RecommendationStep.ended_at).is_(None),
            )
            .order_by(col(RecommendationStep.number))
        )
    )


def detail_of(row: Recommendation) -> dict[str, str | int]:
    """Choices and numbers alone."""
    return {"kind": row.kind.value, "number": row.number}
