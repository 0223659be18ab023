"""Which rows are handed over to a successor, and how many stay? For acts: no viewer is asked for here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

import models.tables  # noqa: F401  (every table is known by its name here)
from models.base import Table
from models.feedback import Feedback
from models.moderation import ApprovedWords, ModerationDecision
from models.provider_response import ProviderResponse
from models.recommendation import Recommendation, RecommendationStep, StepKind
from models.report import PublishedDocument, Report
from models.setting import SettingChange, SettingKind
from models.vocabulary import HeldBecause, Outcome
from storage.queries.scope import has_open_concern, is_held, verdict_is

Row = dict[str, Any]
AT_ONCE = 500
LEAD = "lead"
"""The setting that says who the safeguarding lead is."""


def rows_of(session: Session, mine: str, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """Every row of one table that is handed over, in the order in which they came to be."""
    found = session.execute(
        select(*(_column(mine, table, name) for name in columns))
        .where(*_goes(mine, table))
        .order_by(*Table.metadata.tables[table].primary_key.columns)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in found:
        yield dict(zip(columns, row, strict=True))


def documents_that_go(session: Session, mine: str) -> Iterator[tuple[PublishedDocument, int | None]]:
    """What was published and is not taken down, the oldest first, each with the number of its report."""
    found = session.execute(
        select(PublishedDocument, col(Report.number))
        .outerjoin(
            Report,
            and_(
                col(Report.watchdog_id) == PublishedDocument.watchdog_id,
                col(Report.id) == PublishedDocument.report_id,
            ),
        )
        .where(col(PublishedDocument.watchdog_id) == mine, col(PublishedDocument.ended_at).is_(None))
        .order_by(col(PublishedDocument.published_at), col(PublishedDocument.id))
    )
    return ((published, number) for published, number in found)


def rows_kept(session: Session, mine: str, table: str) -> int:
    """How many rows one table has, handed over or not."""
    found: int = session.execute(select(func.count()).where(_is_ours(mine, table))).scalar_one()
    return found


def feedback_that_stays(session: Session, mine: str) -> dict[str, int]:
    """How many pieces stay, by what was decided: "withdrawn", "withheld.<reason>", "held.<why>"."""
    ours = col(Feedback.watchdog_id) == mine
    found = {"withdrawn": _count(session, ours, verdict_is(Outcome.WITHDRAWN))}
    reasons = session.execute(
        select(col(ModerationDecision.reason), func.count())
        .where(
            col(ModerationDecision.watchdog_id) == mine,
            col(ModerationDecision.outcome) == Outcome.WITHHELD,
            col(ModerationDecision.number) == _newest_verdict(),
        )
        .group_by(col(ModerationDecision.reason))
    ).all()
    found |= {
        f"withheld.{reason.value if reason else ''}": number
        for reason, number in sorted(reasons, key=lambda row: str(row[0]))
    }
    return found | {
        f"held.{why.value}": _count(session, ours, is_held(), col(Feedback.held_because) == why)
        for why in HeldBecause
    }


def words_that_stay(session: Session, mine: str) -> dict[str, int]:
    """Of whose feedback is handed over: how many have words that stay, by the first reason that holds."""
    first = case(
        (and_(~_is_approved(), col(Feedback.words_gone_at).is_not(None)), "forgotten"),
        (~_is_approved(), "not_approved"),
        (~col(Feedback.consent_reports), "not_agreed"),
        (has_open_concern(), "concern"),
        else_="",
    )
    rows = session.execute(
        select(first, func.count()).select_from(Feedback).where(*_goes(mine, "feedback")).group_by(first)
    ).all()
    return {why: number for why, number in rows if why}


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    asked = select(func.count()).select_from(Feedback).where(*conditions)
    found: int = session.execute(asked).scalar_one()
    return found


def _goes(mine: str, table: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions on the rows of a table that are handed over."""
    columns = Table.metadata.tables[table].c
    ours = _is_ours(mine, table)
    if table in _NARROWED:
        return ours, _NARROWED[table](mine)
    if "feedback_id" in columns:
        return ours, columns.feedback_id.in_(_feedback(mine))
    return (ours,)


