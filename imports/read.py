"""Which rows does a CSV or XLSX file hold, one after another?"""

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from imports.cells import as_it_was, as_text
from models.errors import FeedbackError

LONGEST_CELL = 10_000_000
# Named so that no file of somebody's own has them.
REASON_COLUMNS = ["reason (Have Your Say)", "row (Have Your Say)"]
STRAY_QUOTE = (
    'A quotation mark inside a cell stands alone: double it ("") and put the cell in quotation marks'
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Row(NamedTuple):
    """A row as it stands in the file; `number` counts as a spreadsheet does, the header being 1.

    A row that could not be taken apart has its raw text in one cell and a `fault`.
    """

    number: int
    cells: list[str]
    fault: str = ""


class Sheet(NamedTuple):
    """A file that is open: what its columns are called and what is under them."""

    header: list[str]
    rows: Iterator[Row]


@contextmanager
def open_sheet(
    path: Path, *, encoding: str = "utf-8", delimiter: str = ",", sheet: str = ""
) -> Iterator[Sheet]:
    """Open a file to be read row by row. Raises FeedbackError when it is not what its name says.

    A file of rejected rows, put right, is read without the two columns that were added to it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as fault:
        raise FeedbackError(f"{path.name} can't be opened: check its name.") from fault
    if not start:
        raise FeedbackError(f"{path.name} is empty: choose the file that has the comments in it.")
    if path.suffix.lower() == ".xlsx":
        if start != _ZIP:
            raise FeedbackError(_not_a_workbook(path, start))
        yield _named(path, _workbook_rows(path, sheet))
        return
    if start in (_ZIP, _OLE):
        raise FeedbackError(f"{path.name} is an Excel workbook: save it in Excel as .xlsx, then import that.")
    old_limit = csv.field_size_limit(LONGEST_CELL)
    try:
        yield _named(path, _csv_rows(path, encoding, delimiter))
    finally:
        csv.field_size_limit(old_limit)


def _not_a_workbook(path: Path, start: bytes) -> str:
    if start == _OLE:
        return f"{path.name} is locked with a password or in an older format: save it as .xlsx without one."
    return f"{path.name} is named .xlsx but is not an Excel workbook: if it is a CSV file, name it .csv."


def _named(path: Path, rows: Iterator[Row]) -> Sheet:
    first = next((row for row in rows if any(cell.strip() for cell in row.cells)), None)
    header = [name.strip() for name in first.cells] if first and not first.fault else []
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FeedbackError(f"The first row of {path.name} has no column names: put them in row 1.")
    following = next(rows, None)
    if following is None:
        raise FeedbackError(f"{path.name} has column names but no rows under them.")
    if header[-2:] == REASON_COLUMNS and len(header) > 2:
        names = [as_it_was(name) for name in header[:-2]]
        return Sheet(names, (_without_reason(row, len(header)) for row in _again(following, rows)))
    return Sheet(header, _again(following, rows))


def _again(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _without_reason(row: Row, width: int) -> Row:
    return row._replace(cells=[as_it_was(cell) for cell in row.cells[: width - 2] + row.cells[width:]])


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    # Half a character that some phones send is read here and put right with the rest of the words.
    utf_8 = encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}
    number, lines, ahead = 0, list[str](), deque[str]()
    try:
        with path.open(
            encoding="utf-8-sig" if utf_8 else encoding,
            errors="surrogatepass" if utf_8 else "strict",
            newline="",
        ) as file:
            rows = csv.reader(_kept(file, lines, ahead), delimiter=delimiter, strict=True)
            while True:
                lines.clear()
                number += 1
                try:
                    yield Row(number, next(rows))
                except StopIteration:
                    return
                except csv.Error as fault:
                    if "expected after" not in str(fault):
                        raise FeedbackError(
                            f"A quotation mark that opens in row {number} of {path.name} is never closed: "
                            "close it, then import the file again."
                        ) from fault
                    if _goes_on(_next_with_a_quote(file, ahead), delimiter):
                        raise FeedbackError(
                            f"A quotation mark inside a cell stands alone in row {number} of {path.name}, "
                            'and that cell may go on in the lines below it: double the mark (""), then '
                            "import the file again."
                        ) from fault
                    yield Row(number, ["".join(lines).rstrip("\r\n")], STRAY_QUOTE)
    except (UnicodeError, LookupError) as fault:
        raise FeedbackError(
            f"{path.name} is not {encoding.upper()} text after row {number}: in Excel, save it as "
            "“CSV UTF-8 (Comma delimited)”, or name its encoding in the map."
        ) from fault


def _kept(file: Iterator[str], lines: list[str], ahead: deque[str]) -> Iterator[str]:
    while line := ahead.popleft() if ahead else next(file, ""):
        lines.append(line)
        yield line


def _next_with_a_quote(file: Iterator[str], ahead: deque[str]) -> str:
    """Look ahead, as far as a cell may reach, for a line with a quotation mark; "" when there is none."""
    seen = 0
    for line in ahead:
        seen += len(line)
        if '"' in line:
            return line
    while seen < LONGEST_CELL and (line := next(file, "")):
        ahead.append(line)
        seen += len(line)
        if '"' in line:
            return line
    return ""


def _goes_on(line: str, delimiter: str) -> bool:
    """Whether a cell that was left open above may end in `line`, the next one with a quotation mark.

    It ends at a mark. So it does not go on where no mark follows, or where the next one opens a cell
    of its own and the marks after it are in pairs. Half a comment must never count as a whole one.
    """
    before, mark, _ = line.partition('"')
    if not mark:
        return False
    if before and not before.endswith(delimiter):
        return True
    try:
        next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return False  # a cell of several lines, or a fault of its own that puts it aside
    return line.count('"') % 2 == 1


def _workbook_rows(path: Path, sheet: str) -> Iterator[Row]:
    try:
        workbook = CalamineWorkbook.from_path(path)
        if sheet and sheet not in workbook.sheet_names:
            names = ", ".join(workbook.sheet_names)
            raise FeedbackError(f"{path.name} has no sheet called “{sheet}”: its sheets are {names}.")
        table = workbook.get_sheet_by_name(sheet) if sheet else workbook.get_sheet_by_index(0)
        for number, cells in enumerate(table.iter_rows(), start=1):
            yield Row(number, [as_text(cell) for cell in cells])
    except PasswordError as fault:
        raise FeedbackError(f"{path.name} is locked with a password: save it without one.") from fault
    except CalamineError as fault:
        raise FeedbackError(f"{path.name} is damaged: save it again in Excel, then import it.") from fault
