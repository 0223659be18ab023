"""Control limits and special causes, by the rules of Making Data Count."""

import random
from fractions import Fraction
from itertools import accumulate

import pytest

from analysis.spc import Footing, Signal, limits_of, read_series, read_with_gaps
from tests.analysis.find_signals_slowly import first_of, signals

PRINTED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
"""The series that the R package's own guide screens."""
dice = random.Random(20261122)
SERIES: dict[str, list[float]] = {
    "printed": list(PRINTED),
    "constant": [0.1] * 9,
    "shares": [0.31, 0.28, 0.33, 0.29, 0.41, 0.44, 0.43, 0.45, 0.42, 0.46, 0.47, 0.3, 0.28, 0.31],
    "rising below the mean": [40, 4, 45, 8, 40, 6, 41, 1, 2, 3, 4, 5, 6, 7],
    "up and down again": [3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 3, 3],
    "negative": [-5, -7, -6, -4, -30, -6, -5, -7, -8, -9, -10, -11, -12, -13],
    "winters": [20 + 15 * (month % 12 in (0, 1, 11)) + dice.gauss(0, 2) for month in range(36)],
    "a walk": list(accumulate(dice.gauss(0, 1) for _ in range(120))),
    "chance alone": [dice.gauss(50, 5) for _ in range(200)],
    "few kinds of number": [float(dice.choice((2, 3, 3, 4))) for _ in range(150)],
    "two near a limit": [10, 11, 10, 9, 10, 11, 13.5, 13.6, 11, 10, 9, 10, 11, 10, 9, 10],
    "short": [3, 1, 2],
}


@pytest.mark.parametrize("screen", [False, True])
def test_every_row_of_every_series_is_as_a_slow_reading_finds_it(screen: bool) -> None:
    for name, values in SERIES.items():
        points = read_series(values, screen=screen)
        limits = points[0].limits
        lines = ([line] * len(values) for line in (limits.mean, limits.upper, limits.lower))
        broken = signals([Fraction(one) for one in values], *lines)
        said = [f"{point.signal} {point.direction}" if point.signal else "" for point in points]
        assert said == [first_of(rules) for rules in broken], name
    seen = {point.signal for values in SERIES.values() for point in read_series(values)}
    assert seen == {None, *Signal}


def test_limits_are_those_that_the_r_package_prints() -> None:
    unscreened, screened = limits_of(PRINTED), limits_of(PRINTED, screen=True)

    assert [round(float(line), 2) for line in (unscreened.upper, unscreened.lower)] == [6.95, -3.06]
    assert [round(float(line), 2) for line in (screened.upper, screened.mean, screened.lower)] == [
        4.6,
        1.94,
        -0.72,
    ]


def test_a_step_of_exactly_the_screens_width_is_left_out() -> None:
    kept, left_out = [0, 1000, 0, 0, 0, 0], [0, 0, 3267, 0]  # ranges: 1000 1000 0 0 0; 0 3267 3267
    assert limits_of(kept, screen=True) == limits_of(kept)
    assert limits_of(left_out, screen=True) == limits_of(left_out)
    ranges = [1] * 90 + [34]  # their mean is 124/91; 34 is more than 3.267 times that
    values = list(accumulate(ranges, initial=0))
    assert float(limits_of(values, screen=True).reach) == pytest.approx(2.66)


STEADY = [0, 20] * 6
"""Its mean is 10 and its limits are so wide that nothing below is outside them."""


def rules(*values: float) -> list[str]:
    """What these break after a steady series that the limits are from; 20 and 0 keep them apart from it."""
    points = read_series([*STEADY, *values], frozen=len(STEADY))
    return [point.signal.value if point.signal else "" for point in points[len(STEADY) :]]


def test_six_in_a_row_are_no_shift_and_seven_are() -> None:
    assert rules(0, 11, 12, 11, 12, 11, 12, 0) == [""] * 8
    assert rules(0, 11, 12, 11, 12, 11, 12, 11, 0) == ["", *["shift"] * 7, ""]


