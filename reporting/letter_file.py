"""A letter as a file: plain text, or a Word document with real headings."""

import io
from collections.abc import Collection
from enum import StrEnum

from content.look.tokens import tokens
from models.words import canonical
from reporting.document_docx_parts import in_our_look


class LetterFile(StrEnum):
    """What sort of file it is; the value is how its name ends."""

    WORD = "docx"
    TEXT = "txt"

    @property
    def mime(self) -> str:
        return {
            LetterFile.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            LetterFile.TEXT: "text/plain; charset=utf-8",
        }[self]


def letter_file(kind: LetterFile, said: str, title: str, headings: Collection[str]) -> bytes:
    """The letter as whoever sends it left it.

    In Word a paragraph that says the `title`, or one of the `headings`, is a heading.
    """
    if kind is LetterFile.TEXT:
        return said.replace("\n", "\r\n").encode()
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = title, ""
    in_our_look(document, tokens().light)
    for paragraph in filter(None, map(str.strip, canonical(said).split("\n\n"))):
        if paragraph == title or paragraph in headings:
            document.add_heading(paragraph, level=1 if paragraph == title else 2)
        else:
            document.add_paragraph(paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
