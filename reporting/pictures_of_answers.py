"""A count of answers as a picture: how far something was so, groups beside each other, or people alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from analysis.answers_counted import APART, Among, Share, counted
from analysis.answers_counted import people as rows_of
from analysis.behind import Behind
from analysis.measures import HOW_FAR
from analysis.rates import wilson
from content.look.tokens import Mode
from content.words import words
from models.facts import Facts
from reporting import charts_of_answers, wording
from reporting.chart_pieces import nothing
from reporting.charts_of_answers import Elsewhere
from reporting.picture import Chart, Counts, Picture, Source
from reporting.wording import SHOW_FROM


@dataclass(frozen=True, eq=False)
class Told:
    """What a picture says, of which facts. The rest of its words are the table `name` of the file of `page`.

    `first` is the heading of the first column, and `whole` of those that a share is of.
    """

    name: str
    sentence: str
    first: str
    facts: Facts
    behind: Behind
    notes: tuple[str, ...] = ()
    source: Source = Source.ANSWERS
    page: str = "leaving_hospital"
    whole: str = ""

    def picture(
        self,
        chart: Callable[..., Chart],
        table: pd.DataFrame,
        *,
        numbers: Iterable[int],
        counts: Counts,
        marks: Mapping[str, Among],
    ) -> Picture:
        """The picture. `numbers` are all the numbers of people in it: with none it says so, and no more."""
        some = [int(one) for one in numbers if one]
        description = f"{self.sentence} {words(f'{self.page}.{self.name}.chart')}"
        return Picture(
            name=f"{self.page}_{self.name}",
            heading=words(f"{self.page}.{self.name}.heading"),
            sentence=self.sentence,
            draw=partial(_drawn, chart, description) if some else partial(nothing, self.sentence),
            table=table,
            source=self.source,
            behind=self.behind,
            notes=self.notes if some else (),
            fewest=min(some, default=None),
            counts=counts if some else None,
            marks={name: rows_of(self.facts, who) for name, who in marks.items() if who.any()},
        )


def _drawn(chart: Callable[..., Chart], description: str, mode: Mode) -> Chart:
    return chart(mode, description=description)


def how_far(
    told: Told, rows: Mapping[str, Mapping[str, Among]], *, elsewhere: tuple[Elsewhere, ...] = ()
) -> Picture:
    """A row for each name, with who gave each answer.

    The public may see the share that said yes: with the other answers it would tell, beside the same share
    over time, how few gave one of them.
    """
    counts = counted(rows)
    pairs = list(zip(counts["yes"], counts["answered"], strict=True))
    yes = answer_called("yes")
    columns: dict[str, Any] = {told.first: counts["name"]}
    columns |= {answer_called(answer): counts[answer] for answer in HOW_FAR}
    columns |= {
        say("answered"): counts["answered"],
        say("share", answer=yes): [_share(k, n) for k, n in pairs],
        say("between"): [_range(k, n) for k, n in pairs],
    }
    columns |= {answer_called(answer): counts[answer] for answer in APART}
    return told.picture(
        partial(charts_of_answers.how_far, counts, elsewhere=elsewhere),
        pd.DataFrame(columns),
        numbers=counts[[*HOW_FAR, "answered", *APART]].to_numpy().ravel(),
        counts=Counts(
            rows=list(rows),
            columns=[yes],
            cells=[[int(k)] for k, _ in pairs],
            wholes=[int(n) for _, n in pairs],
        ),
        marks={
            say("mark", name=name, answer=answer_called(answer).lower()): who[answer]
            for name, who in rows.items()
            for answer in HOW_FAR
        },
    )


def shares(
    told: Told,
    rows: Mapping[str, Mapping[str, Share]],
    *,
    said: str = "",
    beside: Mapping[str, list[str]] | None = None,
) -> Picture:
    """A row for each name, and in it a share for each group; every row has the same groups.

    A group alone may be called nothing. `said` is what the part of a share is called, "yes" if nothing;
    `beside` adds columns to the table.
    """
    said = said or answer_called("yes")
    counts = pd.DataFrame(
        [(name, group, *one.people) for name, of in rows.items() for group, one in of.items()],
        columns=["name", "series", "part", "whole"],
    )
    titles = [
        say("mark_of", name=name, group=group) if group else name for name, of in rows.items() for group in of
    ]
    columns: dict[str, Any] = {told.first: list(rows)}
    for group in next(iter(rows.values()), {}):
        pairs = [of[group].people for of in rows.values()]
        columns |= {
            _of_group(group, said): [k for k, _ in pairs],
            _of_group(group, told.whole or say("answered")): [n for _, n in pairs],
            _of_group(group, say("share", answer=said)): [_share(k, n) for k, n in pairs],
        }
    return told.picture(
        partial(charts_of_answers.shares, counts.assign(mark=titles)),
        pd.DataFrame(columns | dict(beside or {})),
        numbers=counts[["part", "whole"]].to_numpy().ravel(),
        counts=Counts(
            rows=titles,
            columns=[said],
            cells=[[int(k)] for k in counts["part"]],
            wholes=[int(n) for n in counts["whole"]],
        ),
        marks=dict(zip(titles, (one.whole for of in rows.values() for one in of.values()), strict=True)),
    )


def people(told: Told, rows: Mapping[str, Among], *, of: int | None = None) -> Picture:
    """A row for each name: people in one place each, or so many `of` all who said anything."""
    numbers = [int(who.sum()) for who in rows.values()]
    column = say("people")
    return told.picture(
        partial(charts_of_answers.people, pd.DataFrame({"name": list(rows), "people": numbers})),
        pd.DataFrame({told.first: list(rows), column: numbers}),
        numbers=[*numbers, of or 0] if rows else [],
        counts=Counts(
            rows=list(rows),
            columns=[column],
            cells=[[one] for one in numbers],
            wholes=[] if of is None else [of] * len(numbers),
            is_table=of is None,
        ),
        marks=rows,
    )


def say(key: str, **gaps: Any) -> str:
    """The words of this page."""
    return words(f"leaving_hospital.{key}", **gaps)


def too_few(numbers: Iterable[int]) -> str:
    """What there is to say where no number is large enough for a share."""
    return say("too_few", fewest=SHOW_FROM) if any(numbers) else say("nobody")


def shown(shares: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Those of the shares that are of enough people to be put in words."""
    return {name: (k, n) for name, (k, n) in shares.items() if n >= SHOW_FROM}


