"""What are all figures made of? Everything that counts, read once into columns: see `models.facts`."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import pandas as pd
from sqlalchemy import ColumnElement, String, and_, exists, select, type_coerce
from sqlmodel import Session, col

from models.facts import Facts
from models.feedback import AboutYou, Feedback, FeedbackService
from models.people import Permission, Viewer, require
from models.tag import TagDecision
from models.vocabulary import Outcome, TagKind
from storage.queries.current_tags import (
    Versions,
    current_themes,
    machine_sentiments,
    people_sentiments,
    was_read,
    was_tried,
)
from storage.queries.facts_of_joins import facts_of_joins
from storage.queries.facts_placed import all_rows, category, placed, text
from storage.queries.happenings import happenings
from storage.queries.known_services import directory_of, standing_services
from storage.queries.scope import awaits, is_held, verdict_is

_CATEGORIES = ("journey", "speaker", "channel", "language", "rating", "area")
_FLAGS = ("is_held", "is_tried", "is_tagged", "has_words", "is_checked", "is_checked_themes", "awaits")


def read_facts(session: Session, viewer: Viewer, versions: Versions) -> Facts:
    """Everything of this watchdog's that figures are made of, in one moment of the store."""
    require(viewer, Permission.READ_FIGURES)
    feedback, answers = _feedback(session, viewer)
    rows = pd.Series(feedback.index, index=feedback["id"])
    standing = standing_services(session, viewer.watchdog_id)
    joins, problems = facts_of_joins(session, viewer.watchdog_id, rows, standing)
    return Facts(
        feedback=_with_sentiments(session, viewer, versions, feedback, rows),
        answers=answers,
        services=_services(session, viewer, rows, standing),
        themes=_themes(session, viewer, versions, rows),
        joins=joins,
        problems=problems,
        directory=directory_of(session, viewer.watchdog_id, standing),
        happenings=happenings(session, viewer),
    )


def _feedback(session: Session, viewer: Viewer) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two frames with a row for each piece, the oldest day first."""
    rows = all_rows(
        session,
        select(
            text(Feedback.id),
            col(Feedback.counted_on),
            *(type_coerce(col(getattr(Feedback, name)), String) for name in _CATEGORIES[:-1]),
            col(AboutYou.area),
            is_held(),
            was_tried(),
            was_read(),
            col(Feedback.words_gone_at).is_(None),
            _has_decision(),
            _has_decision(TagKind.THEME),
            awaits(),
            col(Feedback.answers),
        )
        .outerjoin(
            AboutYou,
            and_(col(AboutYou.watchdog_id) == Feedback.watchdog_id, col(AboutYou.feedback_id) == Feedback.id),
        )
        .where(
            col(Feedback.watchdog_id) == viewer.watchdog_id,
            ~verdict_is(Outcome.WITHHELD, Outcome.WITHDRAWN),
        )
        .order_by(col(Feedback.counted_on), col(Feedback.id)),
    )
    *columns, answers = zip(*rows, strict=True) if rows else [()] * (len(_CATEGORIES) + len(_FLAGS) + 3)
    feedback = pd.DataFrame(dict(zip(("id", "day", *_CATEGORIES, *_FLAGS), columns, strict=True)))
    feedback["day"] = pd.to_datetime(feedback["day"])
    feedback["month"] = feedback["day"].dt.to_period("M").dt.to_timestamp()
    for name in _CATEGORIES:
        feedback[name] = category([value or None for value in feedback[name]])
    feedback = feedback.astype(dict.fromkeys(_FLAGS, bool))
    return feedback, _answers(answers)


def _answers(said: Sequence[dict[str, str]]) -> pd.DataFrame:
    """One category column for each question that anybody answered."""
    questions = sorted({question for one in said for question in one})
    return pd.DataFrame(
        {question: category([one.get(question) for one in said]) for question in questions},
        index=range(len(said)),
    )


def _with_sentiments(
    session: Session, viewer: Viewer, versions: Versions, feedback: pd.DataFrame, rows: "pd.Series[int]"
) -> pd.DataFrame:
    """How each reads to the machine, and how to a person: two columns that are never put together."""
    for name, found in (
        ("machine_sentiment", machine_sentiments(viewer, versions)),
        ("person_sentiment", people_sentiments(viewer)),
    ):
        read = found.subquery()
        pairs = all_rows(session, select(text(read.c.feedback_id), read.c.sentiment))
        known = dict(tuple(pair) for pair in pairs)
        feedback[name] = category([known.get(one) for one in feedback["id"]])
    return feedback


def _services(
    session: Session, viewer: Viewer, rows: "pd.Series[int]", standing: Mapping[str, UUID]
) -> pd.DataFrame:
    named = all_rows(
        session,
        select(text(FeedbackService.feedback_id), text(FeedbackService.service_id)).where(
            col(FeedbackService.watchdog_id) == viewer.watchdog_id
        ),
    )
    frame = pd.DataFrame(map(tuple, named), columns=["row", "service"], dtype=str)
    about = placed(frame, rows, "service")
    about["service"] = about["service"].map(standing).astype("category")
    return about.drop_duplicates(ignore_index=True)


def _themes(session: Session, viewer: Viewer, versions: Versions, rows: "pd.Series[int]") -> pd.DataFrame:
    themes = current_themes(viewer, versions)
    found = all_rows(session, select(text(themes.c.feedback_id), themes.c.theme, themes.c.by_person))
    frame = pd.DataFrame(map(tuple, found), columns=["row", "theme", "by_person"])
    return placed(frame.astype({"by_person": bool}), rows, "theme")


def _has_decision(kind: TagKind | None = None) -> ColumnElement[bool]:
    mine = select(col(TagDecision.id)).where(
        col(TagDecision.watchdog_id) == Feedback.watchdog_id,
        col(TagDecision.feedback_id) == Feedback.id,
        ~col(TagDecision.is_blind),
    )
    return exists(mine if kind is None else mine.where(col(TagDecision.kind) == kind))
