"""How many people told us of each join, what went wrong or well there, and what did it cost them?

One piece of feedback is one person's. Somebody who went from a GP to a hospital twice is one person there.
"""

from functools import lru_cache
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import pandas as pd

from analysis.joins import GROUP
from analysis.taxonomy import Tone, load_taxonomy
from models.facts import Facts
from models.vocabulary import IsSorted, Sector, WhoChased

End = str | UUID
"""Where a join begins or leads: a service by its id or, where none was named, a kind of service."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

KINDS = ("from_sector", "to_sector")
ENDS = ("from_end", "to_end")
TOLD_OF_IT = ("times_sent_back", "who_chased", "days_lost", "is_sorted")


class Pair(NamedTuple):
    """A join by where it begins and where it leads, whoever told of it."""

    start: End
    end: End


@lru_cache(maxsize=1)
def praise() -> frozenset[str]:
    """The themes that say what went well at a join; every other theme of theirs is a problem."""
    themes = load_taxonomy().themes.values()
    return frozenset(one.id for one in themes if one.group == GROUP and one.tone is Tone.PRAISE)


class Went(NamedTuple):
    """What was told of how each join went, a bool for each of `Facts.joins`.

    `is_said`: anything was, or a person read it in the words. Most joins of people who left hospital are
    known by their ends alone.
    """

    has_problem: Flags
    has_praise: Flags
    is_said: Flags


def how_they_went(facts: Facts) -> Went:
    """How the joins went, as far as it was told."""
    joins, problems = facts.joins, facts.problems
    is_praise = problems["theme"].isin(praise())
    has_problem = joins.index.isin(problems["join"][~is_praise])
    has_praise = joins.index.isin(problems["join"][is_praise])
    is_said = joins[list(TOLD_OF_IT)].notna().any(axis=1).to_numpy() | joins["is_reviewed"].to_numpy()
    return Went(has_problem, has_praise, is_said | has_problem | has_praise)


def told_joins(facts: Facts) -> pd.DataFrame:
    """The joins with what was told of each.

    Columns as in `Facts.joins`, and `from_end`, `to_end` (an `End`, as categories), `has_problem`,
    `went_well` (something went well, and nothing wrong) and `says_how` (see `Went`).
    """
    joins, went = facts.joins, how_they_went(facts)
    kinds = {
        name: joins[name].cat.add_categories(sorted({Sector.UNKNOWN.value} - {*joins[name].cat.categories}))
        for name in KINDS
    }
    kinds = {name: kind.fillna(Sector.UNKNOWN.value) for name, kind in kinds.items()}
    ends = {
        f"{side}_end": joins[f"{side}_service"]
        .where(joins[f"{side}_service"].notna(), kinds[f"{side}_sector"].astype(object))
        .astype("category")
        for side in ("from", "to")
    }
    return joins.assign(
        **kinds,
        **ends,
        has_problem=went.has_problem,
        went_well=went.has_praise & ~went.has_problem,
        says_how=went.is_said,
    )


def people(joins: pd.DataFrame) -> int:
    """How many people told of these joins."""
    return int(joins["row"].nunique())


def with_theme(joins: pd.DataFrame, problems: pd.DataFrame, theme: str) -> pd.DataFrame:
    """Those of the joins at which one thing went wrong, or well."""
    return joins[joins.index.isin(problems["join"][problems["theme"] == theme])]


def at(joins: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The joins from one end to another; an end that is a kind of service stands for all of that kind."""
    kept = pd.Series(True, index=joins.index)
    for side, end in (("from", pair.start), ("to", pair.end)):
        kept &= joins[f"{side}_service" if isinstance(end, UUID) else f"{side}_sector"].isin([end])
    return joins[kept]


def first_joins(joins: pd.DataFrame) -> pd.DataFrame:
    """Each person's first of these joins, so that everybody is there once."""
    return joins.sort_values(["row", "position"]).drop_duplicates("row")


def by_pair(joins: pd.DataFrame, ends: tuple[str, str] = KINDS) -> pd.DataFrame:
    """One row for each pair of ends; columns `start`, `end`, `people`, `with_problem`, `rows` (theirs).

    Most people first; `with_problem` are those of them at whose join something went wrong.
    """
    numbers, pairs = _numbered_pairs(joins, ends)
    told = _people_in(joins["row"], numbers, len(pairs))
    wrong = joins["has_problem"].to_numpy()
    problems = _people_in(joins["row"][wrong], numbers[wrong], len(pairs))
    order = sorted(range(len(pairs)), key=lambda at: (-len(told[at]), str(pairs[at])))
    return pd.DataFrame(
        [(*pairs[at], len(told[at]), len(problems[at]), told[at]) for at in order],
        columns=["start", "end", "people", "with_problem", "rows"],
    ).astype({"start": object, "end": object, "people": int, "with_problem": int})


def pairs_of(found: pd.DataFrame) -> list[Pair]:
    """The joins of the columns `start` and `end`."""
    return list(starmap(Pair, zip(found["start"].tolist(), found["end"].tolist(), strict=True)))


