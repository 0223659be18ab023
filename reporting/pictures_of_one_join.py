"""Pictures of one join: what happened there, when, and what it cost the people who told us."""

from dataclasses import replace

import pandas as pd

from analysis import joins_counted
from analysis.joins_counted import Pair
from content.words import words
from reporting import wording
from reporting.charts_of_answers import people as people_bars
from reporting.join_names import pair_name, share_or_count
from reporting.joins_drawn import resting_on, shares
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.pictures_at_joins import at_joins
from reporting.theme_titles import theme_title

ONE_JOIN = "one_join"
"""The picture of what happened at it; behind its first mark are all its stories."""
ONCE_ONLY = ("joins_to_look_at", "joins_problems", "joins_well")
"""What compares joins, and what stands together in the picture of what happened at one."""


def one_join(looked: Looked, told: pd.DataFrame, pair: Pair) -> tuple[Picture, ...]:
    """One join of those that `told_joins` gives; nothing where nobody told us of it."""
    there = joins_counted.at(told, pair)
    if there.empty:
        return ()
    name = pair_name(pair, looked.facts.directory)
    rest = [one for one in at_joins(looked, there) if one.name not in ONCE_ONLY]
    named = [replace(one, name=f"one_{one.name}", heading=f"{name}: {_lower(one.heading)}") for one in rest]
    return resting_on(there, _happened(looked, there, name), _by_quarter(looked, there, name), *named)


def _happened(looked: Looked, there: pd.DataFrame, name: str) -> Picture:
    everybody = joins_counted.people(there)
    said = joins_counted.people(there[there["says_how"]])
    problem = joins_counted.people(there[there["has_problem"]])
    sentence = words(
        "joins.one.sentence" if said else "joins.one.unsaid",
        people=wording.people(everybody).capitalize(),
        said=f"{said:,}",
        problem=share_or_count(problem, said) if said else "",
    )
    found = joins_counted.by_theme(there, looked.facts.problems)
    found = found.assign(name=[theme_title(one, looked.theme_marks) for one in found["theme"]], whole=said)
    heading, note = words("joins.one.heading", name=name), (words("joins.problems.note"),)
    picture = shares(looked, ONE_JOIN, heading, sentence, note, words("joins.what"), found, everybody)
    return replace(picture, marks={words("joins.all"): list(there["row"].unique()), **picture.marks})


def _by_quarter(looked: Looked, there: pd.DataFrame, name: str) -> Picture:
    """How many people told us of it, in every quarter from the first in which anybody did."""
    months = looked.facts.feedback["month"].reindex(there["row"])
    told = there.assign(quarter=pd.PeriodIndex(months, freq="Q"))
    every = pd.period_range(told["quarter"].min(), told["quarter"].max(), freq="Q")
    counted = pd.DataFrame({"name": [_named(quarter) for quarter in every]}, index=every)
    for column, joins in (("people", told), ("with_problem", told[told["has_problem"]])):
        counted[column] = joins.groupby("quarter")["row"].nunique().reindex(every, fill_value=0)
    rows = told.groupby(told["quarter"].map(counted["name"]), sort=False)["row"].unique()
    sentence = words(
        "joins.one.quarters_sentence",
        people=wording.people(joins_counted.people(told)).capitalize(),
        first=wording.month_name(months.min()),
        last=wording.month_name(months.max()),
        problem=wording.people(joins_counted.people(told[told["has_problem"]])),
    )
    return Picture(
        name="one_join_by_quarter",
        heading=words("joins.one.quarters", name=name),
        sentence=sentence,
        draw=lambda mode: people_bars(counted, mode, description=sentence),
        table=counted.rename(
            columns={
                "name": words("joins.quarter"),
                "people": words("numbers.people"),
                "with_problem": words("joins.with_problem"),
            }
        ),
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=joins_counted.people(told)),
        fewest=int(counted[["people", "with_problem"]].replace(0, pd.NA).min().min()),
        marks={str(name): [*told_of] for name, told_of in rows.items()},
    )


def _named(quarter: pd.Period) -> str:
    """
    >>> _named(pd.Period("2025Q4"))
    'October to December 2025'
    """
    return words("joins.one.quarter", first=f"{quarter.start_time:%B}", last=f"{quarter.end_time:%B %Y}")


def _lower(heading: str) -> str:
    return heading[0].lower() + heading[1:]
