"""How many people: by month, by theme, and how what they said went? Every count is of people, once each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.facts import Facts

Codes = np.ndarray[Any, Any]
"""For each of many rows the place of what it has in some order, or -1 where it has none of it."""


def people_by_month(facts: Facts) -> pd.DataFrame:
    """Columns `month` (its first day) and `people`; oldest first, months without anybody as 0."""
    counts = facts.feedback["month"].value_counts().sort_index()
    if counts.empty:
        return pd.DataFrame({"month": pd.to_datetime([]), "people": pd.Series([], dtype=int)})
    months = pd.date_range(counts.index[0], counts.index[-1], freq="MS")
    return pd.DataFrame({"month": months, "people": counts.reindex(months, fill_value=0).to_numpy()})


def people_read(facts: Facts) -> int:
    """How many people's comments somebody or something looked for themes in."""
    return int((facts.feedback["is_tagged"] | facts.feedback["is_checked_themes"]).sum())


def people_by_theme(facts: Facts) -> pd.DataFrame:
    """Columns `theme` (id), `people`, `checked` (of how many a person decided so); most people first.

    A comment with three themes counts once under each.
    """
    names = facts.themes["theme"].cat.categories.to_numpy().astype(str)
    codes = facts.themes["theme"].cat.codes.to_numpy()
    people = np.bincount(codes, minlength=len(names))
    checked = np.bincount(codes[facts.themes["by_person"].to_numpy()], minlength=len(names))
    frame = pd.DataFrame({"theme": names, "people": people, "checked": checked})
    return frame[people > 0].sort_values(["people", "theme"], ascending=[False, True], ignore_index=True)


def how_it_went_by_month(facts: Facts, column: str, feelings: Mapping[str, str]) -> pd.DataFrame:
    """Columns `month`, `sentiment`, `people`: only who said, and only pairs that there are.

    `column` is that of the feedback which says, and `feelings` what its values stand for.
    """
    months, named = pd.factorize(facts.feedback["month"], sort=True)
    return _crossed(months, named, felt(facts, column, feelings), feelings, "month")


def how_it_went_by_theme(facts: Facts, column: str, feelings: Mapping[str, str]) -> pd.DataFrame:
    """Columns `theme`, `sentiment`, `people`, `total` (all of a theme); only pairs that there are."""
    themes = facts.themes["theme"].cat
    went = of_rows(facts, felt(facts, column, feelings), facts.themes["row"])
    frame = _crossed(themes.codes.to_numpy(), themes.categories, went, feelings, "theme")
    return frame.assign(total=frame.groupby("theme")["people"].transform("sum"))


def felt(facts: Facts, column: str, feelings: Mapping[str, str]) -> Codes:
    """For each row of feedback the place of its feeling among those that `feelings` stands for."""
    order = [*dict.fromkeys(feelings.values())]
    said = facts.feedback[column].astype("category").cat
    places = [order.index(feelings[one]) if one in feelings else -1 for one in said.categories]
    found: Codes = np.array([*places, -1])[said.codes.to_numpy()]
    return found


def places(values: "pd.Series[Any]", order: Iterable[Any]) -> Codes:
    """For each value its place in an order."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        known = pd.Index([*order]).get_indexer(values.cat.categories)
        return np.append(known, -1)[values.cat.codes.to_numpy()]
    found: Codes = pd.Index([*order]).get_indexer(pd.Index(values))
    return found


def of_rows(facts: Facts, codes: Codes, rows: "pd.Series[int]") -> Codes:
    """What `codes` have for each row of feedback, for rows that are named by their number."""
    numbers = facts.feedback.index.to_numpy()
    known = np.full(int(numbers.max()) + 1 if len(numbers) else 0, -1)
    known[numbers] = codes
    return known[rows.to_numpy()]


def pairs(first: Codes, second: Codes, width: int) -> Codes:
    """Two places as one, in an order in which each of the first is followed by `width` of the second."""
    places = first.astype(np.int64) * width + second  # codes of categories may be too small a number for it
    return np.where((first < 0) | (second < 0), -1, places)


def rows_by(codes: Codes, names: Sequence[str], rows: Iterable[int]) -> dict[str, list[int]]:
    """The rows under each name that has any; `codes` give each row the place of its name."""
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(len(names) + 1))
    in_order = np.asarray(rows)[order]
    return {
        name: in_order[start:end].tolist()
        for name, start, end in zip(names, edges, edges[1:], strict=False)
        if start < end
    }


def _crossed(
    first: Codes, names: "pd.Index[Any]", second: Codes, feelings: Mapping[str, str], called: str
) -> pd.DataFrame:
    order = np.array([*dict.fromkeys(str(one) for one in feelings.values())], dtype=object)
    both = pairs(first, second, len(order))
    counts = np.bincount(both[both >= 0], minlength=len(names) * len(order))
    met = np.flatnonzero(counts)
    width = max(1, len(order))
    return pd.DataFrame(
        {called: names[met // width], "sentiment": order[met % width], "people": counts[met]}
    ).astype({"sentiment": str})
