"""Shares of different numbers of people: their limits, and what differs by more than chance."""

import random
from fractions import Fraction
from math import sqrt

import pytest

from analysis.p_chart import read_shares
from analysis.spc import Footing, Point, Signal
from tests.analysis.find_signals_slowly import first_of, signals

Series = list[tuple[int, int]]
dice = random.Random(20261123)


def chance(share: float, wholes: list[int]) -> Series:
    return [(sum(dice.random() < share for _ in range(whole)), whole) for whole in wholes]


WHOLES = [dice.randint(8, 60) for _ in range(40)]
SERIES: dict[str, Series] = {
    "chance alone": chance(0.5, WHOLES),
    "a hub opens": chance(0.3, WHOLES[:20]) + chance(0.65, WHOLES[20:]),
    "large numbers": chance(0.4, [2000] * 12) + chance(0.43, [2000] * 12) + chance(0.38, [2000] * 6),
    "few people": chance(0.5, [3, 1, 4, 2, 5, 1, 2, 3, 4, 1, 2, 5]),
    "gaps": [(0, 0), *chance(0.2, WHOLES[:6]), (0, 0), (0, 0), *chance(0.5, WHOLES[:15]), (0, 0)],
    "rising": [(at, 40) for at in range(4, 30)],
    "winters": [(30 if at % 12 in (0, 1, 11) else 12, 50) for at in range(36)],
    "seldom": chance(0.03, WHOLES),
    "one odd month": [(10, 40), (11, 40), (9, 40)] * 5 + [(38, 40)] + [(10, 40)] * 5,
    "near a limit": [(20, 100), (21, 100), (19, 100)] * 5 + [(30, 100), (31, 100), (22, 100)],
    "far more than chance": [(900, 3000), (1200, 3000), (800, 3000), (1300, 3000)] * 5 + [(1600, 3000)],
    "nobody ever": [(0, 20)] * 9,
}


def said(point: Point | None) -> str:
    return f"{point.signal} {point.direction}" if point and point.signal else ""


@pytest.mark.parametrize("screen", [False, True])
def test_every_row_of_every_series_is_as_a_slow_reading_finds_it(screen: bool) -> None:
    seen = set()
    for name, series in SERIES.items():
        found = read_shares([part for part, _ in series], [whole for _, whole in series], screen=screen)
        assert [point is None for point in found] == [whole == 0 for _, whole in series], name
        stretch: list[Point] = []
        for point in [*found, None]:
            if point:
                stretch.append(point)
                continue
            limits = [one.limits for one in stretch]
            broken = signals(
                [one.value for one in stretch],
                [one.mean for one in limits],
                [one.upper for one in limits],
                [one.lower for one in limits],
            )
            assert [said(one) for one in stretch] == [first_of(rules) for rules in broken], name
            seen |= {one.signal for one in stretch}
            stretch = []
    assert seen == {None, *Signal}


@pytest.mark.parametrize("name", sorted(SERIES))
@pytest.mark.parametrize("screen", [False, True])
def test_limits_are_those_that_the_formula_gives_step_by_step(name: str, screen: bool) -> None:
    series = [(part, whole) for part, whole in SERIES[name] if whole]
    middle = sum(part for part, _ in series) / sum(whole for _, whole in series)
    if middle == 0:
        assert {point.limits.footing for point in read(series) if point} == {Footing.RUN_CHART}
        return
    scores = [(part / whole - middle) / sqrt(middle * (1 - middle) / whole) for part, whole in series]
    ranges = [abs(scores[at] - scores[at - 1]) for at in range(1, len(scores))]
    usual = sum(ranges) / len(ranges)
    if screen:
        kept = [one for one in ranges if one < 3.267 * usual]
        usual = sum(kept) / len(kept)
    wider = max(1.0, usual / 1.128)
    for point, (_, whole) in zip(
        [one for one in read(SERIES[name], screen=screen) if one], series, strict=True
    ):
        reach = 3 * wider * sqrt(middle * (1 - middle) / whole)
        assert float(point.limits.upper) == pytest.approx(middle + reach)
        assert float(point.limits.lower) == pytest.approx(middle - reach)


def read(series: Series, **asked: object) -> tuple[Point | None, ...]:
    return read_shares([part for part, _ in series], [whole for _, whole in series], **asked)


STEADY: Series = [(20, 100), (20, 100)] * 6
"""20% of 100 people, and so alike that chance alone says how wide the limits are: 8% and 32%."""


def after(*series: tuple[int, int]) -> list[str]:
    points = read([*STEADY, *series], frozen=len(STEADY))[len(STEADY) :]
    return [point.signal.value if point and point.signal else "" for point in points]


def test_shares_that_differ_less_than_chance_have_the_limits_of_the_plain_chart() -> None:
    limits = read(STEADY)[0].limits
    assert (limits.lower, limits.mean, limits.upper) == (Fraction(8, 100), Fraction(1, 5), Fraction(32, 100))


def test_a_share_on_a_limit_is_not_outside_and_one_more_person_is() -> None:
    assert after((32, 100)) == [""] and after((33, 100)) == ["outside"]
    assert after((8, 100)) == [""] and after((7, 100)) == ["outside"]


def test_the_same_share_of_fewer_people_is_within_wider_limits() -> None:
    assert after((40, 100)) == ["outside"] and after((10, 25)) == [""]


def test_six_above_the_average_are_no_shift_and_seven_are_and_one_on_it_ends_them() -> None:
    assert after(*[(5, 20)] * 6, (3, 20)) == [""] * 7
    assert after(*[(5, 20)] * 7, (3, 20)) == [*["shift"] * 7, ""]
    assert after(*[(5, 20)] * 4, (4, 20), *[(5, 20)] * 4) == [""] * 9


def test_a_month_with_nobody_breaks_a_run() -> None:
    assert after(*[(5, 20)] * 4, (0, 0), *[(5, 20)] * 3) == [""] * 8


def test_shares_that_differ_more_than_chance_have_wider_limits() -> None:
    """Of thousands of people nearly every month would be outside the plain limits."""
    found = read(SERIES["far more than chance"])
    assert [point.signal for point in found if point][-1] is None
    assert float(found[0].limits.reach) > 3 * sqrt(0.35 * 0.65 / 3000) * 5


@pytest.mark.parametrize(
    ("points", "footing"),
    [(6, Footing.RUN_CHART), (7, Footing.TRIAL), (11, Footing.TRIAL), (12, Footing.FIRM)],
)
def test_limits_stand_firm_from_twelve_points_and_gaps_are_none(points: int, footing: Footing) -> None:
    found = read([*STEADY[:4], (0, 0), *STEADY[: points - 4]])
    assert {point.limits.footing for point in found if point} == {footing}
