"""Which points of a spreadsheet's series differ by more than chance? Needs no store."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.common import column_place, replacing, sentences
from models.errors import FeedbackError

if TYPE_CHECKING:
    from analysis.spc import Point
    from imports.read import Row

ADDED = ["mean", "upper_limit", "lower_limit", "special_cause", "direction"]
DATES = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m", "%m/%Y", "%b %Y", "%B %Y", "%b-%y", "%d %b %Y", "%d %B %Y")
DECIMALS = 6
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?(?<=\d)([eE][+-]?\d{1,2})?%?", re.ASCII)


def spc(
    input_: Annotated[Path, typer.Option("--input", help="A CSV or XLSX file, one row for each date.")],
    value_column: Annotated[str, typer.Option(help="The column of numbers.")],
    output: Annotated[Path, typer.Option(help="The CSV file to write.")],
    date_column: Annotated[
        str, typer.Option(help="The column of dates; without it the rows are in order as they stand.")
    ] = "",
    screen: Annotated[
        bool, typer.Option("--screen", help="Leave out very large steps when the limits are made.")
    ] = False,
) -> None:
    """Control limits and special causes for a series: the same rows, in order, with columns added."""
    from analysis.spc import Footing, limits_of, read_series
    from imports.read import open_sheet

    with sentences(), open_sheet(input_) as sheet, replacing(output) as file:
        if taken := [name for name in ADDED if name in sheet.header]:
            raise FeedbackError(f"{input_.name} has a column “{taken[0]}” already: rename it first.")
        rows = [_whole(row, len(sheet.header), input_) for row in sheet.rows]
        numbers = _numbers(rows, column_place(sheet.header, value_column, input_), value_column)
        order = list(numbers)
        if date_column:
            days = _days(rows, order, column_place(sheet.header, date_column, input_), date_column)
            order.sort(key=lambda place: days[place])
        if not order:
            raise FeedbackError(f"“{value_column}” has no number in it, so there is nothing to read.")
        series = [numbers[place] for place in order]
        points = dict(zip(order, read_series(series, screen=screen), strict=True))
        written = csv.writer(file)
        written.writerow([*sheet.header, *ADDED])
        for place, row in enumerate(rows):
            written.writerow([*row.cells, *_columns(points.get(place))])
    typer.echo(f"{len(series):,} points read into {output}")
    if left_out := len(rows) - len(series):
        typer.echo(f"{left_out:,} rows have no number and are no points of the series.", err=True)
    footing = limits_of(series, screen=screen).footing
    if footing is Footing.RUN_CHART:
        typer.echo("Fewer than 7 points: too few for limits. Draw them as a run chart.", err=True)
    elif footing is Footing.TRIAL:
        typer.echo("Fewer than 12 points: these limits are on trial, and will move.", err=True)


def _columns(point: "Point | None") -> list[str]:
    if point is None:
        return [""] * len(ADDED)
    lines = (point.limits.mean, point.limits.upper, point.limits.lower)
    said = (point.signal, point.direction)
    return [*(f"{float(line):.{DECIMALS}f}" for line in lines), *(one.value if one else "" for one in said)]


def _whole(row: "Row", width: int, file: Path) -> "Row":
    if row.fault:
        raise FeedbackError(f"Row {row.number} of {file.name} can't be taken apart: {row.fault}.")
    if len(row.cells) > width:
        raise FeedbackError(f"Row {row.number} of {file.name} has more cells than there are column names.")
    return row._replace(cells=[*row.cells, *[""] * (width - len(row.cells))])


def _numbers(rows: "Sequence[Row]", place: int, column: str) -> dict[int, Decimal]:
    """The number of each row that has one, by the row's place."""
    found: dict[int, Decimal] = {}
    for at, row in enumerate(rows):
        said = row.cells[place].strip()
        if not said:
            continue
        if not NUMBER.fullmatch(said):
            raise FeedbackError(f"Row {row.number}: “{said[:40]}” under “{column}” is not a number.")
        found[at] = Decimal(said.replace(",", "").removesuffix("%"))
    return found


def _days(rows: "Sequence[Row]", places: Sequence[int], column_at: int, column: str) -> dict[int, date]:
    """The day of each row that is a point, by the row's place. Raises FeedbackError for one twice."""
    from imports.cells import as_day

    found: dict[int, date] = {}
    taken: dict[date, int] = {}
    for at in places:
        number, said = rows[at].number, rows[at].cells[column_at]
        day = as_day(said, DATES)
        if day is None:
            raise FeedbackError(
                f"Row {number}: “{said.strip()[:40]}” under “{column}” is not a date that we can read. Write "
                "it as 2026-11-03 or 03/11/2026, or leave out --date-column to take the rows as they stand."
            )
        if day in taken:
            raise FeedbackError(
                f"Rows {taken[day]} and {number} have the same date: give one number for each."
            )
        found[at], taken[day] = day, number
    return found
