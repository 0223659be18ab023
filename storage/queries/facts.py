"""What are all figures made of? Everything that counts, read once into columns: see `models.facts`."""

import json
from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, String, and_, exists, select, type_coerce
from sqlmodel import Session, col

from models.facts import Facts, first_days
from models.feedback import AboutYou, Feedback, FeedbackService
from models.people import Permission, Viewer, require
from models.programme import Programme
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
from storage.queries.facts_placed import Codes, Column, Numbers, Places, category, columns_of, placed, text
from storage.queries.happenings import happenings
from storage.queries.known_services import directory_of, standing_services
from storage.queries.scope import awaits, is_held, is_public, verdict_is

_CATEGORIES = ("journey", "speaker", "channel", "language", "rating", "area", "programme")
_FLAGS = (
    "is_held",
    "is_tried",
    "is_tagged",
    "has_words",
    "is_checked",
    "is_checked_themes",
    "awaits",
    "is_public",
)


def read_facts(session: Session, viewer: Viewer, versions: Versions) -> Facts:
    """Everything of this watchdog's that figures are made of, in one moment of the store."""
    require(viewer, Permission.READ_FIGURES)
    feedback, answers = _feedback(session, viewer)
    places = {one: row for row, one in enumerate(feedback["id"])}
    standing = standing_services(session, viewer.watchdog_id)
    joins, problems = facts_of_joins(session, viewer.watchdog_id, places, standing)
    return Facts(
        feedback=feedback.assign(**_sentiments(session, viewer, versions, places)),
        answers=answers,
        services=_services(session, viewer, places, standing),
        themes=_themes(session, viewer, versions, places),
        joins=joins,
        problems=problems,
        directory=directory_of(session, viewer.watchdog_id, standing),
        happenings=happenings(session, viewer),
        first_answered=first_days(answers, feedback["day"]),
    )


def _feedback(session: Session, viewer: Viewer) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two frames with a row for each piece, the oldest day first."""
    asked = (
        select(
            text(Feedback.id),
            col(Feedback.counted_on),
            text(Feedback.answers),
            *(type_coerce(col(getattr(Feedback, name)), String) for name in _CATEGORIES[:-2]),
            col(AboutYou.area),
            col(Programme.code),
            is_held(),
            was_tried(),
            was_read(),
            col(Feedback.words_gone_at).is_(None),
            _has_decision(),
            _has_decision(TagKind.THEME),
            awaits(),
            is_public(),
        )
        .outerjoin(
            AboutYou,
            and_(col(AboutYou.watchdog_id) == Feedback.watchdog_id, col(AboutYou.feedback_id) == Feedback.id),
        )
        .outerjoin(
            Programme,
            and_(
                col(Programme.watchdog_id) == Feedback.watchdog_id,
                col(Programme.id) == Feedback.programme_id,
            ),
        )
        .where(
            col(Feedback.watchdog_id) == viewer.watchdog_id,
            ~verdict_is(Outcome.WITHHELD, Outcome.WITHDRAWN),
        )
        .order_by(col(Feedback.counted_on), col(Feedback.id))
    )
    ids, days, answers, *others = columns_of(session, asked)
    choices, flags = others[: len(_CATEGORIES)], others[len(_CATEGORIES) :]
    day = pd.Series(days.turned(pd.to_datetime))
    feedback = pd.DataFrame(
        {
            "id": pd.Series(ids.plain(), dtype=str),
            "day": day,
            **{name: choice.category() for name, choice in zip(_CATEGORIES, choices, strict=True)},
            **{name: flag.flag() for name, flag in zip(_FLAGS, flags, strict=True)},
            "month": day.dt.to_period("M").dt.to_timestamp(),
        }
    )
    return feedback, _answers(answers)


def _answers(column: Column) -> pd.DataFrame:
    """One category column for each question that anybody answered."""
    known: defaultdict[str, Numbers] = defaultdict(lambda: Numbers({None: 0}))
    codes: defaultdict[str, Codes] = defaultdict(lambda: np.zeros(len(column.values), dtype=np.int32))
    for at, one in enumerate(column.values):
        for question, choice in json.loads(one).items():
            codes[question][at] = known[question][choice]
    said = {name: Column(list(known[name]), codes[name][column.codes]) for name in sorted(known)}
    return pd.DataFrame(
        {name: one.turned(category) for name, one in said.items()}, index=range(len(column.codes))
    )


def _sentiments(
    session: Session, viewer: Viewer, versions: Versions, places: Places
) -> dict[str, pd.Categorical]:
    """How each reads to the machine, and how to a person: two columns that are never put together."""
    columns = {}
    for name, found in (
        ("machine_sentiment", machine_sentiments(viewer, versions)),
        ("person_sentiment", people_sentiments(viewer)),
    ):
        read = found.subquery()
        ids, felt = columns_of(session, select(text(read.c.feedback_id), read.c.sentiment))
        pairs = placed(ids, places, felt=felt.category())
        columns[name] = pairs.set_index("row")["felt"].reindex(range(len(places))).array
    return columns


def _services(session: Session, viewer: Viewer, places: Places, standing: Mapping[str, UUID]) -> pd.DataFrame:
    ids, named = columns_of(
        session,
        select(text(FeedbackService.feedback_id), text(FeedbackService.service_id)).where(
            col(FeedbackService.watchdog_id) == viewer.watchdog_id
        ),
    )
    return placed(ids, places, service=named.category(standing.get)).drop_duplicates(ignore_index=True)


def _themes(session: Session, viewer: Viewer, versions: Versions, places: Places) -> pd.DataFrame:
    themes = current_themes(viewer, versions)
    ids, theme, by_person = columns_of(
        session, select(text(themes.c.feedback_id), themes.c.theme, themes.c.by_person)
    )
    return placed(ids, places, theme=theme.category(), by_person=by_person.flag())


def _has_decision(kind: TagKind | None = None) -> ColumnElement[bool]:
    mine = select(col(TagDecision.id)).where(
        col(TagDecision.watchdog_id) == Feedback.watchdog_id,
        col(TagDecision.feedback_id) == Feedback.id,
        ~col(TagDecision.is_blind),
    )
    return exists(mine if kind is None else mine.where(col(TagDecision.kind) == kind))
