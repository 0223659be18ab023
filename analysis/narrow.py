"""Which of the facts does a scope leave? The same answer as the store's own conditions give, from memory."""

from collections.abc import Set
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd

from models.facts import Facts
from models.scope import Scope

Kept = np.ndarray[Any, np.dtype[np.bool_]]
"""One bool for each row of feedback."""

Rows = np.ndarray[Any, np.dtype[np.int64]]
"""Row numbers of feedback."""


def narrow(facts: Facts, scope: Scope, *, is_people_only: bool = False) -> Facts:
    """The facts of what counts in a scope. What is held is left out; see `how_many_held`.

    With `is_people_only`, a theme is what a person found.
    """
    kept = within(facts, scope, is_people_only=is_people_only)
    return keep(facts, kept & ~facts.feedback["is_held"].to_numpy())


def how_many_held(facts: Facts, scope: Scope, *, is_people_only: bool = False) -> int:
    """How many more would count in a scope, once somebody has looked at them."""
    kept = within(facts, scope, is_people_only=is_people_only)
    return int((kept & facts.feedback["is_held"].to_numpy()).sum())


def keep(facts: Facts, kept: Kept) -> Facts:
    """The facts of some of the rows; `kept` has a bool for each of `facts.feedback`, in its order."""
    if kept.all():
        return facts
    known = _by_number(facts, facts.feedback.index.to_numpy()[kept])

    def of(frame: pd.DataFrame) -> pd.DataFrame:
        chosen: pd.DataFrame = frame[known[frame["row"].to_numpy()]]
        return chosen

    return replace(
        facts,
        feedback=facts.feedback[kept],
        answers=facts.answers[kept],
        services=of(facts.services),
        themes=of(facts.themes),
        joins=of(facts.joins),
        problems=of(facts.problems),
    )


def within(facts: Facts, scope: Scope, *, is_people_only: bool = False) -> Kept:
    """Whether each row of feedback lies in a scope, held or not."""
    feedback, known = facts.feedback, facts.directory
    kept = np.ones(len(feedback), dtype=bool)
    if scope.since:
        kept &= (feedback["day"] >= pd.Timestamp(scope.since)).to_numpy()
    if scope.until:
        kept &= (feedback["day"] <= pd.Timestamp(scope.until)).to_numpy()
    for column in ("journey", "channel", "language", "area"):
        if value := getattr(scope, column):
            kept &= _is_one_of(feedback[column], {value})
    if scope.who:
        kept &= _is_one_of(feedback["speaker"], scope.who.speakers)
    if scope.theme:
        found = _is_one_of(facts.themes["theme"], {scope.theme})
        if is_people_only:
            found &= facts.themes["by_person"].to_numpy()
        kept &= _has(facts, facts.themes, found)
    if scope.service_id:
        kept &= _is_about(facts, {scope.service_id})
    if scope.organisation_id:
        kept &= _is_about(
            facts,
            {one for one, each in known.services.items() if each.organisation_id == scope.organisation_id},
        )
    if scope.sector:
        ends = [_is_one_of(facts.joins[end], {scope.sector}) for end in ("from_sector", "to_sector")]
        kept &= _is_about(
            facts, {one for one, each in known.services.items() if each.sector == scope.sector}
        ) | _has(facts, facts.joins, ends[0] | ends[1])
    if scope.programme:
        programme = known.programmes.get(scope.programme)
        if programme is None or not programme.covers_all:
            kept &= _is_about(facts, programme.services if programme else frozenset()) | _is_one_of(
                feedback["programme"], {scope.programme}
            )
    return kept


def _is_about(facts: Facts, services: Set[UUID]) -> Kept:
    return _has(facts, facts.services, _is_one_of(facts.services["service"], services))


def _is_one_of(column: "pd.Series[Any]", values: Set[Any]) -> Kept:
    """Whether each choice in a column is one of some; what is missing is none of them."""
    is_it = np.array([one in values for one in column.cat.categories] + [False])
    chosen: Kept = is_it[column.cat.codes.to_numpy()]
    return chosen


def _has(facts: Facts, frame: pd.DataFrame, found: Kept) -> Kept:
    """Whether each row of feedback is named in the column `row` of what was found in another frame."""
    named: Kept = _by_number(facts, frame["row"].to_numpy()[found])[facts.feedback.index.to_numpy()]
    return named


def _by_number(facts: Facts, rows: Rows) -> Kept:
    """A bool for each row number up to the last one of feedback: whether it is among `rows`."""
    numbers = facts.feedback.index.to_numpy()
    among = np.zeros(int(numbers.max()) + 1 if len(numbers) else 0, dtype=bool)
    among[rows] = True
    return among