def largest(shares: Mapping[str, tuple[int, int]]) -> tuple[str, tuple[int, int]]:
    """The largest of some shares, the first where several are."""
    return max(shares.items(), key=lambda one: one[1][0] / one[1][1])


def shares_of(rows: Mapping[str, Mapping[str, Among]], answer: str) -> dict[str, tuple[int, int]]:
    """How many of those who answered gave this answer, by the name of the row."""
    counts = counted(rows)
    return {
        name: (int(k), int(n))
        for name, k, n in zip(counts["name"], counts[answer], counts["answered"], strict=True)
    }


def begun(sentence: str) -> str:
    """With a capital."""
    return sentence[0].upper() + sentence[1:]


def answer_called(answer: str) -> str:
    return say(f"answer.{answer}")


def _of_group(group: str, heading: str) -> str:
    return say("of_group", group=group, heading=heading) if group else heading


def _share(k: int, n: int) -> str:
    """A share as the table says it; with too few people, that."""
    return wording.percent(k, n) if n >= SHOW_FROM else say("few", fewest=SHOW_FROM)


def _range(k: int, n: int) -> str:
    if n < SHOW_FROM:
        return ""
    low, high = wilson(k, n)
    return say("range", low=f"{low:.0%}", high=f"{high:.0%}")
