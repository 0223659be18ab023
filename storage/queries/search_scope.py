"""Which approved words are looked through? What somebody chose beside what they typed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.feedback import Feedback, FeedbackService, Handover
from models.moderation import ApprovedWords, ModerationDecision
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, Sector, Sentiment
from storage.queries.current_tags import Versions, current_sentiments, current_themes
from storage.queries.scope import EVERYTHING, Scope, within
from storage.queries.stands_for import stands_for


@dataclass(frozen=True)
class SearchScope:
    """None leaves a choice open. `criticality` is the least that is looked at, for whoever may moderate."""

    scope: Scope = EVERYTHING
    organisation_id: UUID | None = None
    sector: Sector | None = None
    sentiment: Sentiment | None = None
    channel: Channel | None = None
    language: str | None = None
    is_publishable: bool | None = None
    criticality: int | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of what was chosen, and nothing of what it is."""
        narrowed = [one.name for one in fields(Scope) if getattr(self.scope, one.name) is not None]
        own = [
            one.name for one in fields(self) if one.name != "scope" and getattr(self, one.name) is not None
        ]
        return tuple(name.removesuffix("_id") for name in (*narrowed, *own))


def looked_through(viewer: Viewer, choice: SearchScope, versions: Versions) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` and `approved_words`.

    Raises NotAllowed where somebody who doesn't moderate asks by criticality.
    """
    if choice.criticality is not None:
        require(viewer, Permission.MODERATE)
    return [*within(viewer, choice.scope), *_own(viewer, choice, versions)]


def _own(viewer: Viewer, choice: SearchScope, versions: Versions) -> Iterator[ColumnElement[bool]]:
    if choice.scope.theme:
        themes = current_themes(viewer, versions)
        yield _is_one_of(select(themes.c.feedback_id).where(themes.c.theme == choice.scope.theme))
    if choice.sentiment:
        sentiments = current_sentiments(viewer, versions)
        yield _is_one_of(
            select(sentiments.c.feedback_id).where(sentiments.c.sentiment == choice.sentiment.value)
        )
    if choice.organisation_id:
        yield _is_about(viewer, stands_for(Organisation) == choice.organisation_id)
    if choice.sector:
        joins = _of_feedback(Handover).where(
            or_(col(Handover.from_sector) == choice.sector, col(Handover.to_sector) == choice.sector)
        )
        yield or_(_is_about(viewer, col(Service.sector) == choice.sector), exists(joins))
    if choice.channel:
        yield col(Feedback.channel) == choice.channel
    if choice.language:
        yield col(Feedback.language) == choice.language
    if choice.is_publishable is not None:
        yield col(ApprovedWords.is_publishable).is_(choice.is_publishable)
    if choice.criticality is not None:
        yield exists(
            _of_feedback(ModerationDecision).where(
                col(ModerationDecision.number) == ApprovedWords.decision,
                col(ModerationDecision.criticality) >= choice.criticality,
            )
        )


def _is_one_of(ids: Select[Any]) -> ColumnElement[bool]:
    """Whether `feedback` is among these.

    Said so that PostgreSQL looks each up: it expects a handful, and would compare every one with every one.
    """
    return func.coalesce(col(Feedback.id).in_(ids), false())


def _of_feedback(table: type[Handover] | type[ModerationDecision]) -> Select[Any]:
    return select(col(table.id)).where(
        col(table.watchdog_id) == Feedback.watchdog_id, col(table.feedback_id) == Feedback.id
    )


def _is_about(viewer: Viewer, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a service that `which` holds of, or one merged into it, was named."""
    mine, named = viewer.watchdog_id, aliased(Service)
    services = (
        select(col(named.id))
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == stands_for(named)))
        .join(
            Organisation,
            and_(col(Organisation.watchdog_id) == mine, col(Organisation.id) == Service.organisation_id),
        )
        .where(col(named.watchdog_id) == mine, which)
    )
    return exists(
        select(col(FeedbackService.id)).where(
            col(FeedbackService.watchdog_id) == Feedback.watchdog_id,
            col(FeedbackService.feedback_id) == Feedback.id,
            col(FeedbackService.service_id).in_(services),
        )
    )
