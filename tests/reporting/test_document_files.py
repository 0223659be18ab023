"""A document as PDF, as Word and as a spreadsheet: tagged, readable by machines, and the same each time."""

import io
import re

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from reporting.document_docx import document_docx
from reporting.document_pdf import document_pdf
from reporting.document_xlsx import document_xlsx
from tests.reporting.documents import LONG, MATRIX, NOTHING, QUARTER, THEMES, WORDS

DRAFT = QUARTER.model_copy(update={"published_by": "", "version": 1, "reason": ""})


@pytest.mark.pdf
def test_a_pdf_is_tagged_dated_as_the_document_and_the_same_each_time(unpacked):
    first, again = (unpacked(lambda: document_pdf(QUARTER, WORDS)) for _ in range(2))
    assert first == again
    assert b"pdfuaid" in first and b"/Lang (en-GB)" in first and b"D:20261120" in first
    for tag in (b"/S /H1", b"/S /H2", b"/S /H3", b"/S /TH", b"/S /Caption", b"/S /Figure", b"/Alt"):
        assert tag in first, tag
    assert len(re.findall(rb"/Type /Page(?!s)", first)) > 1


def test_a_word_document_has_real_headings_captions_quotations_and_links_between_them():
    file = open_docx(io.BytesIO(document_docx(LONG, WORDS)))
    by_style = {}
    for paragraph in file.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == [QUARTER.title]
    assert by_style["Heading 1"] == ["What we heard", "What we ask", "How we know, and what this can’t tell"]
    assert len(by_style["Heading 2"]) == 6
    assert [said.partition(":")[0] for said in by_style["Caption"]] == [f"Table {at}" for at in (1, 2, 3, 4)]
    assert by_style["Quote"][0] == "“… Nobody told us who to call once Dad was home. …”"
    assert "taken out after publication" in by_style["Quote"][1]
    body = file.element.body
    there = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} == there


def test_word_repeats_the_header_of_each_table_and_tells_what_each_drawing_shows():
    file = open_docx(io.BytesIO(document_docx(LONG, WORDS)))
    for table in file.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["Medicines ready", "120 (39%)"]
    texts = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert len(texts) == 4 and texts[0] == f"{THEMES.sentence} All its numbers stand in the table below."
    assert "part 2 of 2" in texts[-1]
    assert file.core_properties.language == "en-GB"
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_a_table_of_many_columns_stands_on_a_page_turned_on_its_side():
    file = open_docx(io.BytesIO(document_docx(QUARTER.model_copy(update={"blocks": (MATRIX,)}), {})))
    sizes = [(page.page_width or 0, page.page_height or 0) for page in file.sections]
    assert [width > height for width, height in sizes] == [False, True, False]


def test_a_draft_says_so_on_every_page_of_word():
    def top(document):
        return open_docx(io.BytesIO(document_docx(document, WORDS))).sections[0].header.paragraphs[0].text

    assert "Draft: not published" in top(DRAFT) and "Draft" not in top(QUARTER)


@pytest.mark.parametrize("document", [NOTHING, QUARTER])
def test_word_and_the_spreadsheet_are_the_same_each_time(document, monkeypatch):
    made = document_docx(document, WORDS), document_xlsx(document)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert (document_docx(document, WORDS), document_xlsx(document)) == made


def test_the_spreadsheet_lists_its_tables_and_has_numbers_as_they_were_published():
    book = CalamineWorkbook.from_filelike(io.BytesIO(document_xlsx(LONG)))
    assert book.sheet_names == ["Contents", "Table 1", "Table 2", "Table 3", "Table 4"]
    listed = [str(row[0]) for row in book.get_sheet_by_name("Contents").to_python()]
    assert "Table 1: What do people speak of most?" in listed and listed[0] == QUARTER.title
    rows = book.get_sheet_by_name("Table 1").to_python()
    assert rows[-3:] == [
        ["Medicines ready", 120.0, 39.0],
        ["Told who to call", 95.0, 31.0],
        ["An interpreter", "[c]", "[c]"],
    ]
    assert any("[c] is a hidden number" in str(row[0]) for row in rows)
    assert "=HYPERLINK(1)" in [row[0] for row in book.get_sheet_by_name("Table 3").to_python()]


def test_a_report_without_tables_has_a_spreadsheet_that_says_so():
    book = CalamineWorkbook.from_filelike(io.BytesIO(document_xlsx(NOTHING)))
    assert book.sheet_names == ["Contents"]
    said = [str(row[0]) for row in book.get_sheet_by_name("Contents").to_python()]
    assert "This report has no tables." in said and "Draft: not published" in said
