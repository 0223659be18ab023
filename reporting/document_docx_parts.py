"""What Word's files need and its library has no function for: texts for drawings, table headers, links."""

import io
from collections.abc import Sequence
from typing import Any

from content.look.tokens import Palette
from reporting.document_words import MOST_COLUMNS, Titled

FONT, LANGUAGE = "Arial", "en-GB"
SIZES = {"Normal": 12, "Title": 26, "Heading 1": 18, "Heading 2": 14, "Caption": 11, "Quote": 12}
"""The styles of Word's own that are used, in points."""
ACROSS_CM, SIDEWAYS_CM, MARGIN_CM, INDENT_CM = 17.0, 25.7, 2.0, 0.75
MANY_COLUMNS, FEW_ROWS = 7, 10
CELL_PT, SMALL_PT = 10, 8
RIGHT = 2
"""The library's number for lines that end at the right."""


def in_our_look(file: Any, colours: Palette) -> None:
    """A4, a typeface that every machine has, our colours, and the language for whoever has it read out."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = file.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    for name, size in SIZES.items():
        style = file.styles[name]
        style.font.size, style.font.name = Pt(size), FONT
        style.font.color.rgb = RGBColor.from_string(colours.ink.removeprefix("#"))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{part}"), None)
    file.styles["Normal"].paragraph_format.space_after = Pt(6)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    file.styles["Quote"].paragraph_format.left_indent = Cm(INDENT_CM)
    for name in ("Heading 1", "Heading 2"):
        file.styles[name].paragraph_format.space_after = Pt(4)
    file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)


def number_pages(file: Any, name: str, draft: str) -> None:
    """On every page: whose it is, and that it is a draft, above; which page it is, below."""
    page = file.sections[0]
    page.header.paragraphs[0].text = f"{name}\t\t{draft}".rstrip()
    foot = page.footer.paragraphs[0]
    foot.alignment = RIGHT
    _begin_field(foot, "PAGE")
    foot.add_run("1")
    _mark(foot, "end")


def add_contents(file: Any, title: str, contents: Sequence[Titled]) -> None:
    """The headings, each a link; Word makes the list anew when somebody asks it to."""
    from docx.shared import Cm

    file.add_paragraph(title, "TOC Heading")
    for one in contents:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(INDENT_CM * (one.level - 2))
        if one is contents[0]:
            _begin_field(paragraph, r'TOC \o "1-2" \n \h \z \u')
        link = _element("w:hyperlink", anchor=_bookmark(one), history="1")
        link.append(paragraph.add_run(one.said)._r)
        paragraph._p.append(link)
        if one is contents[-1]:
            _mark(paragraph, "end")


def add_heading(file: Any, title: Titled, number: int) -> None:
    """A heading that can be led to; `number` is its own in the file."""
    heading = file.add_heading(title.said, title.level - 1)
    heading._p.insert(1, _element("w:bookmarkStart", id=str(number), name=_bookmark(title)))
    heading._p.append(_element("w:bookmarkEnd", id=str(number)))


def add_drawing(file: Any, png: bytes, text: str) -> None:
    """A drawing as wide as the page, with what it says to whoever can't see it."""
    from docx.shared import Cm

    paragraph = file.add_paragraph()
    drawing = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(ACROSS_CM))
    drawing._inline.docPr.set("descr", text)


def add_table(file: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row is its header on every page, and whose first column names the rows."""
    from docx.shared import Cm, Pt

    many = len(rows[0])
    wide = SIDEWAYS_CM if many > MOST_COLUMNS else ACROSS_CM
    first = wide * (0.45 if many < 5 else 0.25 if many <= MANY_COLUMNS else 0.16)
    widths = [Cm(first), *[Cm((wide - first) / max(1, many - 1))] * (many - 1)]
    table = file.add_table(len(rows), many, "Table Grid")
    table.autofit = False
    _name_parts(table, narrow=many > MANY_COLUMNS)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for down, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
        stays = down + 1 < len(rows) and (down == 0 or len(rows) <= FEW_ROWS)
        for across, (cell, said) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = widths[across]
            run = cell.paragraphs[0].add_run(said)
            run.font.size, run.bold = Pt(CELL_PT if many <= MANY_COLUMNS else SMALL_PT), down == 0
            style = cell.paragraphs[0].paragraph_format
            style.space_after, style.keep_with_next = Pt(2), stays
            style.alignment = RIGHT if across else None
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def turn_page(file: Any) -> None:
    """What comes next stands on a new page, turned on its side; or upright again."""
    before = file.sections[-1]
    width, height = before.page_height, before.page_width
    page = file.add_section()
    page.orientation = 1 if width > height else 0
    page.page_width, page.page_height = width, height


def _name_parts(table: Any, *, narrow: bool) -> None:
    """Say which row repeats on each page and that it and the first column are headers; no row is torn."""
    properties = table._tbl.tblPr
    for old in properties.findall(_name("w:tblLook")):
        properties.remove(old)
    if narrow:
        margins = _element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(_element(f"w:{side}", w="30", type="dxa"))
        properties.append(margins)
    properties.append(_element("w:tblLook", val="00A0", firstRow="1", firstColumn="1", noHBand="1"))
    for line in table.rows:
        line._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _begin_field(paragraph: Any, what: str) -> None:
    """What Word fills in by itself; what follows up to its end is what it shows until then."""
    _mark(paragraph, "begin")
    instruction = _element("w:instrText")
    instruction.text = what
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def _mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType=kind))


def _bookmark(title: Titled) -> str:
    """Word allows no dashes in it."""
    return title.anchor.replace("-", "_")


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_name(f"w:{name}"), value)
    return made


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))
