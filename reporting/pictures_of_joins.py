"""Pictures of where people go: from where to where, which ways are widest, and each person's first join."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from analysis import joins_counted
from analysis.joins_counted import ENDS, KINDS, End, Pair
from content.words import words
from models.facts import Directory
from models.vocabulary import Sector
from reporting import wording
from reporting.chart_flow import MOST_BANDS, flow
from reporting.chart_matrix import Matrix, matrix
from reporting.join_names import end_in_words, end_name, kind, pair_name
from reporting.joins_drawn import resting_on
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.theme_titles import theme_title

MOST_ENDS = 9
"""So many kinds or services have a row or a column of their own; the others share one."""
OTHER = "other"


class Which(StrEnum):
    """Whose joins are counted: all of them, those at which something went wrong, or those that went well."""

    EVERYBODY = "everybody"
    PROBLEM = "problem"
    WELL = "well"


@dataclass(frozen=True)
class Shown:
    """Which joins are drawn: with `theme`, those at which that one thing went wrong, or well.

    `by_service` draws services instead of their kinds; `within`, the services from one kind to another.
    """

    which: Which = Which.EVERYBODY
    theme: str = ""
    within: Pair | None = None
    by_service: bool = False


def where(looked: Looked, told: pd.DataFrame, shown: Shown) -> tuple[Picture, ...]:
    """The matrix and the flow of what is shown, of `analysis.joins_counted.told_joins`; none of nothing."""
    joins = _shown(looked, told, shown)
    if joins.empty:
        return ()
    pairs = joins_counted.by_pair(joins)
    return resting_on(joins, _matrix(looked, joins, pairs, shown), _flow(looked, joins, pairs))


def first_joins(looked: Looked, told: pd.DataFrame) -> Picture:
    """Each person's first join: a table in which everybody stands once, so that it may be published."""
    firsts = joins_counted.first_joins(told)
    table, pairs = _crossed(firsts, KINDS, looked.facts.directory)
    most = joins_counted.by_pair(firsts).iloc[0]
    sentence = words(
        "joins.published.sentence",
        all=wording.people(len(firsts)),
        part=wording.people(int(most["people"])),
        **_ends_in_words(most, looked.facts.directory),
    )
    counts = Counts(table.rows, table.columns, table.cells, is_table=True)
    heading, notes = words("joins.published.heading"), (words("joins.published.note"),)
    picture = _as_picture(
        looked, "joins_to_publish", heading, sentence, notes, table, pairs, len(firsts), counts
    )
    return resting_on(firsts, picture)[0]


def _shown(looked: Looked, told: pd.DataFrame, shown: Shown) -> pd.DataFrame:
    if shown.within:
        told = joins_counted.at(told, shown.within)
    if shown.theme:
        told = joins_counted.with_theme(told, looked.facts.problems, shown.theme)
    if shown.which is Which.EVERYBODY:
        return told
    return told[told["has_problem" if shown.which is Which.PROBLEM else "went_well"]]


def _matrix(looked: Looked, joins: pd.DataFrame, kinds: pd.DataFrame, shown: Shown) -> Picture:
    ends = ENDS if shown.by_service or shown.within else KINDS
    table, pairs = _crossed(joins, ends, looked.facts.directory)
    said = "theme" if shown.theme else shown.which.value
    heading = "joins.matrix.heading" if said == "everybody" else f"joins.matrix.heading_{said}"
    notes = words("joins.matrix.note"), words("joins.matrix.once")
    return _as_picture(
        looked,
        "joins_matrix",
        words(heading, theme=theme_title(shown.theme) if shown.theme else ""),
        _most(kinds if ends == KINDS else joins_counted.by_pair(joins, ends), said, looked, joins),
        notes,
        table,
        pairs,
        joins_counted.people(joins),
    )


def _most(pairs: pd.DataFrame, said: str, looked: Looked, joins: pd.DataFrame) -> str:
    """Between which ends most people went, unless several are level."""
    directory = looked.facts.directory
    most, everybody = int(pairs["people"].max()), wording.people(joins_counted.people(joins))
    level = int((pairs["people"] == most).sum())
    if level > 1:
        return words("joins.matrix.tie", many=f"{level:,}", people=wording.people(most), all=everybody)
    return words(
        f"joins.matrix.{said}", part=f"{most:,}", all=everybody, **_ends_in_words(pairs.iloc[0], directory)
    )


