"""Published figures from a file: a bad row says what to do, and good ones are read as they are."""

from datetime import date

import pytest

from imports.figure_rules import overlapping
from imports.indicator_csv import empty_file, figures_in
from models.errors import FeedbackError
from models.indicator import FigureGiven, Unit

TODAY = date(2026, 11, 20)
AUGUST = FigureGiven(date(2025, 8, 1), date(2025, 8, 31), 9.5)
GOOD = "2025-08-01,2025-08-31,9.5,Board papers\n"
HEADINGS = "since,until,value,source"


def read(rows: str, headings: str = HEADINGS, unit: Unit = Unit.DAYS, held=()):
    return figures_in(f"{headings}\n{rows}".encode(), "days.csv", unit, today=TODAY, held=held)


@pytest.mark.parametrize("month", ["2025-08", "August 2025", "Aug 2025", "Aug-25", "08/2025", "2025-08-01"])
def test_a_month_is_all_its_days_however_a_spreadsheet_wrote_it(month):
    file = read(f'{month},"1,009.5",\n', "Month,Value,Source")
    assert file.figures == (FigureGiven(date(2025, 8, 1), date(2025, 8, 31), 1009.5),)
    assert file.wrong == ()


def test_other_days_are_read_as_they_are_written_here_and_a_blank_row_is_nothing():
    file = read("03/04/2025,9 April 2025,12, the  web\n,,,\n2025-04-10,2025-04-10,0,\n")
    assert file.figures == (
        FigureGiven(date(2025, 4, 3), date(2025, 4, 9), 12, "the web"),
        FigureGiven(date(2025, 4, 10), date(2025, 4, 10), 0),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "last week,2025-09-30,9.1,",
            "In the column since, write a day like 2025-09-30. It says 'last week'",
        ),
        ("2025-09-01,,9.1,", "In the column until, write a day"),
        ("2025-02-30,2025-03-01,9.1,", "In the column since, write a day"),
        ("=TODAY(),2025-09-30,9.1,", "In the column since, write a day"),
        ("2025-09-30,2025-09-29,9.1,", "The last day can't be before the first"),
        ("2026-11-01,2026-11-21,9.1,", "These days aren't over yet"),
        ("1989-12-31,1989-12-31,9.1,", "Check the year: we keep figures from 1990 on"),
        ("2025-09-01,2025-09-30,many,", "Write the value as a number, like 9.1. It says 'many'"),
        ('2025-09-01,2025-09-30,"9,1",', "Write the value as a number"),
        ("2025-09-01,2025-09-30,nan,", "Write the value as a number"),
        ("2025-09-01,2025-09-30,9e99,", "Write the value as a number"),
        ("2025-09-01,2025-09-30,=9.1,", "not as a formula"),
        ("2025-09-01,2025-09-30,,Board papers", "Write the value as a number, like 9.1. Nothing is there"),
        ("2025-09-01,2025-09-30,-0.1,", "It can't be less than 0. It says -0.1"),
        ("2025-09-01,2025-09-30,9.1,=A1", "Begin the source with a letter or a number, not with '='"),
        ("2025-08-01,2025-08-31,9.4,", "Take out this row or row 2: both are of August 2025"),
        (
            "2025-08-31,2025-09-30,9.1,",
            "Take out this row or row 2: they share some of the days of August 2025",
        ),
    ],
)
def test_a_bad_row_says_what_to_do(row, said):
    [wrong] = read(f"{GOOD}{row}\n").wrong
    assert wrong.row == 3 and said in wrong.sentence


@pytest.mark.parametrize(
    ("unit", "value", "is_right"),
    [
        (Unit.PERCENT, "100%", True),
        (Unit.PERCENT, "100.1", False),
        (Unit.PERCENT, "-0.1", False),
        (Unit.PERCENT_CHANGE, "\u2212100", True),
        (Unit.PERCENT_CHANGE, "-100.1", False),
        (Unit.PERCENT_CHANGE, "250%", True),
        (Unit.PEOPLE, "12", True),
        (Unit.PEOPLE, "12.5", False),
        (Unit.NUMBER, "-3.2", True),
        (Unit.DAYS, "9%", False),
    ],
)
def test_a_value_fits_its_unit(unit, value, is_right):
    assert (read(f"2025-08-01,2025-08-31,{value},\n", unit=unit).wrong == ()) is is_right


def test_a_figure_takes_the_place_of_one_of_the_same_days_and_may_not_share_some_of_another():
    assert read(GOOD, held=[AUGUST]).wrong == ()
    [wrong] = read("2025-07-01,2025-09-30,9.1,\n", held=[AUGUST]).wrong
    assert "We have a figure of August 2025, which shares some of these days" in wrong.sentence
    first, last = (
        FigureGiven(date(2025, 7, 1), date(2025, day.month, day.day), 1)
        for day in (date(2025, 7, 31), date(2025, 8, 1))
    )
    assert overlapping(first, [AUGUST]) is None and overlapping(last, [AUGUST]) is AUGUST


def test_a_row_gives_a_month_or_days_and_not_both():
    [wrong] = read("2025-08,2025-08-01,2025-08-31,9\n", "month,since,until,value").wrong
    assert "but not both" in wrong.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in days.csv"),
        (b"month,source\n2025-08,x", "has to name its columns, with commas between: month, value, source"),
        (b"since,value\n2025-08-01,9", "has to name its columns"),
        (b"month;value\n2025-08;9", "has to name its columns"),
        ("month,value,source\n2025-08,9,caf\u00e9".encode("latin-1"), "CSV UTF-8"),
        (b'month,value\n"2025-08', "CSV UTF-8"),
        (b"month,value\n" + b"2025-08,9\n" * 601, "more than 600 rows"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused(content, said):
    with pytest.raises(FeedbackError, match=said):
        figures_in(content, "days.csv", Unit.DAYS, today=TODAY)


def test_the_empty_file_has_the_last_twelve_whole_months_to_fill_in():
    rows = empty_file(TODAY).splitlines()
    assert len(rows) == 13 and rows[1].startswith("2025-11,") and rows[-1].startswith("2026-10,")
    with pytest.raises(FeedbackError, match="has no value in it"):
        figures_in(empty_file(TODAY).encode(), "days.csv", Unit.DAYS, today=TODAY)
    file = figures_in(
        empty_file(TODAY).replace("2026-10,", "2026-10,9").encode(), "d", Unit.DAYS, today=TODAY
    )
    assert [one.value for one in file.figures] == [9] and file.left_out == tuple(range(2, 13))
