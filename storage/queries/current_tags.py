"""Which themes and sentiment does each piece of feedback have today: a person's, else the machine's?

A machine may have read a comment more than once, each time by another version. What counts is the
reading by the versions in use (`storage.queries.tags_in_use`), else the newest that there is.
"""

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Exists,
    Select,
    String,
    Subquery,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.feedback import Feedback
from models.people import Viewer
from models.tag import SentimentTag, TagDecision, Tagging, ThemeTag
from models.vocabulary import TaggingOutcome, TagKind

Rows = Select[*tuple[Any, ...]]


class Versions(NamedTuple):
    """A taxonomy and a model: whose reading of a comment is meant."""

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
    return themes_of(viewer, counts(versions))


def themes_of(viewer: Viewer, readings: ColumnElement[bool]) -> Rows:
    """The same in the readings that a condition on `tagging` picks: `counts` or `is_by`."""
    return (
        select(
            col(ThemeTag.feedback_id).label("feedback_id"),
            col(ThemeTag.theme).label("theme"),
            literal(0).label("by_person"),
        )
        .join(Tagging, _tagging_of(ThemeTag))
        .where(col(ThemeTag.watchdog_id) == viewer.watchdog_id, readings)
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
    return sentiments_of(viewer, counts(versions))


def sentiments_of(viewer: Viewer, readings: ColumnElement[bool]) -> Rows:
    """The same in the readings that a condition on `tagging` picks: `counts` or `is_by`."""
    return (
        select(
            col(SentimentTag.feedback_id).label("feedback_id"),
            type_coerce(col(SentimentTag.sentiment), String).label("sentiment"),
            literal(0).label("by_person"),
        )
        .join(Tagging, _tagging_of(SentimentTag))
        .where(col(SentimentTag.watchdog_id) == viewer.watchdog_id, readings)
    )


def is_by(versions: Versions) -> ColumnElement[bool]:
    """Whether a row of `tagging` is a reading by exactly these versions."""
    return and_(_is_by(Tagging, versions), col(Tagging.outcome) == TaggingOutcome.TAGGED)


def counts(versions: Versions) -> ColumnElement[bool]:
    """Whether a row of `tagging` is the reading that counts for its comment while `versions` are in use."""
    other = aliased(Tagging)
    another = exists(
        select(col(other.id)).where(
            col(other.watchdog_id) == Tagging.watchdog_id,
            col(other.feedback_id) == Tagging.feedback_id,
            col(other.outcome) == TaggingOutcome.TAGGED,
        )
    )
    newer = or_(
        col(other.tagged_at) > Tagging.tagged_at,
        and_(col(other.tagged_at) == Tagging.tagged_at, col(other.id) > Tagging.id),
    )
    is_newest_instead = and_(~another.where(_is_by(other, versions)), ~another.where(newer))
    return and_(
        col(Tagging.outcome) == TaggingOutcome.TAGGED, or_(_is_by(Tagging, versions), is_newest_instead)
    )


def was_tried() -> Exists:
    """Whether any version of the machine has tried to read a row of `feedback`."""
    return exists(
        select(col(Tagging.id)).where(
            col(Tagging.watchdog_id) == Feedback.watchdog_id, col(Tagging.feedback_id) == Feedback.id
        )
    )


def was_read() -> Exists:
    """Whether any version of the machine has read a row of `feedback`."""
    return was_tried().where(col(Tagging.outcome) == TaggingOutcome.TAGGED)


def _is_by(tagging: type[Tagging], versions: Versions) -> ColumnElement[bool]:
    return and_(
        col(tagging.taxonomy_version) == versions.taxonomy, col(tagging.model_version) == versions.model
    )


def _tagging_of(table: type[ThemeTag] | type[SentimentTag]) -> ColumnElement[bool]:
    return and_(col(Tagging.watchdog_id) == table.watchdog_id, col(Tagging.id) == table.tagging_id)


def _newest_rounds(viewer: Viewer, kind: TagKind) -> Subquery:
    return (
        select(
            col(TagDecision.feedback_id).label("feedback_id"),
            func.max(col(TagDecision.round)).label("newest"),
        )
        .where(*_by_people(viewer, kind))
        .group_by(col(TagDecision.feedback_id))
        .subquery()
    )


def _decided(viewer: Viewer, kind: TagKind) -> list[ColumnElement[bool]]:
    newest = _newest_rounds(viewer, kind)
    return [
        *_by_people(viewer, kind),
        col(TagDecision.feedback_id) == newest.c.feedback_id,
        col(TagDecision.round) == newest.c.newest,
    ]


def _a_person_decided(
    table: type[ThemeTag] | type[SentimentTag], viewer: Viewer, kind: TagKind
) -> ColumnElement[bool]:
    return exists(
        select(col(TagDecision.id)).where(
            *_by_people(viewer, kind), col(TagDecision.feedback_id) == table.feedback_id
        )
    )


def _by_people(viewer: Viewer, kind: TagKind) -> list[ColumnElement[bool]]:
    """What people decided; a blind reading shows how far two of them agree, and decides nothing."""
    return [
        col(TagDecision.watchdog_id) == viewer.watchdog_id,
        col(TagDecision.kind) == kind,
        ~col(TagDecision.is_blind),
    ]
