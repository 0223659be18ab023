"""Which months and quarters a control chart counts, and that it says so."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.follow import Every, Variation
from analysis.measures import measure_called
from models.period import Days
from models.scope import Scope
from reporting.pictures_over_time import over_time, reading
from reporting.scope_words import days_in_words
from tests.over_time_facts import asked, look, some_facts
from tests.reporting.test_pictures_over_time import FROZEN, PEOPLE, TOLD, USUAL

DAYS_LOST = measure_called("joins.days_lost")


@pytest.mark.parametrize(
    ("since", "until", "today", "days"),
    [
        (date(2026, 10, 1), date(2026, 10, 10), (2026, 11, 20), "from 1 October 2026 to 31 October 2026"),
        (date(2026, 9, 2), date(2026, 9, 30), (2026, 11, 20), "from 1 September 2026 to 30 September 2026"),
        (date(2026, 9, 15), None, (2026, 11, 20), "since 1 September 2026"),
        (None, date(2026, 10, 10), (2026, 10, 15), "until 15 October 2026"),
        (date(2026, 9, 1), date(2026, 9, 30), (2026, 11, 20), ""),
        (date(2026, 9, 1), date(2026, 10, 15), (2026, 10, 15), ""),
    ],
)
def test_days_inside_a_month_are_said_to_be_counted_as_the_whole_month(since, until, today, days) -> None:
    looked = look(asked(*USUAL, *USUAL), Scope(since=since, until=until), today=date(*today))
    picture = over_time(looked, TOLD)
    note = f"Whole months are counted here, and not only the days you chose: {days}."
    assert (note in picture.notes) is bool(days)
    assert any("Whole months" in one for one in picture.notes) is bool(days)
    counted = picture.counted_in(looked.scope)
    assert days_in_words(Days(counted.since, counted.until)) == (days or days_in_words(Days(since, until)))


def test_days_inside_a_quarter_count_all_of_it_and_a_month_that_is_not_over_is_no_count() -> None:
    scope = Scope(since=date(2026, 2, 1), until=date(2026, 10, 31))
    quarters = over_time(look(asked(*USUAL, *USUAL), scope), TOLD, every=Every.QUARTER)
    assert quarters.counted_in(scope) == replace(scope, since=date(2026, 1, 1))
    assert any(one.startswith("Whole quarters are counted here") for one in quarters.notes)
    people = over_time(look(asked(*USUAL, *USUAL), scope, today=date(2026, 10, 20)), PEOPLE)
    assert people.counted_in(scope).until == date(2026, 9, 30)


def test_a_decision_followed_by_the_quarter_names_that_quarter() -> None:
    picture = over_time(look(asked(*USUAL, *USUAL, first="2024-01")), TOLD, [FROZEN], every=Every.QUARTER)
    assert any("came before October to December 2025, by J. Osei" in one for one in picture.notes)
    assert "The average before October to December 2025 was 43%" in picture.sentence


def lost(*people: int):
    """From January 2025 on, each month so many people who lost 30 or 31 days."""
    months = pd.date_range("2025-01", periods=len(people), freq="MS")
    told = [(at, month) for month, number in zip(months, people, strict=True) for at in range(number)]
    return look(some_facts([{"month": month, "joins": [{"days_lost": 30 + at % 2}]} for at, month in told]))


def test_an_average_of_few_people_is_a_gap_that_says_so_and_moves_nothing() -> None:
    looked = lost(*[12] * 13, 1)
    picture = over_time(looked, DAYS_LOST, every=Every.MONTH)
    assert "Fewer than 10 people told us the days in February 2026: too few" in " ".join(picture.notes)
    assert picture.table.iloc[-1, 2:].tolist() == [1, "too few people", *["none"] * 4]
    assert picture.fewest == 1 and "January 2026 was 30 days" in picture.sentence
    assert picture.draw("light") and reading(looked, DAYS_LOST).variation is Variation.USUAL


def test_where_every_time_has_few_people_no_average_is_made_of_them() -> None:
    assert over_time(lost(2, 3), DAYS_LOST).sentence == (
        "Too few people have told us about this at any one time: an average needs 10 people."
    )
    assert reading(lost(2, 3), DAYS_LOST).variation is None
