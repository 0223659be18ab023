"""Who told us before and after a programme began, and how many kinds of services did each person deal with?

Every figure is the number of people in an `Among`, so that a count and the people behind it cannot differ.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.answers_counted import Among, Share
from models.facts import Facts
from models.vocabulary import Sector


class Sides(NamedTuple):
    """Who told us before a programme began, and who has since."""

    before: Among
    after: Among


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def sides_of(facts: Facts, started_on: date, ended_on: date | None = None) -> Sides:
    """Before the month in which it started, and from then on until it ended: as limits are frozen."""
    days = facts.feedback["day"]
    after = (days >= pd.Timestamp(first_of_month(started_on))).to_numpy()
    until = (days <= pd.Timestamp(ended_on)).to_numpy() if ended_on else np.ones(facts.people, dtype=bool)
    return Sides(~after, after & until)


def dealt_with(facts: Facts) -> dict[str, Among]:
    """Who dealt with each kind of service that anybody did: at a join, or because they named one.

    A kind that nobody knows is none.
    """
    joins, known = facts.joins, facts.directory.services
    named = facts.services["service"].map({one: each.sector for one, each in known.items()}).astype(object)
    met = pd.concat(
        [
            pd.DataFrame({"row": joins["row"], "kind": joins["from_sector"].astype(object)}),
            pd.DataFrame({"row": joins["row"], "kind": joins["to_sector"].astype(object)}),
            pd.DataFrame({"row": facts.services["row"], "kind": named}),
        ]
    ).dropna()
    rows = met.groupby("kind")["row"].unique()
    return {
        kind.value: facts.feedback.index.isin(rows[kind.value])
        for kind in Sector
        if kind is not Sector.UNKNOWN and kind.value in rows.index
    }


def how_many(kinds: Iterable[Among]) -> dict[int, Among]:
    """Who dealt with each number of kinds of services, from one on; somebody with none is not there."""
    numbers = np.sum([*kinds], axis=0)
    return {int(number): numbers == number for number in np.unique(numbers) if number}


def put_together(by_number: Mapping[int, Among], *, fewest: int) -> dict[tuple[int, int], Among]:
    """Neighbouring numbers as one until each has `fewest` people; by the first and the last of each.

    What is left over at the end goes with the one before it; too few people altogether are nobody's number.
    """
    found: dict[tuple[int, int], Among] = {}
    first, waiting = 0, None
    for number, who in sorted(by_number.items()):
        first, waiting = (number, who) if waiting is None else (first, waiting | who)
        if waiting.sum() >= fewest:
            found[first, number], waiting = waiting, None
    if waiting is not None and found:
        (begins, ends), who = found.popitem()
        found[begins, max(by_number)] = who | waiting
    return found


def spoke_of(facts: Facts, theme: str) -> Share:
    """Who spoke of a theme, of those whose words a person or the machine looked for themes in."""
    read = (facts.feedback["is_tagged"] | facts.feedback["is_checked_themes"]).to_numpy()
    spoke = facts.feedback.index.isin(facts.themes["row"][facts.themes["theme"] == theme])
    return Share(spoke & read, read)
