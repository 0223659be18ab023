"""Months or quarters, and which decisions about limits are followed."""

from datetime import date

import pandas as pd
import pytest

from analysis.follow import Every, Followed, follow
from analysis.measures import measure_called
from analysis.spc import Footing

TOLD, PEOPLE = measure_called("answer.told_whom_to_contact"), measure_called("people")
NOVEMBER = date(2025, 11, 1)


def months(*counts: tuple[int, int], first: str = "2025-04") -> pd.DataFrame:
    parts, wholes = zip(*counts, strict=True)
    starts = pd.date_range(first, periods=len(counts), freq="MS")
    return pd.DataFrame({"month": starts, "part": parts, "whole": wholes})


@pytest.mark.parametrize(("middle", "every"), [(9, Every.QUARTER), (10, Every.MONTH)])
def test_quarters_where_a_month_is_usually_of_fewer_than_ten_people(middle: int, every: Every) -> None:
    told = months((1, 2), (1, middle), (1, middle), (0, 0), (0, 0), (1, 90))
    assert follow(told, TOLD).every is every
    assert follow(told, PEOPLE).every is Every.MONTH


def test_a_quarter_is_of_everybody_in_its_months() -> None:
    found = follow(months(*[(1, 3)] * 7, first="2025-05"), TOLD, every=Every.QUARTER)
    assert [(one.start.month, one.part, one.whole) for one in found.spans] == [
        (4, 2, 6),
        (7, 3, 9),
        (10, 2, 6),
    ]


def test_a_quarter_of_which_a_month_is_missing_is_no_count() -> None:
    found = follow(months(*[(3, 3)] * 7, first="2025-05"), PEOPLE, every=Every.QUARTER)
    assert [(one.start.month, one.part) for one in found.spans] == [(7, 9)]


@pytest.mark.parametrize(("before", "is_followed"), [(6, False), (7, True)])
@pytest.mark.parametrize("kind", ["step", "frozen"])
def test_a_decision_needs_seven_points_before_it(before: int, is_followed: bool, kind: str) -> None:
    told = months(*[(5, 20), (6, 20)] * 3, *[(5, 20)] * (before - 6), (0, 0), *[(15, 20)] * 8)
    month = told["month"][before + 1].date()
    found = decided(told, kind, month)
    assert found.used == ({month: before + 1} if is_followed else {})
    last = found.told[-1].point
    assert last is not None and last.limits.points == {
        ("step", True): 8,
        ("frozen", True): 7,
    }.get((kind, is_followed), before + 8)


def decided(told: pd.DataFrame, kind: str, month: date) -> Followed:
    return follow(told, TOLD, steps=[month]) if kind == "step" else follow(told, TOLD, frozen=month)


def test_after_a_step_limits_wait_for_seven_points() -> None:
    told = months(*[(5, 20)] * 7, *[(15, 20), (14, 20)] * 3)
    after = follow(told, TOLD, steps=[NOVEMBER]).told[7:]
    assert {one.footing for one in after} == {Footing.RUN_CHART}
    assert not any(one.is_marked for one in after)


@pytest.mark.parametrize("month", [date(2025, 10, 1), NOVEMBER, date(2025, 12, 1)])
def test_no_month_that_a_decision_is_about_is_in_the_quarters_before_it(month: date) -> None:
    told = months(*[(5, 20), (6, 20)] * 15, first="2024-01")
    for found in (
        follow(told, TOLD, every=Every.QUARTER, frozen=month),
        follow(told, TOLD, every=Every.QUARTER, steps=[month]),
    ):
        assert [found.spans[place].start for place in found.used.values()] == [date(2025, 10, 1)]
        assert {one.point.limits.points for one in found.told[:7] if one.point} == {7}


@pytest.mark.parametrize(("people", "is_gap"), [(9, True), (10, False)])
def test_an_average_over_fewer_than_ten_people_is_a_gap(people: int, is_gap: bool) -> None:
    told = months(*[(60, 20), (64, 20)] * 6, (900, people), (60, 20))
    found = follow(told, measure_called("joins.days_lost"), every=Every.MONTH)
    assert (found.spans[12].point is None) is is_gap
    assert found.spans[12].is_marked is not is_gap
    last = found.told[-1].point
    assert last is not None and last.limits.points == 14 - is_gap


def test_a_rise_below_the_average_is_better_where_high_is_better() -> None:
    high = [(16, 20), (4, 20)] * 3 + [(17, 20)] * 3
    told = months(*high, *[(at, 20) for at in range(1, 8)])
    last = follow(told, TOLD).told[-1]
    assert last.point is not None and last.point.value < last.point.limits.mean
    assert last.variation("high") == "better" and last.variation("low") == "worse"
    assert last.variation(None) == "unusual"