def by_end(joins: pd.DataFrame, end: str) -> dict[End, int]:
    """How many people told of a join that begins, or leads, at each of the ends in a column."""
    column = joins[end].cat
    told = _people_in(joins["row"], column.codes.to_numpy(), len(column.categories))
    return {one: len(rows) for one, rows in zip(column.categories, told, strict=True) if len(rows)}


def by_theme(joins: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """One row for each thing that went wrong or well at these joins, most people first.

    Columns `theme`, `people`, `joins`, `is_praise`, `rows`.
    """
    told = problems[problems["join"].isin(joins.index)]
    codes, themes = told["theme"].cat.codes.to_numpy(), [*told["theme"].cat.categories]
    people_of, joins_of = (_people_in(told[one], codes, len(themes)) for one in ("row", "join"))
    found = pd.DataFrame(
        [
            (theme, len(rows), len(at), theme in praise(), rows)
            for theme, rows, at in zip(themes, people_of, joins_of, strict=True)
            if len(rows)
        ],
        columns=["theme", "people", "joins", "is_praise", "rows"],
    ).astype({"people": int, "joins": int, "is_praise": bool})
    return found.sort_values(["people", "theme"], ascending=[False, True], ignore_index=True)


def times_sent_back(joins: pd.DataFrame) -> "pd.Series[float]":
    """How many times each person who told us was sent back, all their joins together; by row."""
    return joins.dropna(subset=["times_sent_back"]).groupby("row")["times_sent_back"].sum()


def days_lost(joins: pd.DataFrame) -> "pd.Series[float]":
    """How many days each person who told us lost, all their joins together; by row."""
    return joins.dropna(subset=["days_lost"]).groupby("row")["days_lost"].sum()


def days_lost_by_pair(joins: pd.DataFrame) -> pd.DataFrame:
    """The days that each person lost from one kind of service to another: `start`, `end`, `row`, `days`."""
    told = joins.dropna(subset=["days_lost"])
    lost = told.groupby([*KINDS, "row"], observed=True)["days_lost"].sum()
    return lost.rename_axis(["start", "end", "row"]).rename("days").reset_index()


def by_answer(joins: pd.DataFrame, column: str) -> tuple[dict[str, pd.DataFrame], int]:
    """The joins by what was answered in `who_chased` or `is_sorted`, and how many people said any of it.

    "I don't know" says nothing. Somebody who told us of two joins may stand under two answers.
    """
    answers = [one.value for one in {"who_chased": WhoChased, "is_sorted": IsSorted}[column]]
    answers.remove(WhoChased.DONT_KNOW.value)
    told = {answer: joins[joins[column] == answer] for answer in answers}
    return told, people(joins[joins[column].isin(answers)])


def to_look_at_first(joins: pd.DataFrame, *, fewest: int) -> pd.DataFrame:
    """Joins with at least `fewest` people who said how it went; columns of `by_pair`, and `is_rest`.

    From service to service; what fewer people told of is counted under the kinds of its services, where
    `is_rest` says that others of the same kinds have a row of their own. Nobody stands at a join twice.
    """
    said = joins[joins["says_how"]]
    numbers, pairs = _numbered_pairs(said, ENDS)
    people_of = _people_in(said["row"], numbers, len(pairs))
    has_own = np.array(
        [
            len(rows) >= fewest and all(isinstance(end, UUID) for end in pair)
            for pair, rows in zip(pairs, people_of, strict=True)
        ],
        dtype=bool,
    )
    is_own = has_own[numbers]
    services, kinds = by_pair(said[is_own], ENDS), by_pair(said[~is_own])
    kinds = kinds[kinds["people"] >= fewest]
    of_own = set(pairs_of(by_pair(said[is_own])))
    is_rest = [pair in of_own for pair in pairs_of(kinds)]
    found = pd.concat([services.assign(is_rest=False), kinds.assign(is_rest=is_rest)], ignore_index=True)
    return found.astype({"is_rest": bool})


def _numbered_pairs(joins: pd.DataFrame, ends: tuple[str, str]) -> tuple[Numbers, list[Pair]]:
    """The number of each join's pair of ends, and the pairs by their numbers."""
    start, end = (joins[one].cat for one in ends)
    width = max(1, len(end.categories))
    numbers, found = pd.factorize(start.codes.to_numpy().astype(np.int64) * width + end.codes.to_numpy())
    starts, finishes = [*start.categories], [*end.categories]
    return numbers, [Pair(starts[one // width], finishes[one % width]) for one in found.tolist()]


def _people_in(
    rows: "pd.Series[int]", groups: np.ndarray[Any, np.dtype[np.integer[Any]]], many: int
) -> list[Numbers]:
    """The people of each group, by row and once each; `groups` are numbers from nought."""
    told = rows.to_numpy().astype(np.int64)
    span = int(told.max(initial=0)) + 1
    once = np.unique(groups.astype(np.int64) * span + told)
    return np.split(once % span, np.searchsorted(once // span, np.arange(1, many))) if many else []
