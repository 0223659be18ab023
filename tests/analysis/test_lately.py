"""What the last full months say beside those before."""

from datetime import date

import pytest

from analysis.lately import first_after_full_months, lately, new_joins, new_themes
from tests.over_time_facts import some_facts

UNTIL = date(2026, 11, 1)


def heard(theme="waiting", **months):
    """So many people spoke of a theme in each month, by names such as `oct`; one more spoke of none."""
    named = {"jul": "2026-07", "aug": "2026-08", "sep": "2026-09", "oct": "2026-10", "nov": "2026-11"}
    rows = [
        {"month": f"{named[name]}-05", "themes": [theme] if at else []}
        for name, people in months.items()
        for at in range(people + 1)
    ]
    return some_facts(rows)


@pytest.mark.parametrize(
    ("today", "until", "end"),
    [
        (date(2026, 11, 22), None, date(2026, 11, 1)),
        (date(2026, 11, 1), None, date(2026, 11, 1)),
        (date(2026, 11, 22), date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 11, 22), date(2026, 3, 30), date(2026, 3, 1)),
        (date(2026, 11, 22), date(2027, 3, 31), date(2026, 11, 1)),
    ],
)
def test_a_month_that_is_not_over_is_not_among_the_last(today, until, end):
    assert first_after_full_months(today, until) == end


@pytest.mark.parametrize(("people", "is_new"), [(9, False), (10, True)])
def test_ten_people_make_a_theme_new(people, is_new):
    facts = heard(jul=9, aug=0, sep=0, oct=people)
    assert new_themes(facts, UNTIL) == ({"waiting": people} if is_new else {})


def test_a_theme_that_ten_spoke_of_within_the_year_is_not_new():
    assert new_themes(heard(jul=10, aug=0, sep=0, oct=30), UNTIL) == {}


def test_without_three_months_before_nothing_is_called_new():
    assert new_themes(heard(aug=0, sep=0, oct=30), UNTIL) == {}


def test_a_month_that_is_not_over_makes_nothing_new():
    assert new_themes(heard(jul=0, aug=0, sep=0, nov=30), UNTIL) == {}


def test_of_many_themes_only_the_one_that_is_new_is_named():
    rows: list[dict] = [{"month": f"2026-0{month}-01"} for month in (7, 8, 9)]
    rows += [{"month": "2026-09-01", "themes": [f"theme {number}"]} for number in range(99)]
    rows += [{"month": "2026-10-02", "themes": ["theme 98"]} for _ in range(10)]
    assert new_themes(some_facts(rows), UNTIL) == {"theme 98": 10}


def test_a_join_is_new_once_for_each_person_whatever_they_say_of_it():
    join = {"from_sector": "hospital", "to_sector": "gp"}
    rows: list[dict] = [{"month": f"2026-0{month}-01"} for month in (7, 8, 9)]
    rows += [{"month": "2026-10-02", "joins": [join, join]} for _ in range(9)]
    assert new_joins(some_facts(rows), UNTIL) == {}
    rows.append({"month": "2026-10-02", "joins": [join]})
    assert new_joins(some_facts(rows), UNTIL) == {("hospital", "gp"): 10}


def test_three_full_months_stand_beside_those_before_and_only_what_was_read_counts():
    rows: list[dict] = [{"month": "2026-07-31", "themes": ["waiting"]} for _ in range(12)]
    rows += [{"month": f"2026-{month}-01", "themes": ["waiting"]} for month in ("08", "10") for _ in range(6)]
    rows += [{"month": "2026-09-01", "is_tagged": False}, {"month": "2026-11-01", "themes": ["waiting"]}]
    rows += [{"month": "2025-07-31", "themes": ["waiting"]}]

    found = lately(some_facts(rows), UNTIL)

    assert (found.since, found.first, found.until) == (date(2025, 8, 1), date(2026, 8, 1), UNTIL)
    assert (found.read, found.read_before) == (12, 12)
    assert found.changes[["now", "before"]].to_numpy().tolist() == [[12, 12]]


def test_where_less_than_a_year_is_there_the_months_before_begin_with_the_first():
    assert lately(heard(jul=3, oct=3), UNTIL).since == date(2026, 7, 1)


def test_nobody_at_all_has_nothing_new_and_nothing_changed():
    nobody = some_facts([])
    assert new_themes(nobody, UNTIL) == {}
    assert new_joins(nobody, UNTIL) == {}
    assert lately(nobody, UNTIL).changes.empty
