"""Whoever lays everything that we publish side by side and subtracts finds no small number of people."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations, product
from math import inf
from typing import NamedTuple

import pandas as pd
import pytest

from analysis.disclosure import Rules
from analysis.joins_counted import Pair, told_joins
from analysis.measures import ANSWERED, OTHERS, measure_called
from analysis.narrow import keep
from models.facts import Facts
from models.programme import ProgrammeKind, ProgrammeSeen
from models.scope import Scope
from models.vocabulary import Rating, Sentiment, Speaker
from reporting import pictures_of_overview as overview
from reporting import pictures_of_programme_review as review
from reporting import pictures_of_programme_scheme as scheme
from reporting import pictures_of_programme_service as service
from reporting import pictures_of_programme_strategy as strategy
from reporting import pictures_of_programme_winter as winter
from reporting import publishable
from reporting.looked import Looked
from reporting.picture import Counts, Picture
from reporting.picture_of_changes import changes, lately_of
from reporting.pictures_at_joins import at_joins
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import Shown, first_joins, where
from reporting.pictures_of_leaving import PARTS, the_eight
from reporting.pictures_of_one_join import one_join
from reporting.pictures_of_service import how_it_went, what_they_say
from reporting.pictures_of_ways import before_and_after
from reporting.pictures_over_time import over_time
from reporting.publishable import HIDDEN, publishable_table
from reporting.theme_titles import theme_groups
from reporting.voices import Voice
from reporting.wording import month_name
from tests.analysis.test_disclosure import could_be
from tests.joins_told import facts_of, service_of, some_stories
from tests.over_time_facts import look, some_facts

RULES = Rules()
NO_CHANCE = 20
"""So many people apart, or within each other, are so by what was asked."""
THEMES = ("had_to_chase", "care_package", "kindness_of_staff", "medicines")


@pytest.fixture(scope="module")
def people() -> Facts:
    """Some hundred people of half a year, with everything that pages draw; many answers are of few."""
    chance, how_many = random.Random(10), 420
    ratings = [*(one.value for one in Rating), None]

    def somebody() -> dict[str, object]:
        few = ("yes", "yes", "yes", "no", "no", "no", "to_some_extent", "not_sure")
        return {
            "month": pd.Timestamp(2026, chance.choice((5, 6, 7, 8, 9, 9, 9, 10, 10, 10, 10)), 3),
            "answers": {
                **{one: chance.choice(few) for one in ANSWERED if chance.random() < 0.3},
                "contact_when": chance.choice(("within_2_days", "within_a_week", "later", "not_sure", None)),
                "time_of_day": chance.choice(("morning", "evening", "night", None)),
                "destination": chance.choice(("home_with_help", "care_home", "hospice", None)),
                "not_ready": chance.choice(("medicines", "medicines,transport", "care,home", None)),
                "care_areas": chance.choice(("urgent", "planned,urgent", None)),
                "urgent_now": chance.choice(("well", "badly", "not_sure", None)),
                "urgent_change": chance.choice(("staff", "staff,closer", None)),
                "understood_needs": chance.choice(("yes", "no", None)),
            },
            "rating": chance.choices(ratings, (9, 3, 2, 2, 3, 1, 2))[0],
            "speaker": chance.choice([*Speaker]).value,
            "machine_sentiment": chance.choice([*Sentiment]).value,
            "person_sentiment": chance.choice([*Sentiment, None, None, None]),
            "themes": chance.sample(THEMES, chance.choice((0, 1, 1, 2))),
            "is_checked_themes": chance.random() < 0.3,
        }

    told, stories = some_facts([somebody() for _ in range(how_many)]), facts_of(some_stories(how_many, 3))
    about = pd.DataFrame({"row": range(how_many), "service": service_of("hospital:A")})
    return replace(
        told,
        joins=stories.joins,
        problems=stories.problems,
        directory=stories.directory,
        services=about.iloc[::2].astype({"service": "category"}),
    )


def every_picture(people: Facts) -> Iterator[Picture]:
    looked, groups = look(people), [*theme_groups()]
    yield from (overview.people(looked), overview.themes(looked, groups), changes(looked, lately_of(looked)))
    for voice in Voice:
        yield from (overview.by_theme(looked, groups, voice), overview.by_month(looked, voice))
    followed = [*ANSWERED, *(f"{one}.no" for one in ANSWERED)]
    measures = [*OTHERS, *(measure_called(f"answer.{one}") for one in followed)]
    for measure in (*measures, *(measure_called(f"theme.{theme}") for theme in THEMES)):
        yield over_time(looked, measure)
    for part in PARTS.values():
        yield from (picture(looked) for picture in part)
    told = told_joins(people)
    yield from (*where(looked, told, Shown()), first_joins(looked, told), *at_joins(looked, told))
    yield from (*of_chains(looked, told), *one_join(looked, told, Pair("gp", "hospital")))
    here = people.feedback.index.isin(people.services["row"])
    service = Scope(service_id=service_of("hospital:A"))
    at_service = replace(look(keep(people, here)), scope=service)
    yield from (*what_they_say(at_service, keep(people, ~here)), *how_it_went(at_service))
    yield from before_and_after(at_service)
    yield from of_programmes(looked)


def of_programmes(looked: Looked) -> Iterator[Picture]:
    hub = ProgrammeSeen(
        service_of("hospital:A"), "hub", "Hub", ProgrammeKind.SERVICE, started_on=date(2026, 8, 9)
    )
    yield from (service.before_and_after(looked, hub, who) for who in service.APART)
    yield from (scheme.understood(looked), scheme.number_of_kinds(looked), scheme.which_kinds(looked))
    yield from (scheme.ways(looked), review.groups(looked), review.areas(looked), review.group_themes(looked))
    yield from (review.works_now(looked), *(review.would_help(looked, area) for area in review.Area))
    yield from (strategy.promised(looked), strategy.sectors(looked))
    yield from (winter.where(looked), winter.moves(looked), winter.joins(looked))


class Part(NamedTuple):
    """A number of people, what it may be for whoever knows our rules, and who they are, if that is known."""

    true: int
    least: float
    most: float
    who: frozenset[int] | None


class Row(NamedTuple):
    """Numbers that are published side by side, and of how many people; with `adds_up`, that is their sum."""

    true: int
    whole: tuple[float, float]
    parts: tuple[Part, ...]
    adds_up: bool


Page = Mapping[str, Row]
"""What one file says, by the name of each row and, of a table, of each column."""


def published(picture: Picture, counts: Counts, rules: Rules) -> Page:
    """What a file to publish tells somebody who knows our rules."""
    table = publishable_table(counts, rules)
    says = [list(row) for row in table.iloc[:, 1:].itertuples(index=False)]
    adds_up = counts.is_table or counts.rows_add_up
    if not counts.is_table:
        says = [[*row[:-1:2], row[-1]] for row in says]
    marks = {name.casefold(): frozenset(rows) for name, rows in picture.marks.items()}

    def part(row: int, column: int) -> Part:
        name = counts.rows[row]
        called = name if len(counts.columns) == 1 else f"{name}: {counts.columns[column]}"
        true, who = counts.cells[row][column], marks.get(called.casefold())
        least, most = means(says[row][column], rules, is_total=False, is_hidden_small=adds_up)
        return Part(true, least, most, who if who is not None and len(who) == true else None)

    parts = [[part(row, column) for column in range(len(counts.columns))] for row in range(len(counts.rows))]
    wholes = [sum(row) for row in counts.cells] if adds_up else counts.wholes
    page = {
        name: Row(whole, means(row[-1], rules, is_total=True), tuple(of), adds_up)
        for name, whole, row, of in zip(counts.rows, wholes, says, parts, strict=False)
    }
    if counts.is_table:
        for at, name in enumerate(counts.columns):
            column = tuple(row[at] for row in parts)
            whole = sum(one.true for one in column)
            page[f"| {name}"] = Row(whole, means(says[-1][at], rules, is_total=True), column, True)
    return page


def means(
    said: int | str, rules: Rules, *, is_total: bool, is_hidden_small: bool = False
) -> tuple[float, float]:
    """The least and most that a published number can stand for. Of a hidden one only a table tells more."""
    if said == HIDDEN:
        return float(is_hidden_small), inf
    return could_be(int(said), rules, is_total=is_total)


def told_by(row: Row, rules: Rules) -> int:
    """How many small numbers a row gives away by itself."""
    found = 0
    for part in row.parts if row.adds_up else ():
        others = [one for one in row.parts if one is not part]
        found += is_told(part.true, row.whole[1] - sum(one.least for one in others), rules)
    if not row.adds_up:
        for part in row.parts:
            found += is_told(row.true - part.true, row.whole[1] - part.least, rules) and part.most < inf
    return found


def told_by_both(one: Row, other: Row, way: str, a: Part, b: Part, rules: Rules) -> bool:
    """Whether two published numbers of the same people, taken from each other, give a small one away."""
    if inf in (a.most, b.most):
        return False
    if way == "apart":
        most = min(one.whole[1], other.whole[1])
        return is_told(one.true - a.true - b.true, most - a.least - b.least, rules)
    return is_told(a.true - b.true, a.most - b.least, rules)


def is_told(true: int, most: float, rules: Rules) -> bool:
    """Whether it is somebody, and sure to be few."""
    return 0 < true < rules.cell and most < rules.cell


def ways(one: Page, other: Page) -> Iterator[tuple[str, str, Part, Part]]:
    """Numbers of two files that add up or hold each other, in every row that both have: that is no chance."""
    same = [name for name in one if name in other and one[name].true == other[name].true]
    width, height = (max((len(page[name].parts) for name in same), default=0) for page in (one, other))
    for i, j in product(range(width), range(height)):
        rows = [(name, one[name].parts, other[name].parts) for name in same]
        pairs = [(name, of[i], by[j]) for name, of, by in rows if i < len(of) and j < len(by)]
        known = [(name, a, b) for name, a, b in pairs if a.who is not None and b.who is not None]
        if sum(min(a.true, b.true) for _, a, b in known) >= NO_CHANCE:
            for way, holds in (("apart", frozenset.isdisjoint), ("within", frozenset.issuperset)):
                if all(holds(a.who, b.who) for _, a, b in known):
                    yield from ((way, *pair) for pair in known)


def month_by_month(people: Facts, rules: Rules) -> dict[str, Page]:
    """The eight of each month by themselves, as rows of that month: what a choice of period can ask for."""
    found: dict[str, dict[str, Row]] = {}
    for month in sorted(people.feedback["month"].unique()):
        picture = the_eight(look(keep(people, people.feedback["month"] == month)))
        for question, row in published(picture, picture.counts, rules).items():
            found.setdefault(question, {})[month_name(month)] = row
    return dict(found)


def recovered(people: Facts, pictures: Sequence[Picture], rules: Rules) -> Counter[str]:
    """How many numbers from 1 to 4 each file gives away, and each two of them."""
    found: Counter[str] = Counter()
    pages = {f"{at} {one.name}": published(one, one.counts, rules) for at, one in enumerate(pictures)}
    pages |= month_by_month(people, rules)
    for name, page in pages.items():
        found[name] += sum(told_by(row, rules) for row in page.values())
    for (first, one), (second, other) in permutations(pages.items(), 2):
        for way, name, a, b in ways(one, other):
            found[f"{first} and {second}: {way}"] += told_by_both(one[name], other[name], way, a, b, rules)
    return +found


def recovered_from_refreshes(before: Sequence[Picture], after: Sequence[Picture], rules: Rules) -> int:
    """How many numbers from 1 to 4 are sure to have been added between two files of the same picture."""
    found, earlier = 0, {one.name: published(one, one.counts, rules) for one in before}
    for picture in after:
        page = published(picture, picture.counts, rules)
        for name in page.keys() & earlier.get(picture.name, {}).keys():
            for old, new in zip(earlier[picture.name][name].parts, page[name].parts, strict=False):
                is_some = new.least - old.most >= 1
                found += is_some and is_told(new.true - old.true, new.most - old.least, rules)
    return found


def test_no_small_number_is_told_by_all_that_is_published_taken_together(people, monkeypatch) -> None:
    pictures = [one for one in every_picture(people) if one.counts and one.counts.rows]
    assert recovered(people, pictures, RULES) == {}
    week_before = keep(people, people.feedback.index < len(people.feedback) - 12)
    earlier = [one for one in every_picture(week_before) if one.counts and one.counts.rows]
    assert recovered_from_refreshes(earlier, pictures, RULES) == 0
    monkeypatch.setattr(publishable, "LEAST_ROUNDING", 1)
    unrounded = recovered_from_refreshes(earlier, pictures, RULES._replace(round_to=1))
    assert unrounded > 20, "the attack works where nothing is rounded"
