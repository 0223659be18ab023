"""Contacts before and since: rates by hand, the range by a slow second way, and what can't be said."""

from fractions import Fraction
from math import floor
from random import Random

import numpy as np
import pytest
from scipy import stats

from analysis.scheme_change import DRAWS, FEWEST, draws, outside, scheme_change


def somebody(number: int) -> tuple[int, int, int, int]:
    chance = Random(number)
    return chance.randint(0, 40), chance.choice((30, 90, 180)), chance.randint(0, 25), 90


MANY = [somebody(number) for number in range(22)]


def test_rates_are_for_thirty_days_and_people_are_counted_by_their_own():
    found = scheme_change([(9, 90, 2, 60), (0, 30, 0, 90), (1, 30, 3, 90), (2, 30, 9, 60)])
    assert (found.before, found.after) == (30 * 12 / 180, 30 * 14 / 300)
    assert found.change == pytest.approx(found.after / found.before - 1)
    assert (found.fewer, found.alike, found.more) == (1, 2, 1)


def slow_range(people):
    """Every draw added up by hand, and the place in the row of sorted changes counted out."""
    ordered, changes = sorted(people), []
    for drawn in draws(len(people)).tolist():
        before, days_before, after, days_after = (sum(ordered[one][at] for one in drawn) for at in range(4))
        changes.append(Fraction(after, days_after) / Fraction(before, days_before) - 1)
    skipped = outside(len(people)) * DRAWS
    changes.sort()
    return float(changes[floor(skipped)]), float(changes[-floor(skipped) - 1])


def test_the_range_is_that_of_a_slow_count_of_every_draw():
    found = scheme_change(MANY)
    assert (found.low, found.high) == pytest.approx(slow_range(MANY))
    assert found.low and found.change and found.high and found.low < found.change < found.high


def test_the_range_is_a_little_wider_than_that_of_plain_percentiles():
    table = np.array(MANY, dtype=float)

    def change(people):
        before, days_before, after, days_after = table[people.astype(int)].sum(axis=0)
        return after / days_after / (before / days_before) - 1

    plain = stats.bootstrap(
        (np.arange(22),), change, method="percentile", n_resamples=4_000, vectorized=False, rng=1
    ).confidence_interval
    found = scheme_change(MANY)
    assert found.low and found.high and 1 < (found.high - found.low) / (plain.high - plain.low) < 1.2


@pytest.mark.parametrize("people", [FEWEST, 22, 500])
def test_the_share_left_out_is_that_of_students_distribution(people):
    exact = stats.norm.cdf(-np.sqrt(people / (people - 1)) * stats.t.ppf(0.975, people - 1))
    assert outside(people) == pytest.approx(exact, rel=0.02)


def test_the_same_people_in_another_order_are_the_same_figures():
    assert scheme_change(MANY) == scheme_change(MANY[::-1])


def test_with_none_before_there_is_no_change_to_speak_of():
    found = scheme_change([(0, 90, 3, 90)] * 12)
    assert (found.change, found.low, found.high, found.more) == (None, None, None, 12)
    assert not found.is_clear


def test_nobody_has_no_change_and_one_person_has_one_without_a_range():
    assert scheme_change([]) is None
    found = scheme_change([(4, 90, 1, 90)])
    assert (found.change, found.low, found.fewer) == (-0.75, None, 1)


@pytest.mark.parametrize(("people", "has_range"), [(9, False), (10, True)])
def test_a_range_takes_ten_people(people, has_range):
    assert (scheme_change(MANY[:people]).low is not None) is has_range


def test_where_nobody_changed_the_change_is_nought():
    found = scheme_change([(number, 90, number, 90) for number in range(12)])
    assert (found.change, found.low, found.high, found.alike) == (0, 0, 0, 12)
    assert not found.is_clear


def test_where_few_people_had_any_before_there_is_no_range():
    few = [(5, 90, 2, 90)] * 3 + [(0, 90, 0, 90)] * 19
    assert scheme_change(few).change == pytest.approx(-0.6)
    assert scheme_change(few).low is None
