"""What do the last full months say, beside the months before them: what is new, what rose, what fell?"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.changes import FEWEST, changes
from analysis.counted import Codes, of_rows, pairs, people_read
from analysis.narrow import keep
from models.facts import Facts

LATELY, BEFORE = 3, 12
FEWEST_BEFORE = 3
"""Months in which somebody told us something, before anything in the next can be called new."""


@dataclass(frozen=True, eq=False)
class Lately:
    """The last full months beside those before. `changes`: see `analysis.changes`; names are ids of themes.

    `read` and `read_before` are how many people's comments were read for themes. `first` and `until` are the
    first days of the months compared and of what follows them; `since` that of the months before.
    """

    facts: Facts
    since: date
    first: date
    until: date
    read: int
    read_before: int
    changes: pd.DataFrame


def first_after_full_months(today: date, until: date | None = None) -> date:
    """The day after the last full month: one that is over by `today`, and lies before `until` or ends on it.

    >>> first_after_full_months(date(2026, 11, 22), until=date(2026, 3, 31))
    datetime.date(2026, 4, 1)
    """
    end = min(today, until + timedelta(days=1)) if until and until < today else today
    return end.replace(day=1)


def months_before(month: date, months: int) -> date:
    """The first day of the month that lies so many before another."""
    return (pd.Timestamp(month) - pd.DateOffset(months=months)).date().replace(day=1)


def lately(facts: Facts, until: date) -> Lately:
    """Three full months before `until` beside the twelve before them, or as many as there are."""
    first = months_before(until, LATELY)
    since = months_before(first, BEFORE)
    if facts.people:
        since = max(since, facts.feedback["month"].min().date())
    now, before = _between(facts, first, until), _between(facts, since, first)
    read, read_before = people_read(now), people_read(before)
    return Lately(
        now, since, first, until, read, read_before, changes(_people(now), read, _people(before), read_before)
    )


def new_themes(facts: Facts, until: date) -> dict[str, int]:
    """Themes of which 10 people or more spoke in the month before `until`: the first time in 13 months."""
    themes = facts.themes["theme"].cat
    ago = of_rows(facts, _months_ago(facts, until), facts.themes["row"])
    found = _new(themes.codes.to_numpy(), len(themes.categories), ago, _has_enough_before(facts, until))
    return {str(themes.categories[theme]): people for theme, people in found.items()}


def new_joins(facts: Facts, until: date) -> dict[tuple[str, str], int]:
    """The same of joins, by the kinds of service that they begin and end at."""
    first, then = (facts.joins[side].astype("category").cat for side in ("from_sector", "to_sector"))
    width = len(then.categories)
    moves = pairs(first.codes.to_numpy().astype(int), then.codes.to_numpy().astype(int), width)
    ago = of_rows(facts, _months_ago(facts, until), facts.joins["row"])
    told = pd.DataFrame({"move": moves, "row": facts.joins["row"].to_numpy(), "ago": ago})
    told = told[(moves >= 0) & (ago >= 0)].drop_duplicates()
    kinds = len(first.categories) * width
    found = _new(told["move"].to_numpy(), kinds, told["ago"].to_numpy(), _has_enough_before(facts, until))
    return {
        (str(first.categories[move // width]), str(then.categories[move % width])): people
        for move, people in found.items()
    }


def _months_ago(facts: Facts, until: date) -> Codes:
    """For each row of feedback how many months before the last full one; -1 beyond the year before it."""
    last = np.datetime64(months_before(until, 1), "M")
    ago = (last - facts.feedback["month"].to_numpy().astype("datetime64[M]")).astype(int)
    return np.where((ago < 0) | (ago > BEFORE), -1, ago)


def _has_enough_before(facts: Facts, until: date) -> bool:
    ago = np.unique(_months_ago(facts, until))
    return int((ago > 0).sum()) >= FEWEST_BEFORE


def _new(said: Codes, kinds: int, ago: Codes, has_enough_before: bool) -> dict[int, int]:
    """Of what is said, by its place, what so many said last month and in no month before; most first."""
    if not has_enough_before:
        return {}
    both = pairs(said, ago, 1 + BEFORE)
    counts = np.bincount(both[both >= 0], minlength=kinds * (1 + BEFORE)).reshape(kinds, 1 + BEFORE)
    new = np.flatnonzero((counts[:, 0] >= FEWEST) & (counts[:, 1:].max(axis=1) < FEWEST))
    return {int(one): int(counts[one, 0]) for one in new[np.argsort(-counts[new, 0], kind="stable")]}


def _between(facts: Facts, since: date, until: date) -> Facts:
    months = facts.feedback["month"]
    return keep(facts, ((months >= pd.Timestamp(since)) & (months < pd.Timestamp(until))).to_numpy())


def _people(facts: Facts) -> dict[str, int]:
    counts = facts.themes["theme"].value_counts()
    return {str(theme): int(people) for theme, people in counts.items() if people}
