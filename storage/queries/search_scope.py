"""Which approved words are looked through? What somebody chose beside what they typed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
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
from storage.queries.stands_for import counting_as, stands_for


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


def of_feedback(viewer: Viewer, choice: SearchScope) -> list[ColumnElement[bool]]:
    """The conditions on `feedback`; none where nothing that stands there was chosen."""
    scope = replace(choice.scope, service_id=None, theme=None)
    if scope == EVERYTHING and not choice.channel and not choice.language:
        return []
    conditions = within(viewer, scope)
    if choice.channel:
        conditions.append(col(Feedback.channel) == choice.channel)
    if choice.language:
        conditions.append(col(Feedback.language) == choice.language)
    return conditions


def of_approval(viewer: Viewer, choice: SearchScope) -> list[ColumnElement[bool]]:
    """The conditions on `approved_words`.

    Raises NotAllowed where somebody who doesn't moderate asks by criticality.
    """
    conditions: list[ColumnElement[bool]] = []
    if choice.is_publishable is not None:
        conditions.append(col(ApprovedWords.is_publishable).is_(choice.is_publishable))
    if choice.criticality is not None:
        require(viewer, Permission.MODERATE)
        decided = select(col(ModerationDecision.id)).where(
            col(ModerationDecision.watchdog_id) == ApprovedWords.watchdog_id,
            col(ModerationDecision.feedback_id) == ApprovedWords.feedback_id,
            col(ModerationDecision.number) == ApprovedWords.decision,
            col(ModerationDecision.criticality) >= choice.criticality,
        )
        conditions.append(exists(decided))
    return conditions


def of_tags_and_services(
    viewer: Viewer, choice: SearchScope, versions: Versions, one: ColumnElement[Any]
) -> Iterator[ColumnElement[bool]]:
    """The conditions on `one`, a column of ids of feedback, by what it speaks of."""
    mine = viewer.watchdog_id
    if choice.scope.theme:
        themes = current_themes(viewer, versions)
        yield _is_one_of(one, select(themes.c.feedback_id).where(themes.c.theme == choice.scope.theme))
    if choice.sentiment:
        sentiments = current_sentiments(viewer, versions)
        read_so = sentiments.c.sentiment == choice.sentiment.value
        yield _is_one_of(one, select(sentiments.c.feedback_id).where(read_so))
    if choice.scope.service_id:
        yield _is_about(mine, one, counting_as(viewer, choice.scope.service_id))
    if choice.organisation_id:
        yield _is_about(mine, one, _services(mine, stands_for(Organisation) == choice.organisation_id))
    if choice.sector:
        joins = select(col(Handover.id)).where(
            col(Handover.watchdog_id) == mine,
            col(Handover.feedback_id) == one,
            or_(col(Handover.from_sector) == choice.sector, col(Handover.to_sector) == choice.sector),
        )
        services = _services(mine, col(Service.sector) == choice.sector)
        yield or_(_is_about(mine, one, services), exists(joins))


def _is_one_of(one: ColumnElement[Any], ids: Select[Any]) -> ColumnElement[bool]:
    """Whether it is among these.

    Said so that PostgreSQL looks each up: it expects a handful, and would compare every one with every one.
    """
    return func.coalesce(one.in_(ids), false())


def _is_about(mine: str, one: ColumnElement[Any], services: Any) -> ColumnElement[bool]:
    """Whether one of these services was named."""
    return exists(
        select(col(FeedbackService.id)).where(
            col(FeedbackService.watchdog_id) == mine,
            col(FeedbackService.feedback_id) == one,
            col(FeedbackService.service_id).in_(services),
        )
    )


def _services(mine: str, which: ColumnElement[bool]) -> Select[Any]:
    """The ids of the services that `which` holds of, and of those merged into them."""
    named = aliased(Service)
    return (
        select(col(named.id))
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == stands_for(named)))
        .join(
            Organisation,
            and_(col(Organisation.watchdog_id) == mine, col(Organisation.id) == Service.organisation_id),
        )
        .where(col(named.watchdog_id) == mine, which)
    )
