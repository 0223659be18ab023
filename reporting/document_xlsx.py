"""The tables of a document as a spreadsheet: a sheet each, and a first one that lists them."""

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter

from content.words import words
from reporting import document_words as say
from reporting.document import Document, Pictured
from reporting.words_file import LONGEST_CELL

ACROSS = 20


def document_xlsx(document: Document) -> bytes:
    """The tables as they were published: text as text, numbers as numbers, "[c]" for what is hidden."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": document.title,
                "author": document.watchdog,
                "created": datetime.combine(document.made_on, time()),
            }
        )
        tables = list(say.tables(document))
        _list(book, document, tables)
        for number, block in tables:
            _table(book, document, number, block)
    return made.getvalue()


def _list(book: Any, document: Document, tables: list[tuple[int, Pictured]]) -> None:
    """The first sheet: what the report is, and a link to each table."""
    sheet, bold = book.add_worksheet(say.said("files.contents")), book.add_format({"bold": True})
    sheet.set_column(0, 0, 4 * ACROSS)
    draft = [say.said("draft")] if say.is_draft(document) else []
    for at, line in enumerate([document.title, *draft, *say.cover(document)]):
        sheet.write_string(at, 0, line[:LONGEST_CELL], bold if at == 0 else None)
    begins = len(say.cover(document)) + len(draft) + 2
    sheet.write_string(begins, 0, say.said("files.tables" if tables else "files.no_tables"), bold)
    for at, (number, block) in enumerate(tables, start=begins + 1):
        sheet.write_url(at, 0, f"internal:'{_name(number)}'!A1", string=say.caption(number, block)[:255])
    sheet.write_string(begins + len(tables) + 2, 0, say.said("method"), bold)
    for at, sentence in enumerate(document.method, start=begins + len(tables) + 3):
        sheet.write_string(at, 0, sentence[:LONGEST_CELL])


def _table(book: Any, document: Document, number: int, block: Pictured) -> None:
    """One table, with what must be known of it above."""
    sheet = book.add_worksheet(_name(number))
    bold, head = (
        book.add_format({"bold": True}),
        book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
    )
    hidden = words("pictures.published.hidden") if say.has_hidden(block) else ""
    draft = say.said("draft") if say.is_draft(document) else ""
    about = [say.caption(number, block), draft, block.sentence, *block.notes, hidden, *say.cover(document)]
    above = [*dict.fromkeys(filter(None, about))]
    for at, line in enumerate(above):
        sheet.write_string(at, 0, line[:LONGEST_CELL], bold if at == 0 else None)
    sheet.write_url(
        len(above), 0, f"internal:'{say.said('files.contents')}'!A1", string=say.said("files.back")
    )
    begins = len(above) + 2
    sheet.set_column(0, 0, 2 * ACROSS)
    sheet.set_column(1, max(1, len(block.columns) - 1), ACROSS)
    sheet.freeze_panes(begins + 1, 1)
    for down, row in enumerate([block.columns, *block.rows], start=begins):
        for across, cell in enumerate(row):
            style = head if down == begins else None
            if isinstance(cell, int):
                sheet.write_number(down, across, cell, style)
            else:
                sheet.write_string(down, across, cell[:LONGEST_CELL], style)


def _name(number: int) -> str:
    return say.said("files.table", number=number)
