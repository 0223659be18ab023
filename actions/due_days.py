"""Move the days until which answers are due, after a change of which days are worked on."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from analysis.working_days import working_days_after
from models.recommendation import RecommendationStep, StepKind
from storage.queries.bank_holidays import holiday_changes
from storage.queries.clocks import clocks


class Moved(NamedTuple):
    """The recommendation of a number, and until when its answer was due and is due now."""

    number: int
    before: date
    after: date


def move_due_days(session: Session, mine: str, *, today: date) -> tuple[Moved, ...]:
    """Count anew for each that nobody has answered, and return those whose own day is another now."""
    session.flush()
    changes = holiday_changes(session, mine)
    before = {clock.recommendation_id: clock for clock in clocks(session, mine, today)}
    sent = session.exec(
        select(RecommendationStep).where(
            RecommendationStep.watchdog_id == mine,
            RecommendationStep.kind == StepKind.SENT,
            col(RecommendationStep.ended_at).is_(None),
            col(RecommendationStep.recommendation_id).in_(before),
        )
    ).all()
    for step in sent:
        if step.days is not None and step.longer_days is not None:
            step.due_on = working_days_after(step.on, step.days, changes)
            step.longer_due_on = working_days_after(step.on, step.longer_days, changes)
            session.add(step)
    session.flush()
    return tuple(
        Moved(clock.number, was.due_on, clock.due_on)
        for clock in clocks(session, mine, today)
        if (was := before[clock.recommendation_id]).due_on != clock.due_on
    )