def _crossed(joins: pd.DataFrame, ends: tuple[str, str], directory: Directory) -> tuple[Matrix, pd.DataFrame]:
    """The cells, and the pairs that they are made of as `by_pair` gives them, `start` and `end` as named.

    Kinds of service stand in their own order, the same down the side and across; services by their people.
    """
    largest = _largest(joins, ends)
    merged = joins[["row", "has_problem"]].assign(
        **{end: _merged(joins[end], keep) for end, keep in zip(ends, largest, strict=True)}
    )
    pairs = joins_counted.by_pair(merged, ends)
    names = [
        {one: _name(one, ends, directory) for one in [*keep, OTHER] if one in {*pairs[side]}}
        for side, keep in zip(("start", "end"), largest, strict=True)
    ]
    if ends == KINDS:
        names = [names[0] | names[1]] * 2
        order = [*Sector, OTHER]
        names = [dict(sorted(one.items(), key=lambda named: order.index(named[0]))) for one in names]
    found = dict(zip(joins_counted.pairs_of(pairs), pairs["people"].tolist(), strict=True))
    cells = [[found.get(Pair(start, end), 0) for end in names[1]] for start in names[0]]
    same = (
        [kind(one) for one in Sector if one is not Sector.UNKNOWN] if ends == KINDS else [*names[0].values()]
    )
    table = Matrix([*names[0].values()], [*names[1].values()], cells, same)
    return table, pairs.assign(start=pairs["start"].map(names[0]), end=pairs["end"].map(names[1]))


def _largest(joins: pd.DataFrame, ends: tuple[str, str]) -> list[list[End]]:
    """The ends that most people told of: of kinds the same on both sides."""
    told = [joins_counted.by_end(joins, end) for end in ends]
    if ends == KINDS:
        told = [{one: told[0].get(one, 0) + told[1].get(one, 0) for one in told[0] | told[1]}] * 2
    ranked = [sorted(counts, key=lambda one: (-counts[one], str(one))) for counts in told]
    return [ends if len(ends) <= MOST_ENDS + 1 else ends[:MOST_ENDS] for ends in ranked]


def _merged(column: "pd.Series[Any]", keep: list[End]) -> "pd.Categorical[Any]":
    """The ends of a column, those that have no row or column of their own as one."""
    place = {one: at for at, one in enumerate(keep)}
    codes = np.array([place.get(one, len(keep)) for one in column.cat.categories], dtype=np.int64)
    merged: pd.Categorical[Any] = pd.Categorical.from_codes(
        codes[column.cat.codes], pd.Index([*keep, OTHER], dtype=object)
    )
    return merged


def _name(end: End, ends: tuple[str, str], directory: Directory) -> str:
    if end == OTHER:
        return words("joins.other" if ends == KINDS else "joins.other_services")
    if ends == ENDS and isinstance(end, str) and end != Sector.UNKNOWN:
        return words("joins.not_said_which", kind=kind(end))
    return end_name(end, directory)


def _flow(looked: Looked, joins: pd.DataFrame, pairs: pd.DataFrame) -> Picture:
    directory = looked.facts.directory
    pairs = pairs.assign(mark=[pair_name(one, directory) for one in joins_counted.pairs_of(pairs)])
    drawn = pairs.head(MOST_BANDS).assign(sector=lambda drawn: drawn["start"])
    drawn = drawn.assign(
        start=[end_name(one, directory) for one in drawn["start"]],
        end=[end_name(one, directory) for one in drawn["end"]],
    )
    everybody = joins_counted.people(joins)
    inside = len({row for rows in drawn["rows"] for row in rows})
    first = drawn.iloc[0]
    sentence = words(
        "joins.flow.sentence" if len(drawn) > 1 else "joins.flow.one",
        part=f"{inside:,}",
        all=wording.people(everybody),
        many=len(drawn),
        first=first["mark"],
        people=wording.people(int(first["people"])),
    )
    rest = {row for rows in pairs["rows"][MOST_BANDS:] for row in rows}
    return Picture(
        name="joins_flow",
        heading=words("joins.flow.heading"),
        sentence=sentence,
        draw=lambda mode: flow(drawn, mode, description=sentence),
        table=pd.DataFrame({words("joins.join"): drawn["mark"], words("numbers.people"): drawn["people"]}),
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=everybody),
        notes=(words("joins.flow.rest", people=wording.people(len(rest))),) if rest else (),
        fewest=min(filter(None, (int(drawn["people"].min()), len(rest), everybody - inside))),
        marks=dict(zip(drawn["mark"], drawn["rows"], strict=True)),
    )


def _as_picture(
    looked: Looked,
    name: str,
    heading: str,
    sentence: str,
    notes: Sequence[str],
    table: Matrix,
    pairs: pd.DataFrame,
    people: int,
    counts: Counts | None = None,
) -> Picture:
    marks = [words("joins.pair", start=str(one), end=str(end)) for one, end in joins_counted.pairs_of(pairs)]
    return Picture(
        name=name,
        heading=heading,
        sentence=sentence,
        draw=lambda mode: matrix(table, mode, description=sentence),
        table=_numbers(table),
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=people),
        notes=notes,
        fewest=min(filter(None, (int(pairs["people"].min()), people - int(pairs["people"].max())))),
        counts=counts,
        marks=dict(zip(marks, pairs["rows"], strict=True)),
    )


def _numbers(table: Matrix) -> pd.DataFrame:
    numbers = pd.DataFrame(table.cells, columns=list(table.columns))
    numbers.insert(0, words("joins.from_to"), list(table.rows))
    return numbers


def _ends_in_words(pair: "pd.Series[str]", directory: Directory) -> dict[str, str]:
    return {side: end_in_words(pair[side], directory) for side in ("start", "end")}
