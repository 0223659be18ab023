"""A plan for winters: where people went first, and how moves to care homes and community beds went."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from analysis.answers_counted import Among, Share, by_winter, chose, is_over, went_well
from analysis.joins_counted import told_joins
from models.facts import Facts
from models.period import Days
from models.vocabulary import Sector
from reporting import wording
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_answers import Told
from reporting.pictures_of_answers import say as of_answers
from reporting.pictures_of_the_day import places
from reporting.programme_pictures import (
    PAGE,
    clear_differences,
    dots_note,
    in_groups,
    say,
    side_by_side,
    too_few,
)

MOST_WINTERS = 3
INTO = ("short_stay", "care_home")
"""Where people go that a plan for winters is about, by the answers to "Where did you go"."""
JOINS_INTO = (Sector.INTERMEDIATE, Sector.CARE_HOME)


def where(looked: Looked) -> Picture:
    """Which share of people went to each place first, winter by winter."""
    went = places(looked.whole)
    said = np.logical_or.reduce([np.zeros(looked.whole.people, dtype=bool), *went.values()])
    first = of_answers("destination.place")
    return _winters(looked, "winter_where", {name: Share(who, said) for name, who in went.items()}, first)


def moves(looked: Looked) -> Picture:
    """How many found everything ready in a care home or community bed."""
    facts = looked.whole
    ready = {
        say(f"winter_moves.{place}"): went_well(facts, "all_ready").within(chose(facts, "destination", place))
        for place in INTO
    }
    return _winters(looked, "winter_moves", ready, of_answers("destination.place"))


def joins(looked: Looked) -> Picture:
    """How many told us of a problem on the way into one, of those who said how it went."""
    facts = looked.whole
    told = told_joins(facts)

    def who(flag: str, sector: Sector) -> Among:
        rows = told["row"][told[flag] & (told["to_sector"] == sector.value)]
        found: Among = facts.feedback.index.isin(rows)
        return found

    problem = {
        say(f"winter_joins.{sector.value}"): Share(who("has_problem", sector), who("says_how", sector))
        for sector in JOINS_INTO
    }
    first = of_answers("destination.place")
    return _winters(looked, "winter_joins", problem, first, say("winter_joins.note"))


def _winters(looked: Looked, name: str, shares: Mapping[str, Share], first: str, *notes: str) -> Picture:
    facts = looked.whole
    groups = _newest(facts)
    rows = in_groups(shares, groups)
    over = [int(year) for year in groups if is_over(int(year), looked.today)]
    about = Told(
        name,
        _sentence(name, rows, over),
        first,
        facts,
        looked.behind_of(facts),
        (*notes, dots_note(), say("winters.note", many=len(groups)), say("one_by_chance")),
        page=PAGE,
    )
    picture = side_by_side(
        about,
        rows if groups else {},
        {year: _called(int(year), is_over=int(year) in over) for year in groups},
        said=say(f"{name}.said"),
    )
    return replace(picture, period=Days())


def _newest(facts: Facts) -> dict[str, Among]:
    """The last winters that anybody told us of, by the year in which each began."""
    return {str(year): who for year, who in [*by_winter(facts).items()][-MOST_WINTERS:]}


def _called(year: int, *, is_over: bool) -> str:
    return of_answers("winter.name" if is_over else "winter.so_far", year=year, next=year + 1)


def _sentence(name: str, rows: Mapping[str, Mapping[str, Share]], over: list[int]) -> str:
    """The last two whole winters: the clearest difference, if any is clear."""
    everybody = [one.people[1] for of_row in rows.values() for one in of_row.values()]
    if not any(everybody):
        return too_few([])
    if len(over) < 2 or over[-1] != over[-2] + 1:
        return say("winters.one")
    last, before = str(over[-1]), str(over[-2])
    clear = clear_differences(rows, [(last, before)])
    if clear is None:
        return too_few(everybody)
    if not clear:
        return say("winters.alike")
    apart = clear[0].apart
    now, then = (wording.share(*one.people) for one in (apart.here, apart.there))
    return say(f"{name}.apart", name=apart.question, now=now, year=last, before=then)