def test_a_point_on_the_mean_ends_a_shift() -> None:
    assert rules(0, 11, 12, 11, 10, 12, 11, 12, 11) == [""] * 9


def test_six_that_rise_are_no_trend_seven_are_and_two_alike_end_it() -> None:
    assert rules(0, 6, 7, 8, 9, 11, 9) == [""] * 7
    assert rules(20, 5, 6, 7, 8, 9, 11, 12, 9) == ["", *["trend"] * 7, ""]
    assert rules(20, 5, 6, 7, 8, 8, 9, 11, 12) == [""] * 9


def test_a_rise_that_ends_below_the_mean_still_rises() -> None:
    last = read_series(SERIES["rising below the mean"])[-1]
    assert last.value < last.limits.mean
    assert (last.signal, last.direction) == ("trend", "increasing")


def test_frozen_limits_stay_where_the_first_points_put_them() -> None:
    before, after = [10, 11, 9, 10, 12, 10, 9, 11, 10, 9, 10, 11], [20, 21, 22]
    points = read_series([*before, *after], frozen=len(before))

    assert {point.limits for point in points} == {limits_of(before)}
    assert [point.signal for point in points[-3:]] == [Signal.OUTSIDE] * 3


def test_seven_on_one_side_of_the_average_across_the_freeze_are_no_shift() -> None:
    before = [*STEADY, 0, *[11] * 4]
    found = read_series([*before, 12, 13, 12], frozen=len(before))
    assert {point.signal for point in found} == {None}
    found = read_series([*before, *[13, 12] * 4], frozen=len(before))
    assert [point.signal for point in found] == [None] * len(before) + [Signal.SHIFT] * 8


def test_no_rule_looks_across_a_gap_and_a_gap_is_no_point() -> None:
    six, seven = [*STEADY, 0, *[11] * 6, None, 11], [*STEADY, 0, *[11] * 7, None, 11]
    assert {point.signal for point in read_with_gaps(six) if point} == {None}
    assert [point and point.signal for point in read_with_gaps(seven)][-9:] == [Signal.SHIFT] * 7 + [None] * 2
    eleven = read_with_gaps([1, 3, 2, None, None, 1, 3, 2, 1, 3, 2, 1, 3])
    assert [point is None for point in eleven] == [False] * 3 + [True] * 2 + [False] * 8
    assert eleven[0] and eleven[0].limits == limits_of([1, 3, 2, 1, 3, 2, 1, 3, 2, 1, 3])
    assert eleven[0].limits.footing is Footing.TRIAL


def test_after_a_step_limits_are_made_anew_and_no_rule_looks_across_it() -> None:
    before, after = [1, 2, 3, 4], [5, 6, 7, 8, 5, 8]
    points = read_series([*before, *after], steps=[4])

    assert [point.limits for point in points] == [limits_of(before)] * 4 + [limits_of(after)] * 6
    assert {point.signal for point in points} == {None}
    assert Signal.TREND in {point.signal for point in read_series([*before, *after])}


@pytest.mark.parametrize(
    "asked", [{"frozen": 0}, {"frozen": 4}, {"frozen": 2, "steps": [1]}, {"steps": [3]}, {"steps": [2, 1]}]
)
def test_steps_and_frozen_points_that_are_not_there_are_refused(asked: dict) -> None:
    with pytest.raises(ValueError, match="series"):
        read_series([1, 2, 3], **asked)


@pytest.mark.parametrize(
    ("points", "footing"),
    [(6, Footing.RUN_CHART), (7, Footing.TRIAL), (11, Footing.TRIAL), (12, Footing.FIRM)],
)
def test_limits_stand_firm_from_twelve_points_and_are_none_under_seven(points: int, footing: Footing) -> None:
    assert limits_of([1] * points).footing is footing


def test_no_points_make_no_limits() -> None:
    assert read_series([]) == ()
    with pytest.raises(ValueError, match="at least one point"):
        limits_of([])
