"""Which of the facts does a scope leave? The same answer as the store's own conditions give, from memory."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd

from models.facts import Facts
from models.scope import Scope

Kept = np.ndarray[Any, np.dtype[np.bool_]]
"""One bool for each row of feedback."""


def narrow(facts: Facts, scope: Scope) -> Facts:
    """The facts of what counts in a scope. What is held is left out; see `how_many_held`."""
    return keep(facts, within(facts, scope) & ~facts.feedback["is_held"].to_numpy())


def how_many_held(facts: Facts, scope: Scope) -> int:
    """How many more would count in a scope, once somebody has looked at them."""
    return int((within(facts, scope) & facts.feedback["is_held"].to_numpy()).sum())


def keep(facts: Facts, kept: Kept) -> Facts:
    """The facts of some of the rows; `kept` has a bool for each of `facts.feedback`, in its order."""
    if kept.all():
        return facts
    numbers = facts.feedback.index.to_numpy()
    known = np.zeros(int(numbers.max()) + 1 if len(numbers) else 0, dtype=bool)
    known[numbers[kept]] = True

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


def within(facts: Facts, scope: Scope) -> Kept:
    """Whether each row of feedback lies in a scope, held or not."""
    feedback, services = facts.feedback, facts.directory.services.items()
    kept = np.ones(len(feedback), dtype=bool)
    if scope.since:
        kept &= (feedback["day"] >= pd.Timestamp(scope.since)).to_numpy()
    if scope.until:
        kept &= (feedback["day"] <= pd.Timestamp(scope.until)).to_numpy()
    for column, value in (
        ("journey", scope.journey),
        ("channel", scope.channel),
        ("language", scope.language),
        ("area", scope.area),
    ):
        if value:
            kept &= (feedback[column] == str(value)).to_numpy()
    if scope.who:
        kept &= feedback["speaker"].isin([str(one) for one in scope.who.speakers]).to_numpy()
    if scope.theme:
        kept &= _has(facts, facts.themes[facts.themes["theme"] == scope.theme])
    if scope.service_id:
        kept &= _is_about(facts, {scope.service_id})
    if scope.organisation_id:
        kept &= _is_about(
            facts, {one for one, known in services if known.organisation_id == scope.organisation_id}
        )
    if scope.sector:
        ends = facts.joins["from_sector"].eq(scope.sector) | facts.joins["to_sector"].eq(scope.sector)
        kept &= _is_about(facts, {one for one, known in services if known.sector == scope.sector}) | _has(
            facts, facts.joins[ends]
        )
    if scope.programme:
        programme = facts.directory.programmes.get(scope.programme)
        kept &= _is_about(facts, programme.services if programme else ())
    return kept


def _is_about(facts: Facts, services: Iterable[UUID]) -> Kept:
    return _has(facts, facts.services[facts.services["service"].isin(list(services))])


def _has(facts: Facts, found: pd.DataFrame) -> Kept:
    """Whether each row of feedback is named in the column `row` of what was found."""
    return facts.feedback.index.isin(found["row"])
