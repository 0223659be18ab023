"""Which themes and sentiment does each piece of feedback have today: a person's, else the machine's?"""

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    exists,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import col

from models.people import Viewer
from models.tag import SentimentTag, TagDecision, Tagging, ThemeTag
from models.vocabulary import TaggingOutcome, TagKind

Rows = Select[*tuple[Any, ...]]


class Versions(NamedTuple):
    """Which reading by the machine counts."""

    taxonomy: str
    model: str


def current_themes(viewer: Viewer, versions: Versions) -> Subquery:
    """Rows of `feedback_id`, `theme`, `by_person`. A person's decision hides the machine's themes."""
    return union_all(
        people_themes(viewer).where(col(TagDecision.value) != ""),
        machine_themes(viewer, versions).where(~_a_person_decided(ThemeTag, viewer, TagKind.THEME)),
    ).subquery("current_themes")


def people_themes(viewer: Viewer) -> Rows:
    """A select of `feedback_id`, `theme` ("" for none), `by_person` as people decided."""
    return select(
        col(TagDecision.feedback_id).label("feedback_id"),
        col(TagDecision.value).label("theme"),
        literal(1).label("by_person"),
    ).where(*_decided(viewer, TagKind.THEME))


def machine_themes(viewer: Viewer, versions: Versions) -> Rows:
    """A select of `feedback_id`, `theme`, `by_person` as the machine alone has it."""
    return (
        select(
            col(ThemeTag.feedback_id).label("feedback_id"),
            col(ThemeTag.theme).label("theme"),
            literal(0).label("by_person"),
        )
        .join(Tagging, _tagging_of(ThemeTag, versions))
        .where(col(ThemeTag.watchdog_id) == viewer.watchdog_id)
    )


def current_sentiments(viewer: Viewer, versions: Versions) -> Subquery:
    """Rows of `feedback_id`, `sentiment`, `by_person`, one at most for each piece of feedback."""
    return union_all(
        people_sentiments(viewer),
        machine_sentiments(viewer, versions).where(
            ~_a_person_decided(SentimentTag, viewer, TagKind.SENTIMENT)
        ),
    ).subquery("current_sentiments")


def people_sentiments(viewer: Viewer) -> Rows:
    """A select of `feedback_id`, `sentiment`, `by_person` as people decided."""
    return select(
        col(TagDecision.feedback_id).label("feedback_id"),
        col(TagDecision.value).label("sentiment"),
        literal(1).label("by_person"),
    ).where(*_decided(viewer, TagKind.SENTIMENT))


def machine_sentiments(viewer: Viewer, versions: Versions) -> Rows:
    """A select of `feedback_id`, `sentiment`, `by_person` as the machine alone has it."""
    return (
        select(
            col(SentimentTag.feedback_id).label("feedback_id"),
            type_coerce(col(SentimentTag.sentiment), String).label("sentiment"),
            literal(0).label("by_person"),
        )
        .join(Tagging, _tagging_of(SentimentTag, versions))
        .where(col(SentimentTag.watchdog_id) == viewer.watchdog_id)
    )


def _tagging_of(table: type[ThemeTag] | type[SentimentTag], versions: Versions) -> ColumnElement[bool]:
    return and_(
        col(Tagging.watchdog_id) == table.watchdog_id,
        col(Tagging.id) == table.tagging_id,
        col(Tagging.taxonomy_version) == versions.taxonomy,
        col(Tagging.model_version) == versions.model,
        col(Tagging.outcome) == TaggingOutcome.TAGGED,
    )


def _newest_rounds(viewer: Viewer, kind: TagKind) -> Subquery:
    return (
        select(
            col(TagDecision.feedback_id).label("feedback_id"),
            func.max(col(TagDecision.round)).label("newest"),
        )
        .where(col(TagDecision.watchdog_id) == viewer.watchdog_id, col(TagDecision.kind) == kind)
        .group_by(col(TagDecision.feedback_id))
        .subquery()
    )


def _decided(viewer: Viewer, kind: TagKind) -> list[ColumnElement[bool]]:
    newest = _newest_rounds(viewer, kind)
    return [
        col(TagDecision.watchdog_id) == viewer.watchdog_id,
        col(TagDecision.kind) == kind,
        col(TagDecision.feedback_id) == newest.c.feedback_id,
        col(TagDecision.round) == newest.c.newest,
    ]


def _a_person_decided(
    table: type[ThemeTag] | type[SentimentTag], viewer: Viewer, kind: TagKind
) -> ColumnElement[bool]:
    return exists(
        select(col(TagDecision.id)).where(
            col(TagDecision.watchdog_id) == viewer.watchdog_id,
            col(TagDecision.feedback_id) == table.feedback_id,
            col(TagDecision.kind) == kind,
        )
    )
