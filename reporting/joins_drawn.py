"""How pictures of joins are put together: people in groups, and shares of people with their ranges."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.rates import wilson
from content.words import words
from reporting import wording
from reporting.chart_parts import parts
from reporting.chart_pieces import nothing
from reporting.charts_of_answers import people as people_bars
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.wording import SHOW_FROM

MOST_ROWS = 12


def resting_on(joins: pd.DataFrame, *pictures: Picture) -> tuple[Picture, ...]:
    """The pictures, each with how many of its joins were found in people's words and confirmed."""
    confirmed = int(joins["is_reviewed"].sum())
    return tuple(replace(one, behind=one.behind._replace(confirmed_joins=confirmed)) for one in pictures)


def groups(
    looked: Looked,
    about: str,
    sentence: str,
    notes: Sequence[str],
    column: str,
    people: Mapping[str, Sequence[int]],
    whole: int,
    *,
    once: bool = False,
) -> Picture:
    """How many people are in each of some groups, by their rows; with `once` everybody is in one of them.

    Its words are those of `joins.<about>`; `whole` is how many people there are.
    """
    names, sizes = list(people), [len(rows) for rows in people.values()]
    counted = pd.DataFrame({"name": names, "people": sizes})
    everybody = words("numbers.people")
    counts = Counts([everybody], names, [sizes], is_table=True)
    if not once:
        counts = Counts(names, [everybody], [[size] for size in sizes], wholes=[whole] * len(sizes))
    return Picture(
        name=f"joins_{about}",
        heading=words(f"joins.{about}.heading"),
        sentence=sentence,
        draw=lambda mode: people_bars(counted, mode, description=sentence),
        table=counted.rename(columns={"name": column, "people": everybody}),
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=whole),
        notes=notes,
        fewest=min((size for size in sizes if size), default=None),
        counts=counts,
        marks={name: list(rows) for name, rows in people.items() if len(rows)},
    )


def shares(
    looked: Looked,
    name: str,
    heading: str,
    sentence: str,
    notes: Sequence[str],
    column: str,
    found: pd.DataFrame,
    people: int,
) -> Picture:
    """A share a row: columns `name`, `people`, `whole`, `rows` (those of the people) and perhaps `joins`."""
    drawn = found.head(MOST_ROWS)
    pairs = [(int(k), int(n)) for k, n in zip(found["people"], found["whole"], strict=True)]
    enough = [n >= SHOW_FROM for _, n in pairs]
    bounds = [wilson(k, n) for k, n in pairs]
    table = pd.DataFrame(
        {
            column: found["name"],
            words("numbers.people"): found["people"],
            words("joins.of"): found["whole"],
            words("joins.share"): [
                wording.percent(k, n) if shown else "" for (k, n), shown in zip(pairs, enough, strict=True)
            ],
            words("joins.likely"): [
                words("joins.range", low=f"{low:.0%}", high=f"{high:.0%}") if shown else ""
                for (low, high), shown in zip(bounds, enough, strict=True)
            ],
        }
    )
    if "joins" in found:
        table[words("joins.joins")] = found["joins"]
    everybody = words("numbers.people")
    return Picture(
        name=name,
        heading=heading,
        sentence=sentence,
        draw=lambda mode: parts(drawn, mode, description=sentence) if len(drawn) else nothing(sentence, mode),
        table=table,
        source=Source.ANSWERS,
        behind=looked.behind._replace(people=people),
        notes=notes,
        fewest=min((k for k, _ in pairs if k), default=None),
        counts=Counts(
            list(found["name"]), [everybody], [[k] for k, _ in pairs], wholes=[n for _, n in pairs]
        ),
        marks={name: list(rows) for name, rows in zip(found["name"], found["rows"], strict=True)},
    )
