"""Which figures does a CSV file say a body published, and what in it has to be put right?"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from content.days_named import days_named
from imports.cells import as_day
from imports.figure_rules import A_NUMBER, OfDays, faults_in, overlapping, overlaps_with_kept
from imports.small_csv import WrongRow, read_small, to_fill_in
from models.errors import FeedbackError
from models.indicator import FigureGiven, Unit
from models.words import begins_formula

MONTH, DAYS, VALUE, SOURCE = "month", ("since", "until"), "value", "source"
DAY_FORMATS = ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
MONTH_FORMATS = ("%Y-%m", "%B %Y", "%b %Y", "%b-%y", "%m/%Y")
MOST_ROWS = 600
LONGEST_CELL = 600
MONTHS_TO_FILL_IN = 12
MINUS = "\u2212"
"""As it is printed."""
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)


class FiguresFile(NamedTuple):
    """What a file says; nothing of it may be kept while anything is `wrong`.

    `left_out` are the numbers of rows that say neither a value nor a source.
    """

    figures: tuple[FigureGiven, ...]
    wrong: tuple[WrongRow, ...] = ()
    left_out: tuple[int, ...] = ()


def figures_in(
    content: bytes, name: str, unit: Unit, *, today: date, held: Sequence[OfDays] = ()
) -> FiguresFile:
    """What a CSV file of that name says, beside the figures that are `held` already.

    Raises FeedbackError when it can't be read as such a file at all.
    """
    found: dict[int, FigureGiven] = {}
    wrong: list[WrongRow] = []
    left_out: list[int] = []
    for number, cells in _rows(content, name):
        if not (cells[VALUE] or cells[SOURCE]):
            left_out.append(number)
            continue
        try:
            given = _read(cells, unit)
            if said := _faults(given, unit, today, found, held):
                raise FeedbackError(said)
        except FeedbackError as fault:
            wrong.append(WrongRow(number, str(fault)))
        else:
            found[number] = given
    if not found and not wrong:
        raise FeedbackError(f"{name} has no value in it. Fill in the column {VALUE}")
    return FiguresFile(tuple(found.values()), tuple(wrong), tuple(left_out))


def empty_file(today: date) -> str:
    """A file to fill in: a row for each of the last 12 whole months, without its value."""
    month, months = today.replace(day=1), []
    for _ in range(MONTHS_TO_FILL_IN):
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(f"{month:%Y-%m}")
    return to_fill_in([(MONTH, VALUE, SOURCE), *((one, "", "") for one in reversed(months))])


def _faults(
    given: FigureGiven, unit: Unit, today: date, found: dict[int, FigureGiven], held: Sequence[OfDays]
) -> str:
    """Everything that is wrong with a row, by itself and beside others; empty for nothing."""
    if faults := faults_in(given, unit, today):
        return ". ".join(faults.values())
    for row, one in found.items():
        if (one.since, one.until) == (given.since, given.until):
            return f"Take out this row or row {row}: both are of {days_named(*_days(given))}"
    if other := overlapping(given, found.values()):
        [row] = (number for number, one in found.items() if one is other)
        return f"Take out this row or row {row}: they share some of the days of {days_named(*_days(other))}"
    return overlaps_with_kept(given, held)


def _rows(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    file = read_small(content, name, most_rows=MOST_ROWS, longest_cell=LONGEST_CELL)
    if VALUE not in file.columns or not (MONTH in file.columns or set(DAYS) <= set(file.columns)):
        raise FeedbackError(
            f"The first row of {name} has to name its columns, with commas between: "
            f"{MONTH}, {VALUE}, {SOURCE}; or {', '.join(DAYS)}, {VALUE}, {SOURCE}"
        )
    nothing = dict.fromkeys((MONTH, *DAYS, VALUE, SOURCE), "")
    return ((number, nothing | cells) for number, cells in file.rows)


def _read(cells: dict[str, str], unit: Unit) -> FigureGiven:
    """One row. Raises FeedbackError that says what to do about it."""
    since, until = _days_of(cells)
    return FigureGiven(since, until, value_in(cells[VALUE], unit), cells[SOURCE])


def _days_of(cells: dict[str, str]) -> tuple[date, date]:
    if cells[MONTH] and any(cells[column] for column in DAYS):
        raise FeedbackError("Give the month, or the first and the last day, but not both")
    if cells[MONTH]:
        month = as_day(cells[MONTH], MONTH_FORMATS)
        if month is None or month.day != 1:
            raise FeedbackError(f"Write the month like 2025-09. It says {cells[MONTH]!r}")
        return month, month.replace(day=monthrange(month.year, month.month)[1])
    days = []
    for column in DAYS:
        day = as_day(cells[column], DAY_FORMATS)
        if day is None:
            raise FeedbackError(
                f"In the column {column}, write a day like 2025-09-30. It says {cells[column]!r}"
            )
        days.append(day)
    return days[0], days[1]


def value_in(said: str, unit: Unit) -> float:
    """The number that somebody wrote. Raises FeedbackError that says what to do about it."""
    said = said.strip()
    if not said:
        raise FeedbackError(f"{A_NUMBER}. Nothing is there")
    is_share = unit in (Unit.PERCENT, Unit.PERCENT_CHANGE)
    number = (said.removesuffix("%").rstrip() if is_share else said).replace(MINUS, "-")
    if _NUMBER.fullmatch(number):
        return float(number.replace(",", ""))
    if begins_formula(said):
        raise FeedbackError(f"{A_NUMBER}, and not as a formula. It says {said!r}")
    raise FeedbackError(f"{A_NUMBER}. It says {said!r}")


def _days(given: OfDays) -> tuple[date, date]:
    return given.since, given.until
