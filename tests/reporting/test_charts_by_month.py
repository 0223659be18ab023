"""The charts along the months: where things stand, and which numbers they carry."""

import json
from datetime import date

import pytest

from reporting import charts
from reporting.chart_pieces import Months, bead_rows
from tests.reporting.frames import EVENTS, by_month, drawn_words, felt_by_month, rows


def test_the_number_on_top_of_a_bar_is_the_number_of_people() -> None:
    spec = charts.feedback_by_month(by_month(29, 1_043), "light").to_dict()
    assert {"29", "1,043", "October 2024: 29 people", "November 2024: 1,043 people"} <= drawn_words(spec)


def test_a_month_that_nobody_counted_leaves_a_gap_and_moves_no_other() -> None:
    counts = by_month(5, 6, 7).drop(index=1)
    spec = charts.feedback_by_month(counts, "light").to_dict()
    places = [row["at"] for table in rows(spec) for row in table if "at" in row]
    assert places == [0, 2]


def test_months_are_named_in_order_under_the_bars() -> None:
    spec = json.dumps(charts.feedback_by_month(by_month(5, 6, 7), "light").to_dict())
    assert "['Oct 24','Nov 24','Dec 24']" in spec


def test_months_given_as_dates_and_as_timestamps_draw_the_same() -> None:
    as_dates = by_month(5, 6).assign(month=[date(2024, 10, 1), date(2024, 11, 1)])
    assert charts.feedback_by_month(as_dates, "light").to_dict() == (
        charts.feedback_by_month(by_month(5, 6), "light").to_dict()
    )


def test_an_event_stands_at_its_day_within_its_month() -> None:
    months = Months(date(2024, 10, 1), 24)
    assert months.place(date(2024, 10, 1)) == 0
    assert months.place(date(2025, 10, 1)) == 12
    assert months.place(date(2025, 11, 16)) == 13 + 15 / 30


def test_beads_close_together_stand_on_rows_of_their_own() -> None:
    placed = bead_rows(EVENTS, Months(date(2024, 10, 1), 24))
    assert [(bead.number, bead.row) for bead in placed] == [(1, 0), (2, 0), (3, 1)]


@pytest.mark.parametrize(
    ("on", "is_shown"),
    [
        (date(2024, 9, 30), False),
        (date(2024, 10, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 2), False),
    ],
)
def test_an_event_outside_the_months_is_left_out(on: date, is_shown: bool) -> None:
    spec = charts.feedback_by_month(by_month(5, 6, 7), "light", [(on, 4, "Leaflet")]).to_dict()
    assert any("Leaflet" in words for words in drawn_words(spec)) is is_shown


def test_a_month_says_how_many_people_stand_behind_it() -> None:
    spec = charts.sentiment_by_month(felt_by_month((10, 30, 20, 25, 15), (1, 1, 1, 1, 1)), "light").to_dict()
    assert {"100", "5"} <= drawn_words(spec)
    assert "November 2024: too few people to show" in drawn_words(spec)
    assert not any(words.startswith("November 2024, ") for words in drawn_words(spec))


def test_the_shares_of_a_month_lie_end_to_end_from_the_middle_line() -> None:
    spec = charts.sentiment_by_month(felt_by_month((10, 30, 20, 25, 15)), "light").to_dict()
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
