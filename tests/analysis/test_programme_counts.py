"""Who told us before and after a programme began, and how many kinds of services people dealt with."""

from datetime import date

import numpy as np
import pytest

from analysis.programme_counts import dealt_with, how_many, put_together, sides_of, spoke_of
from tests.joins_told import facts_of, kind_of, some_stories, went
from tests.over_time_facts import some_facts

STARTED = date(2025, 11, 17)


@pytest.mark.parametrize(
    ("day", "side"),
    [("2025-10-31", "before"), ("2025-11-01", "after"), ("2026-01-31", "after"), ("2026-02-01", "")],
)
def test_the_month_in_which_it_started_counts_as_after_and_the_day_it_ended_too(day, side):
    sides = sides_of(some_facts([{"month": day}]), STARTED, ended_on=date(2026, 1, 31))

    assert [name for name in sides._fields if getattr(sides, name).any()] == ([side] if side else [])


def test_the_kinds_that_each_person_dealt_with_are_those_of_their_joins_once_each():
    stories = some_stories(60, seed=5)

    found = dealt_with(facts_of(stories))

    for row, story in enumerate(stories):
        met = {kind_of(end) for one in story for end in (one.start, one.end)} - {"unknown"}
        assert {kind for kind, who in found.items() if who[row]} == met


def test_somebody_who_dealt_with_no_known_kind_is_no_number():
    numbers = how_many(dealt_with(facts_of([went("gp", "hospital"), went("unknown", "unknown")])).values())

    assert {number: who.tolist() for number, who in numbers.items()} == {2: [True, False]}


@pytest.mark.parametrize(
    ("people", "bars"),
    [
        ({1: 10, 2: 10}, {(1, 1): 10, (2, 2): 10}),
        ({1: 9, 2: 10}, {(1, 2): 19}),
        ({1: 10, 2: 9}, {(1, 2): 19}),
        ({1: 4, 2: 6, 4: 10, 5: 1}, {(1, 2): 10, (4, 5): 11}),
        ({2: 9}, {}),
        ({}, {}),
    ],
)
def test_numbers_are_put_together_until_no_bar_is_of_fewer_than_ten(people, bars):
    each = np.repeat([*people], [*people.values()])
    numbers = {number: each == number for number in people}

    together = put_together(numbers, fewest=10)

    assert {ends: int(who.sum()) for ends, who in together.items()} == bars


def test_who_spoke_of_a_theme_is_of_those_whose_words_were_read():
    rows = [
        {"month": "2026-01-01", "themes": ["referral_lost"]},
        {"month": "2026-01-01"},
        {"month": "2026-01-01", "is_tagged": False},
    ]

    assert spoke_of(some_facts(rows), "referral_lost").people == (1, 2)
