"""How do words and figures leave as a file that a spreadsheet shows and runs nothing of?"""

import io
from collections.abc import Iterable, Sequence
from enum import StrEnum

import xlsxwriter

from reporting.csv_safe import BYTE_ORDER_MARK, Cell, csv_line

LONGEST_CELL = 32_767
"""Excel's own limit: what is longer is cut in its files, and whole in CSV."""


class FileKind(StrEnum):
    """What sort of file it is; the value is how its name ends."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        return {
            FileKind.CSV: "text/csv; charset=utf-8",
            FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


def words_file(
    kind: FileKind, heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, above: Sequence[str] = ()
) -> bytes:
    """The bytes of a file with these rows under a heading: text as text, numbers as numbers.

    `above` are sentences about the file, a row each, with an empty row between them and the heading.
    """
    before: list[list[str]] = [*([said] for said in above), *([[]] if above else [])]
    if kind is FileKind.CSV:
        return (BYTE_ORDER_MARK + "".join(map(csv_line, [*before, heading, *rows]))).encode()
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(len(before) + 1, 0)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        unwrapped = book.add_format({"text_wrap": False})
        sheet.set_column(0, len(heading) - 1, 24, wrapped)
        for at, said in enumerate(above):
            sheet.write_string(at, 0, said[:LONGEST_CELL], unwrapped)
        for at, row in enumerate([heading, *rows], start=len(before)):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell[:LONGEST_CELL])
                else:
                    sheet.write_number(at, column, cell)
    return made.getvalue()
