"""Which way did each person go, and who was sent back to where they had been?

From a GP to a hospital, back to the GP and to the hospital again is three joins and one person's story.
"""

from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import pandas as pd

from models.vocabulary import Sector

ARROW = " → "
APART = " · "
FORTH_FROM = 2
"""Returns from which somebody was sent back and forth; with fewer they went back."""


class Way(StrEnum):
    """Whether somebody came back to where they had been."""

    ONWARDS = "onwards"
    BACK_ONCE = "back_once"
    BACK_AND_FORTH = "back_and_forth"


Numbers = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class _Visits(NamedTuple):
    """Where each person was, in order: numbers of the person, the kind of service and the place.

    `begins` a leg: joins of which each begins where the last led to. `kinds` are what the kinds are called.
    """

    person: Numbers
    kind: Numbers
    place: Numbers
    begins: Flags
    kinds: list[str]


def chains(joins: pd.DataFrame) -> pd.DataFrame:
    """One row a person, by row number; `joins` as `analysis.joins_counted.told_joins` gives them.

    Columns `chain` (kinds of service in their order, "gp → hospital → gp", a category; where a join does not
    begin at the place that the last one led to, " · " stands between), `joins`, `returns`, `way` (a `Way`).

    A return is a step to a place that the person had left before. An unnamed GP is taken for the one GP
    they named, if they named just one; a place of which not even the kind is known is no return.
    """
    joins = joins.sort_values(["row", "position"])
    person, rows = pd.factorize(joins["row"])
    visits = _visits(joins, person)
    returns = np.bincount(visits.person, weights=_is_return(visits), minlength=len(rows)).astype(int)
    way = pd.cut(returns, [-1, 0, FORTH_FROM - 1, np.inf], labels=[str(one) for one in Way])
    return pd.DataFrame(
        {
            "chain": _told(visits, len(rows)),
            "joins": np.bincount(person, minlength=len(rows)),
            "returns": returns,
            "way": way,
        },
        index=pd.Index(rows, name="row"),
    )


def _visits(joins: pd.DataFrame, person: Numbers) -> _Visits:
    people = np.repeat(person, 2)
    kind, kinds = _numbered(joins, "sector")
    end, ends = _numbered(joins, "end")
    place = _places(people, kind, end, np.array([isinstance(one, UUID) for one in ends], dtype=bool))
    is_start = np.arange(len(people)) % 2 == 0
    goes_on = is_start & (people == _before(people)) & (place == _before(place))
    return _Visits(people[~goes_on], kind[~goes_on], place[~goes_on], is_start[~goes_on], kinds)


def _numbered(joins: pd.DataFrame, column: str) -> tuple[Numbers, list[Any]]:
    """What each join begins and leads to, in turn, as numbers; and what those stand for."""
    sides = [joins[f"{side}_{column}"].cat for side in ("from", "to")]
    named = list(dict.fromkeys([*sides[0].categories, *sides[1].categories]))
    numbers = np.empty(2 * len(joins), dtype=np.int64)
    for at, side in enumerate(sides):
        numbers[at::2] = np.array([named.index(one) for one in side.categories], dtype=np.int64)[side.codes]
    return numbers, named


def _places(person: Numbers, kind: Numbers, end: Numbers, is_service: Flags) -> Numbers:
    """Each end's number, but where a kind alone was said, that of the only service of it they named."""
    is_named = is_service[end] if len(end) else np.zeros(0, dtype=bool)
    whose = person * (kind.max(initial=0) + 1) + kind
    named = pd.Series(end[is_named]).groupby(whose[is_named]).agg(["min", "max"])
    only = named.loc[named["min"] == named["max"], "min"]
    at = only.index.get_indexer(pd.Index(whose))
    places: Numbers = np.where(~is_named & (at >= 0), np.append(only.to_numpy(), 0)[at], end)
    return places


def _is_return(visits: _Visits) -> Flags:
    """Whether each step leads to a place that the person had left before, on the same leg."""
    frame = pd.DataFrame({"leg": visits.begins.cumsum(), "place": visits.place})
    was_there = frame.duplicated().to_numpy()
    stayed = ~visits.begins & (visits.place == _before(visits.place))
    is_known = np.array([one != Sector.UNKNOWN.value for one in visits.kinds], dtype=bool)
    found: Flags = was_there & ~stayed & is_known[visits.kind]
    return found


def _told(visits: _Visits, people: int) -> "pd.Categorical[str]":
    """The chain of each person, made a stop at a time for everybody at once."""
    first = np.searchsorted(visits.person, np.arange(people))
    how_many = np.bincount(visits.person, minlength=people)
    told, texts = np.zeros(people, dtype=np.int64), [""]
    width = 2 * len(visits.kinds)
    for stop in range(how_many.max(initial=0)):
        on_the_way = how_many > stop
        at = first[on_the_way] + stop
        step = told[on_the_way] * width + 2 * visits.kind[at] + visits.begins[at]
        steps, new = np.unique(step, return_inverse=True)
        told[on_the_way] = new + len(texts)
        texts += [
            texts[one // width]
            + (("" if stop == 0 else APART) if one % 2 else ARROW)
            + visits.kinds[one % width // 2]
            for one in steps.tolist()
        ]
    used, codes = np.unique(told, return_inverse=True)
    chains: pd.Categorical[str] = pd.Categorical.from_codes(
        codes.astype(np.int64), pd.Index([texts[one] for one in used], dtype=object)
    )
    return chains


def _before(numbers: Numbers) -> Numbers:
    """The number before each; none before the first."""
    return np.append([-1], numbers[:-1])
