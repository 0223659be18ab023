"""Which feedback is a figure about? One frozen value that every query takes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.people import Viewer
from models.vocabulary import Journey, Outcome
from storage.queries.current_tags import Versions, current_themes
from storage.queries.stands_for import counting_as


@dataclass(frozen=True)
class Scope:
    """What is counted: from `since` to `until`, both included; None leaves a side open."""

    since: date | None = None
    until: date | None = None
    journey: Journey | None = None
    service_id: UUID | None = None
    theme: str | None = None


EVERYTHING = Scope()


def counted(viewer: Viewer, scope: Scope, versions: Versions) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` for staff figures: everything received, less what is withheld."""
    conditions = [*within(viewer, scope), ~newest_decision_is(Outcome.WITHHELD)]
    if scope.theme:
        themes = current_themes(viewer, versions)
        conditions.append(
            col(Feedback.id).in_(select(themes.c.feedback_id).where(themes.c.theme == scope.theme))
        )
    return conditions


def within(viewer: Viewer, scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` for everything received in a scope, whatever it was tagged with."""
    conditions = [col(Feedback.watchdog_id) == viewer.watchdog_id]
    if scope.since:
        conditions.append(col(Feedback.counted_on) >= scope.since)
    if scope.until:
        conditions.append(col(Feedback.counted_on) <= scope.until)
    if scope.journey:
        conditions.append(col(Feedback.journey) == scope.journey)
    if scope.service_id:
        conditions.append(
            exists(
                select(col(FeedbackService.id)).where(
                    col(FeedbackService.watchdog_id) == Feedback.watchdog_id,
                    col(FeedbackService.feedback_id) == Feedback.id,
                    col(FeedbackService.service_id).in_(counting_as(viewer, scope.service_id)),
                )
            )
        )
    return conditions


def newest_decision_is(outcome: Outcome) -> ColumnElement[bool]:
    """Whether the newest decision on `feedback` is `outcome`."""
    newer = aliased(ModerationDecision)
    return exists(
        select(col(ModerationDecision.id)).where(
            col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
            col(ModerationDecision.feedback_id) == Feedback.id,
            col(ModerationDecision.outcome) == outcome,
            ~exists(
                select(col(newer.id)).where(
                    col(newer.watchdog_id) == ModerationDecision.watchdog_id,
                    col(newer.feedback_id) == ModerationDecision.feedback_id,
                    col(newer.number) > ModerationDecision.number,
                )
            ),
        )
    )


def has_decision() -> ColumnElement[bool]:
    """Whether anybody has decided on `feedback` at all."""
    return exists(
        select(col(ModerationDecision.id)).where(
            col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
            col(ModerationDecision.feedback_id) == Feedback.id,
        )
    )
