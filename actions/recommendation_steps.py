"""Note what happened to a recommendation, on which day; and take back what was noted by mistake."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, func, select

from actions.recommendation_checks import stands_today
from actions.recommendation_step_checks import answered_on, checked_step
from actions.recommendations import not_ended, steps_of
from analysis.working_days import working_days_after
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.organisation import Organisation
from models.people import Permission, Viewer, own_staff_id, require
from models.recommendation import Recommendation, RecommendationStep, StepDraft, StepKind
from models.setting import ThresholdKind
from models.watchdog import HERE
from storage import audit
from storage.queries.bank_holidays import holiday_changes
from storage.queries.thresholds import thresholds

FOR_PUBLISHERS = (
    "Anybody can read this recommendation, and would read what you found at once. Ask somebody who publishes"
)
ONCE = {StepKind.SENT, StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER}


def note_step(
    session: Session, recommendation_id: UUID, draft: StepDraft, *, by: Viewer, at: datetime
) -> None:
    """Add a step. SENT starts the clock: the days that the body has are those of today's settings.

    What is noted a second time, word for word, is kept once. Raises Problems, by field; FeedbackError for a
    recommendation that has ended, and for what happens once and is noted already; NotAllowed where everybody
    would read at once what was found, for whoever may not publish.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    _require_for(row, draft.kind, by)
    keep_step(session, row, steps_of(session, row), draft, by=by, at=at)


def keep_step(
    session: Session,
    row: Recommendation,
    steps: Sequence[RecommendationStep],
    draft: StepDraft,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Add a step to a recommendation with these `steps`, whoever noted it. Raises as `note_step`."""
    draft, on = checked_step(session, row, steps, draft, today=at.astimezone(HERE).date())
    if draft in [StepDraft(one.kind, one.on, one.to_name, one.recheck, one.note) for one in steps]:
        return
    if draft.kind in ONCE and draft.kind in {one.kind for one in steps}:
        raise FeedbackError("That is noted already. Was it another day? Then take the first back")
    step = RecommendationStep(
        watchdog_id=by.watchdog_id,
        recommendation_id=row.id,
        number=_last_number(session, row) + 1,
        kind=draft.kind,
        on=on,
        to_name=draft.to_name,
        recheck=draft.recheck,
        note=draft.note,
        signed_by=by.actor,
        signed_at=at,
    )
    if step.kind is StepKind.SENT:
        _send(session, row, step, by)
    session.add(step)
    session.flush()
    detail = {"kind": step.kind.value, "number": row.number}
    audit.record(session, Event.STEP_NOTED, by=by, at=at, subject=row.id, detail=detail)


def take_back_step(session: Session, step_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Let a step count no longer. It stays on record.

    Raises FeedbackError where it isn't there or was taken back, for SENT while anything came of it, and for a
    recommendation that has ended; NotAllowed as `note_step`.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    step = session.get(RecommendationStep, (by.watchdog_id, step_id))
    if step is None or step.ended_at is not None:
        raise FeedbackError("That was taken back already. Look at the page again")
    row = not_ended(session, by.watchdog_id, step.recommendation_id)
    _require_for(row, step.kind, by)
    has_come_of_it = len(steps_of(session, row)) > 1 or answered_on(session, row) is not None
    if step.kind is StepKind.SENT and has_come_of_it:
        raise FeedbackError("Take back first what came after it was sent")
    step.ended_by, step.ended_at = by.actor, at
    session.add(step)
    detail = {"kind": step.kind.value, "number": row.number}
    audit.record(session, Event.STEP_TAKEN_BACK, by=by, at=at, subject=row.id, detail=detail)


def _require_for(row: Recommendation, kind: StepKind, by: Viewer) -> None:
    """What was found when we looked again is public at once where the recommendation is published."""
    if row.published_at is None or kind is not StepKind.RECHECKED:
        return
    if not by.may(Permission.PUBLISH):
        raise NotAllowed(FOR_PUBLISHERS)
    own_staff_id(by)


def _send(session: Session, row: Recommendation, step: RecommendationStep, by: Viewer) -> None:
    """Start the clock, and keep what the body is called on this day."""
    days, changes = thresholds(session, by), holiday_changes(session, by.watchdog_id)
    step.days, step.longer_days = (
        days[ThresholdKind.ANSWER_DAYS],
        days[ThresholdKind.LONGER_ANSWER_DAYS],
    )
    step.due_on = working_days_after(step.on, step.days, changes)
    step.longer_due_on = working_days_after(step.on, step.longer_days, changes)
    body = stands_today(session, session.get_one(Organisation, (row.watchdog_id, row.organisation_id)))
    row.organisation_id, row.body = body.id, body.name
    session.add(row)


def _last_number(session: Session, row: Recommendation) -> int:
    last = session.exec(
        select(func.max(RecommendationStep.number)).where(
            RecommendationStep.watchdog_id == row.watchdog_id, RecommendationStep.recommendation_id == row.id
        )
    ).one()
    return last or 0
