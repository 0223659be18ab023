"""What waits because of a recommendation or its answer, and what is to be published again?"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.need import Need, Wanting
from models.provider_response import CameBy, ProviderResponse
from models.recommendation import Recommendation, RecommendationStep, StepKind
from models.recommendation_seen import recheck_day
from models.report import DocumentKind, PublishedDocument, Report, ReportTemplate
from models.setting import Threshold, ThresholdKind
from models.watchdog import HERE, Watchdog
from storage.queries.clocks import clocks
from storage.queries.powers import powers
from storage.queries.quoted import to_settle
from storage.queries.responses import answers_what_may_be_read

SOON = timedelta(days=7)
BEFORE_ANNUAL_REPORT = timedelta(weeks=6)
RENEWED_WITHIN = timedelta(days=35)
"""How long an edition of the public page stands before staff are told."""

YEAR_ENDS = (3, 31)


def of_answers(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Answers that are late, that are due within a week, and that are old enough to be looked at again."""
    today = at.astimezone(HERE).date()
    due = [clock.due_on for clock in clocks(session, watchdog_id, today)]
    if late := [day for day in due if day < today]:
        yield _wanting(Need.ANSWERS_LATE, late)
    if soon := [day for day in due if today <= day <= today + SOON]:
        yield Wanting(Need.ANSWERS_DUE, len(soon))
    if old := [day for day in _rechecks(session, watchdog_id) if day <= today]:
        yield _wanting(Need.RECHECKS, old)


def of_responses(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Answers that a publisher can open, and check or publish: those to words that others may read."""
    came = session.scalars(
        columns(col(ProviderResponse.received_on))
        .outerjoin(Recommendation, _is_asked(watchdog_id))
        .where(
            col(ProviderResponse.watchdog_id) == watchdog_id,
            col(ProviderResponse.ended_at).is_(None),
            col(ProviderResponse.published_at).is_(None),
            col(Recommendation.ended_at).is_(None),
            or_(col(ProviderResponse.feedback_id).is_(None), answers_what_may_be_read()),
        )
    ).all()
    if came:
        yield _wanting(Need.RESPONSES_TO_CHECK, came)


def of_publications(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Words that may not be shown any more, an annual report that is due, and a public page grown old."""
    if gone := to_settle(session, watchdog_id):
        yield Wanting(Need.QUOTED_TAKEN_BACK, gone)
    if _awaits_annual_report(session, watchdog_id, at.astimezone(HERE).date()):
        yield Wanting(Need.ANNUAL_REPORT)
    newest = session.exec(
        select(func.max(PublishedDocument.published_at)).where(
            PublishedDocument.watchdog_id == watchdog_id,
            PublishedDocument.kind == DocumentKind.PAGE,
            col(PublishedDocument.ended_at).is_(None),
        )
    ).one()
    if newest and at - newest > RENEWED_WITHIN:
        yield Wanting(Need.PAGE_OLD, since=newest)


def _rechecks(session: Session, mine: str) -> list[date]:
    """When to look whether what each answer promised is there, of those that nobody has looked at since.

    What a body typed by itself promises nothing before somebody has checked it.
    """
    months = session.exec(
        select(Threshold.value).where(
            Threshold.watchdog_id == mine, Threshold.kind == ThresholdKind.RECHECK_MONTHS
        )
    ).one()
    answers = session.execute(
        columns(
            col(ProviderResponse.recommendation_id),
            col(ProviderResponse.stance),
            col(ProviderResponse.change),
            col(ProviderResponse.received_on),
        )
        .join(Recommendation, _is_asked(mine))
        .where(
            col(ProviderResponse.watchdog_id) == mine,
            col(ProviderResponse.ended_at).is_(None),
            or_(col(ProviderResponse.came_by) != CameBy.LINK, col(ProviderResponse.checked_at).is_not(None)),
            col(Recommendation.ended_at).is_(None),
        )
        .order_by(
            col(ProviderResponse.received_on), col(ProviderResponse.entered_at), col(ProviderResponse.id)
        )
    )
    looked = dict(
        session.exec(
            select(RecommendationStep.recommendation_id, func.max(RecommendationStep.on))
            .where(
                RecommendationStep.watchdog_id == mine,
                RecommendationStep.kind == StepKind.RECHECKED,
                col(RecommendationStep.ended_at).is_(None),
            )
            .group_by(col(RecommendationStep.recommendation_id))
        ).all()
    )
    newest = {asked: (stance, change, on) for asked, stance, change, on in answers}
    days = [recheck_day(*answer, looked.get(asked), months) for asked, answer in newest.items()]
    return [day for day in days if day]


def _awaits_annual_report(session: Session, mine: str, today: date) -> bool:
    """Whether it is due soon or late, and is not out. One that was due before we were here is not ours."""
    day = powers(session, mine).annual_report_day
    if not day:
        return False
    year_ended, due_on = annual_report_due(day, today)
    opened_on = session.get_one(Watchdog, mine).opened_at.astimezone(HERE).date()
    if today < due_on - BEFORE_ANNUAL_REPORT or due_on < opened_on:
        return False
    published = session.exec(
        select(PublishedDocument.id)
        .join(
            Report,
            and_(col(Report.watchdog_id) == mine, col(Report.id) == PublishedDocument.report_id),
        )
        .where(
            PublishedDocument.watchdog_id == mine,
            col(PublishedDocument.ended_at).is_(None),
            Report.template == ReportTemplate.ANNUAL,
            Report.year_ended == year_ended,
        )
    )
    return published.first() is None


def annual_report_due(month_and_day: str, today: date) -> tuple[date, date]:
    """The last day of the year that ended last, and when the report of that year is due.

    >>> annual_report_due("06-30", date(2026, 3, 31))
    (datetime.date(2026, 3, 31), datetime.date(2026, 6, 30))
    """
    year_ended = date(today.year, *YEAR_ENDS)
    if year_ended > today:
        year_ended = date(today.year - 1, *YEAR_ENDS)
    due_on = date.fromisoformat(f"{year_ended.year}-{month_and_day}")
    return year_ended, due_on if due_on > year_ended else due_on.replace(year=due_on.year + 1)


def _is_asked(mine: str) -> ColumnElement[bool]:
    """Whether an answer is to a recommendation, and which."""
    return and_(
        col(Recommendation.watchdog_id) == mine,
        col(Recommendation.id) == ProviderResponse.recommendation_id,
    )


def _wanting(need: Need, days: Collection[date]) -> Wanting:
    """So many, of which the first has waited since its day."""
    return Wanting(need, len(days), datetime.combine(min(days), time(), HERE))
