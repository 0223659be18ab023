"""A document as a Word file: real headings, tables, lists and quotations, and the same bytes each time."""

import io
import zipfile
from datetime import datetime, time
from itertools import count
from typing import Any

from content.look.tokens import tokens
from reporting import document_words as say
from reporting.document import Block, Document, Paragraphs, Pictured, Quotable, Quotation, Recommended
from reporting.document_asked import recommended_facts
from reporting.document_chart import chart_png, chart_svgs
from reporting.document_docx_parts import (
    LANGUAGE,
    add_contents,
    add_drawing,
    add_heading,
    add_table,
    in_our_look,
    number_pages,
    turn_page,
)
from reporting.document_words import Given

PACKED_ON = (1980, 1, 1, 0, 0, 0)


def document_docx(document: Document, quotable: Quotable, *, kept_as: str = "") -> bytes:
    """The document for Word."""
    import docx

    file, given = docx.Document(), Given(document, quotable, kept_as)
    draft = say.said("draft") if say.is_draft(document) else ""
    in_our_look(file, tokens().light)
    _describe(file, document)
    number_pages(file, document.watchdog, draft)
    if draft:
        file.add_paragraph().add_run(draft).bold = True
    file.add_paragraph(document.title, "Title")
    for line in say.cover(document):
        file.add_paragraph(line)
    if contents := say.contents(document):
        add_contents(file, say.said("contents"), contents)
    numbers = {id(block): number for number, block in say.tables(document)}
    blocks: list[Block | None] = [*document.blocks, None]
    for block, title, at in zip(blocks, say.titles(document), count(1), strict=False):
        is_sideways = block is not None and say.is_sideways(block)
        if is_sideways:
            turn_page(file)
        if title:
            add_heading(file, title, at)
        if block:
            _add(file, block, given, numbers.get(id(block), 0))
        if is_sideways:
            turn_page(file)
    for sentence in say.method(given):
        file.add_paragraph(sentence)
    return _same_each_time(file)


def _add(file: Any, block: Block, given: Given, number: int) -> None:
    """Everything of a block but its heading."""
    match block:
        case Paragraphs():
            for paragraph in block.said:
                file.add_paragraph(paragraph)
        case Pictured():
            _add_picture(file, block, number)
        case Quotation():
            said = say.quoted(block, given.quotable)
            quote = file.add_paragraph(said or say.gone(given.document), "Quote")
            if said:
                quote.paragraph_format.keep_with_next = True
                file.add_paragraph(block.whose)
        case Recommended():
            _add_recommended(file, block)


def _add_picture(file: Any, block: Pictured, number: int) -> None:
    finding = file.add_paragraph()
    finding.add_run(block.sentence).bold = True
    finding.paragraph_format.keep_with_next = bool(block.rows)
    for paragraph in block.said:
        file.add_paragraph(paragraph).paragraph_format.keep_with_next = bool(block.rows)
    if block.rows:
        drawings = chart_svgs(block)
        for part, svg in enumerate(drawings, start=1):
            add_drawing(file, chart_png(svg), say.alternative(block, part, len(drawings)))
        file.add_paragraph(say.caption(number, block), "Caption")
        add_table(file, say.table(block))
    for note in say.notes(block):
        file.add_paragraph(note, "List Bullet")


def _add_recommended(file: Any, block: Recommended) -> None:
    for fact in recommended_facts(block):
        first, *others = fact.lines
        paragraph = file.add_paragraph()
        paragraph.add_run(f"{fact.name}: ").bold = True
        paragraph.add_run(first)
        for line in others:
            file.add_paragraph(line)
        for line in fact.quoted:
            file.add_paragraph(line, "Quote")


def _describe(file: Any, document: Document) -> None:
    """What the file says of itself; its day is the document's, never that of the machine."""
    about = file.core_properties
    about.title, about.author, about.last_modified_by = document.title, document.watchdog, document.watchdog
    about.created = about.modified = datetime.combine(document.made_on, time())
    about.language, about.comments, about.revision = LANGUAGE, "", 1


def _same_each_time(file: Any) -> bytes:
    """The file, with one date on all that is packed in it."""
    made, packed = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as there, zipfile.ZipFile(packed, "w") as new:
        for one in there.infolist():
            new.writestr(zipfile.ZipInfo(one.filename, PACKED_ON), there.read(one), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
