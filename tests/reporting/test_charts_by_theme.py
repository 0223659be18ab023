"""The charts with a row a theme: shares, ranges, order, and what too few people must not give away."""

import json

import pandas as pd
import pytest

from reporting import charts
from tests.reporting.frames import by_theme, drawn_words, felt_by_month, rows, spoken_of

THEMES = by_theme(
    Told_who_to_call=(21, 41, 10, 38, 30),
    Medicines_ready=(35, 38, 15, 20, 9),
    Staff_kind_and_clear=(5, 15, 20, 66, 71),
    Interpreter_offered=(1, 2, 0, 1, 3),
    Equipment_came=(8, 4, 3, 0, 0),
)
PEOPLE = spoken_of(("Had to chase", 214, "Joins"), ("Kindness", 1_902, ""), ("Medicines", 3, "Leaving"))


def test_the_shares_of_a_theme_lie_end_to_end_from_the_middle_line() -> None:
    spec = charts.sentiment_by_theme(by_theme(Theme=(10, 30, 20, 25, 15)), "light").to_dict()
    shares = {
        row["sentiment"]: (row["low"], row["high"])
        for table in rows(spec)
        for row in table
        if "sentiment" in row
    }
    assert shares == {
        "Very negative": (pytest.approx(-0.40), pytest.approx(-0.30)),
        "Negative": (pytest.approx(-0.30), 0),
        "Positive": (0, pytest.approx(0.25)),
        "Very positive": (pytest.approx(0.25), pytest.approx(0.40)),
    }


def test_neutral_counts_in_the_total_and_is_not_drawn() -> None:
    spec = charts.sentiment_by_theme(by_theme(Theme=(10, 30, 20, 25, 15)), "light").to_dict()
    assert "Theme, negative: 30% of 100 people" in drawn_words(spec)
    assert not any("eutral" in words for words in drawn_words(spec))


def test_the_range_under_a_side_is_its_95_percent_range() -> None:
    # Newcombe (1998): 81 of 263 lies between 25.5% and 36.6%.
    spec = charts.sentiment_by_theme(by_theme(Theme=(0, 81, 182, 0, 0)), "light").to_dict()
    assert "Theme: 31% of 263 people negative, likely between 26% and 37%" in drawn_words(spec)


def test_a_theme_of_too_few_people_gives_away_no_figure() -> None:
    few = by_theme(Big=(30, 30, 30, 30, 30), Small=(1, 2, 0, 1, 3))
    spec = charts.sentiment_by_theme(few, "light").to_dict()
    about_small = [row for table in rows(spec) for row in table if "Small" in json.dumps(row)]
    assert about_small
    assert all(set(row) <= {"line", "is_group", "y"} for row in about_small)
    assert "too few people to show" in drawn_words(spec)
    assert not drawn_words(spec) & {"7", "7 people"}
    assert "Small" not in spec["description"]


@pytest.mark.parametrize(("people", "is_shown"), [(9, False), (10, True)])
def test_ten_people_are_enough_and_nine_are_not(people: int, is_shown: bool) -> None:
    for draw in (
        charts.sentiment_by_theme(by_theme(Theme=(people, 0, 0, 0, 0)), "light"),
        charts.sentiment_by_month(felt_by_month((people, 0, 0, 0, 0)), "light"),
    ):
        told = any("100% of 10 people" in words for words in drawn_words(draw.to_dict()))
        assert told is is_shown


def test_the_largest_share_of_complaint_comes_first_and_too_few_last() -> None:
    # Most people complain of medicines (73), but a larger share of equipment does (12 of 15).
    spec = charts.sentiment_by_theme(THEMES, "light").to_dict()
    named = {row["line"]: row["y"] for table in rows(spec) for row in table if "line" in row}
    assert sorted(named, key=lambda name: named[name]) == [
        "Equipment came",
        "Medicines ready",
        "Told who to call",
        "Staff kind and clear",
        "Interpreter offered",
    ]


def test_themes_stand_in_order_of_people_with_their_numbers() -> None:
    spec = charts.themes_by_people(PEOPLE, "light").to_dict()
    table = next(table for table in rows(spec) if "people" in table[0])
    assert [(row["theme"], row["n"]) for row in sorted(table, key=lambda row: row["y"])] == [
        ("Kindness", "1,902"),
        ("Had to chase", "214"),
        ("Medicines", "3"),
    ]


def test_a_theme_without_a_group_is_drawn_without_one() -> None:
    groups = PEOPLE.assign(group=PEOPLE["group"].where(PEOPLE["group"] == "Joins"))
    assert "None" not in " ".join(drawn_words(charts.themes_by_people(groups, "light").to_dict()))


def test_no_column_is_named_by_nobody() -> None:
    with pytest.raises(KeyError):
        charts.themes_by_people(pd.DataFrame({"theme": ["Had to chase"]}), "light")
