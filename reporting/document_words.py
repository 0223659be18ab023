"""What a document says of itself, in the same words on every kind of page that it is drawn on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from content.words import ENGLISH, day_in_words, words
from reporting.document import (
    Block,
    Cell,
    Document,
    Heading,
    Pictured,
    Quotable,
    Quotation,
    Recommended,
    fingerprint,
    written,
)
from reporting.excerpts import in_marks
from reporting.publishable import HIDDEN

LONG = 6
"""From so many headings on, a document begins with a list of them."""
MOST_DRAWN = 30
"""So many rows of a table are drawn."""
MOST_COLUMNS = 10
"""A table with more stands on a page turned on its side."""
FIRST = 12
"""So much of a fingerprint is printed."""


def said(key: str, **gaps: str | int) -> str:
    """The words filed under "drawn." and `key`, with their gaps filled."""
    return words(f"drawn.{key}", language=ENGLISH, **gaps)


@dataclass(frozen=True)
class Given:
    """What a document is drawn with: whose words may be shown, and the fingerprint it was kept under.

    Without a fingerprint it is the document's own.
    """

    document: Document
    quotable: Quotable
    kept_as: str = ""

    @property
    def fingerprint(self) -> str:
        return self.kept_as or fingerprint(written(self.document))


class Titled(NamedTuple):
    """A heading of a document: how deep it is (2 or 3), and where a link to it leads."""

    level: int
    said: str
    anchor: str


def is_draft(document: Document) -> bool:
    """Whether nobody has signed it."""
    return not document.published_by


def cover(document: Document) -> tuple[str, ...]:
    """What stands under the title: whose it is, what it is about, and who signed it when."""
    lines = [said("by", watchdog=document.watchdog), document.scope, _days(document)]
    day = day_in_words(document.made_on)
    if is_draft(document):
        lines.append(said("made", day=day))
    else:
        key = "published" if document.version == 1 else "version"
        lines.append(said(key, version=document.version, day=day, name=document.published_by))
    if document.reason:
        lines.append(said("because", reason=document.reason))
    return tuple(filter(None, lines))


def titles(document: Document) -> tuple[Titled | None, ...]:
    """For each block, in order, its heading; and last that of the box on method. No level is left out."""
    found: list[Titled | None] = []
    is_under_one = False
    for at, block in enumerate(document.blocks):
        match block:
            case Heading():
                is_under_one = True
                found.append(Titled(2, block.said, f"part-{at + 1}"))
            case Pictured() | Recommended():
                title = block.heading if isinstance(block, Pictured) else recommended_title(block)
                found.append(Titled(3 if is_under_one else 2, title, f"part-{at + 1}"))
            case _:
                found.append(None)
    return (*found, Titled(2, said("method"), "method"))


def contents(document: Document) -> tuple[Titled, ...]:
    """The headings that a long document begins with; none of a short one."""
    found = tuple(filter(None, titles(document)))
    return found if len(found) >= LONG else ()


def tables(document: Document) -> Iterator[tuple[int, Pictured]]:
    """The pictures that have numbers, each with the number of its table."""
    return enumerate((block for block in document.pictures if block.rows), start=1)


def caption(number: int, block: Pictured) -> str:
    return said("table", number=number, heading=block.heading)


def alternative(block: Pictured, part: int = 1, parts: int = 1) -> str:
    """What a drawing says to whoever can't see it: the finding, and where its numbers are."""
    key = "alternative" if parts == 1 else "alternative_part"
    return said(key, sentence=block.sentence, part=part, parts=parts).strip()


def shown(cell: Cell) -> str:
    """A cell of a table as people read it."""
    if cell == HIDDEN:
        return said("hidden")
    return f"{cell:,}" if isinstance(cell, int) else cell


def table(block: Pictured) -> tuple[tuple[str, ...], ...]:
    """The names of its columns, then its rows as people read them: "35 (30%)" with a share beside."""
    shares = {
        at + 1: at
        for at, (one, other) in enumerate(pairwise(block.columns))
        if other == words("pictures.published.percent", name=one)
    }
    columns = tuple(name for at, name in enumerate(block.columns) if at not in shares)
    beside = {of: at for at, of in shares.items()}
    rows = (
        tuple(
            _with_share(cell, row[beside[at]]) if at in beside else shown(cell)
            for at, cell in enumerate(row)
            if at not in shares
        )
        for row in block.rows
    )
    return (columns, *rows)


def is_sideways(block: Block) -> bool:
    """Whether it has a table with so many columns that the page is turned."""
    return isinstance(block, Pictured) and len(table(block)[0]) > MOST_COLUMNS


def _with_share(number: Cell, percent: Cell) -> str:
    if HIDDEN in (number, percent):
        return shown(number)
    return said("share", number=shown(number), percent=percent)


def has_hidden(block: Pictured) -> bool:
    return any(cell == HIDDEN for row in block.rows for cell in row)


def notes(block: Pictured) -> tuple[str, ...]:
    """What stands under a table: its notes, and what a hidden number is where there is one.

    Files of numbers say it of the sign that stands for one; here it is a word.
    """
    others = [note for note in block.notes if note != words("pictures.published.hidden")]
    hidden = [said("hidden_note")] if has_hidden(block) else []
    first = [said("first_rows", most=MOST_DRAWN)] if block.bars and len(block.rows) > MOST_DRAWN + 1 else []
    return (*first, *others, *hidden)


def quoted(block: Quotation, quotable: Quotable) -> str:
    """The words in quotation marks, with dots where some were left out; empty if they may not be shown."""
    if not block.words(quotable).strip():
        return ""
    return in_marks(quotable[block.feedback_id], block.start, block.end)


def gone(document: Document) -> str:
    """What stands where words may not be shown any more."""
    return said("gone_draft" if is_draft(document) else "gone")


def method(given: Given) -> tuple[str, ...]:
    """The box on method and limits: its sentences, and the fingerprint."""
    document = given.document
    lines = [*document.method]
    if not is_draft(document):
        lines.append(said("fingerprint", first=given.fingerprint[:FIRST]))
    return tuple(lines)


def recommended_title(block: Recommended) -> str:
    return said(f"recommended.{block.what.value}", number=f"R{block.number}", asks=block.asks)


def _days(document: Document) -> str:
    """Which days its figures are of, where its scope doesn't say so."""
    if not (document.since and document.until and document.pictures):
        return ""
    since, until = day_in_words(document.since), day_in_words(document.until)
    is_said = since in document.scope and until in document.scope
    return "" if is_said else said("days", since=since, until=until)