def _sent_or_published(mine: str) -> ColumnElement[bool]:
    return or_(col(Recommendation.published_at).is_not(None), _was_sent())


def _asked(mine: str) -> Select[Any]:
    ours = col(Recommendation.watchdog_id) == mine
    return select(col(Recommendation.id)).where(ours, _sent_or_published(mine))


def _published(mine: str) -> Select[Any]:
    ours = col(PublishedDocument.watchdog_id) == mine
    return select(col(PublishedDocument.report_id)).where(ours, col(PublishedDocument.report_id).is_not(None))


def _checked_answer(mine: str) -> ColumnElement[bool]:
    return and_(
        col(ProviderResponse.checked_at).is_not(None),
        col(ProviderResponse.ended_at).is_(None),
        or_(
            col(ProviderResponse.recommendation_id).in_(_asked(mine)),
            col(ProviderResponse.feedback_id).in_(_feedback(mine, *_may_be_read())),
        ),
    )


def _not_its_own_affair(mine: str) -> ColumnElement[bool]:
    return and_(col(SettingChange.kind) != SettingKind.RECOMMENDATION, col(SettingChange.subject) != LEAD)


_NARROWED: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "feedback": lambda mine: _counts(),
    "approved_words": lambda mine: col(ApprovedWords.feedback_id).in_(_feedback(mine, *_may_be_read())),
    "recommendation": _sent_or_published,
    "recommendation_step": lambda mine: col(RecommendationStep.recommendation_id).in_(_asked(mine)),
    "provider_response": _checked_answer,
    "report": lambda mine: col(Report.id).in_(_published(mine)),
    "setting_change": _not_its_own_affair,
}
"""By table, where not every row of it goes, nor all that are about feedback that does."""


def _column(mine: str, table: str, name: str) -> ColumnElement[Any]:
    column = Table.metadata.tables[table].c[name]
    if (table, name) == ("feedback", "same_story_as"):  # it may be of one that stays
        return case((column.in_(_feedback(mine)), column)).label(name)
    return column


def _is_ours(mine: str, table: str) -> ColumnElement[bool]:
    columns = Table.metadata.tables[table].c
    return (columns.id if table == "watchdog" else columns.watchdog_id) == mine


def _feedback(mine: str, *more: ColumnElement[bool]) -> Select[Any]:
    found = select(col(Feedback.id)).where(col(Feedback.watchdog_id) == mine, _counts(), *more)
    return found.correlate(None)


def _counts() -> ColumnElement[bool]:
    return and_(~verdict_is(Outcome.WITHHELD, Outcome.WITHDRAWN), ~is_held())


def _may_be_read() -> tuple[ColumnElement[bool], ...]:
    """The conditions on feedback whose approved words go: its author agreed to reports."""
    return col(Feedback.consent_reports).is_(True), _is_approved(), ~has_open_concern()


def _is_approved() -> ColumnElement[bool]:
    return verdict_is(Outcome.APPROVED, Outcome.PUBLISHABLE)


def _was_sent() -> ColumnElement[bool]:
    return exists(
        select(col(RecommendationStep.id)).where(
            col(RecommendationStep.watchdog_id) == Recommendation.watchdog_id,
            col(RecommendationStep.recommendation_id) == Recommendation.id,
            col(RecommendationStep.kind) == StepKind.SENT,
            col(RecommendationStep.ended_at).is_(None),
        )
    )


def _newest_verdict() -> ColumnElement[int]:
    newer = aliased(ModerationDecision)
    return (
        select(func.max(col(newer.number)))
        .where(
            col(newer.watchdog_id) == ModerationDecision.watchdog_id,
            col(newer.feedback_id) == ModerationDecision.feedback_id,
            col(newer.outcome) != Outcome.AWAITING,
        )
        .scalar_subquery()
    )
