"""What may not be published in full is marked so, whoever is few: those who said so, or those who did not."""

import random

import pytest

from analysis.disclosure import Rules
from analysis.joins_counted import told_joins
from analysis.measures import measure_called
from reporting import pictures_of_overview as overview
from reporting.picture import Counts, Picture
from reporting.picture_words import band
from reporting.pictures_at_joins import at_joins
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import first_joins
from reporting.pictures_of_leaving import PARTS
from reporting.pictures_over_time import over_time
from reporting.publishable import HIDDEN, publishable_table
from reporting.theme_titles import theme_groups
from reporting.voices import Voice
from tests import leaving
from tests.joins_told import looked_at, some_stories
from tests.over_time_facts import asked, look, some_facts

RULES = Rules()
RATINGS = ("very_poor", "poor", "neither", "good", "very_good", "dont_know", None)


def is_hidden_in(counts: Counts) -> bool:
    """Whether the public is not shown a number of a row that somebody stands in."""
    table = publishable_table(counts, RULES)
    wholes = counts.wholes or [sum(row) for row in counts.cells]
    wholes = [*wholes, sum(map(sum, counts.cells))]
    return any(
        HIDDEN in row[1:]
        for row, whole in zip(table.itertuples(index=False, name=None), wholes, strict=False)
        if whole
    )


def pictures_by_chance(seed: int, people: int) -> list[Picture]:
    chance = random.Random(seed)
    told = some_facts(
        [
            {
                "month": f"2026-0{chance.randint(1, 9)}-03",
                "rating": chance.choice(RATINGS),
                "themes": ["had_to_chase"] * (chance.random() < 0.9),
                "is_checked_themes": True,
            }
            for _ in range(people)
        ]
    )
    looked, left = look(told), leaving.looked(leaving.told(*leaving.by_chance(people, seed)))
    joins = looked_at(some_stories(people, seed))
    ways = told_joins(joins.facts)
    nearly_all = asked(*[(people - chance.randint(0, 6), people) for _ in range(9)])
    return [
        overview.people(looked),
        overview.themes(looked, [*theme_groups()]),
        overview.by_theme(looked, [*theme_groups()], Voice.RATING),
        overview.by_month(looked, Voice.RATING),
        *(picture(left) for part in PARTS.values() for picture in part),
        *at_joins(joins, ways),
        *of_chains(joins, ways),
        first_joins(joins, ways),
        over_time(look(nearly_all), measure_called("answer.told_whom_to_contact")),
        over_time(look(nearly_all), measure_called("people")),
    ]


@pytest.mark.parametrize("people", [12, 300])
def test_a_picture_with_anything_hidden_is_not_for_publication(people: int) -> None:
    pictures = [one for one in pictures_by_chance(5, people) if one.counts is not None]
    hidden = [one for one in pictures if one.counts and is_hidden_in(one.counts)]
    assert hidden and not [one.name for one in hidden if not band(one, RULES.base)]


@pytest.mark.parametrize(("part", "fewest"), [(100, 100), (97, 3), (90, 10), (20, 20), (0, 100)])
def test_the_few_who_did_not_say_so_count_as_those_who_did(part: int, fewest: int) -> None:
    assert Counts(["a"], ["x"], [[part]], wholes=[100]).fewest == fewest
    assert Counts(["a"], ["x", "y"], [[part, 100 - part]], is_table=True).fewest == fewest
