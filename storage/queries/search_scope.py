"""Which approved words are looked through? What somebody chose beside what they typed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import col

from models.moderation import ApprovedWords, ModerationDecision
from models.people import Permission, Viewer, require
from models.scope import EVERYTHING, Scope
from models.vocabulary import Sentiment
from storage.queries.current_tags import Versions, current_sentiments
from storage.queries.speaks_of import is_one_of, speaks_of


@dataclass(frozen=True)
class SearchScope:
    """None leaves a choice open. `criticality` is the least that is looked at, for whoever may moderate."""

    scope: Scope = EVERYTHING
    sentiment: Sentiment | None = None
    is_publishable: bool | None = None
    criticality: int | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of what was chosen, and nothing of what it is."""
        own = [
            one.name for one in fields(self) if one.name != "scope" and getattr(self, one.name) is not None
        ]
        return tuple(name.removesuffix("_id") for name in (*self.scope.chosen, *own))


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


def of_what_it_speaks_of(
    viewer: Viewer, choice: SearchScope, versions: Versions, one: ColumnElement[Any]
) -> Iterator[ColumnElement[bool]]:
    """The conditions on `one`, a column of ids of feedback."""
    yield from speaks_of(viewer, choice.scope, versions, one)
    if choice.sentiment:
        sentiments = current_sentiments(viewer, versions)
        read_so = sentiments.c.sentiment == choice.sentiment.value
        yield is_one_of(one, select(sentiments.c.feedback_id).where(read_so))
