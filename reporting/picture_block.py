"""A picture as it stands in what is published: its counts through the gate, and words made from those."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.disclosure import Rules, publish_share
from content.words import words
from reporting import block_words
from reporting.document import Cell, Pictured
from reporting.picture import Counts, Picture, Source
from reporting.picture_words import whose_word
from reporting.publishable import HIDDEN, publishable_rules, publishable_table

MOST_BARS = 6
"""A table with more columns is read, not drawn."""


def picture_block(picture: Picture, rules: Rules, *, said: str = "") -> Pictured:
    """The picture as anybody may see it, with what staff say of it. Nothing true of it is left.

    Its last row is called "Everybody" where it has totals. Raises ValueError for a picture of single people,
    and for one that has numbers and no counts.
    """
    picture.check_may_leave()
    counts = picture.counts
    if counts is None and picture.fewest is not None:
        raise ValueError(f"{picture.name} has numbers, and no counts of people to publish")
    first = str(picture.table.columns[0]) if len(picture.table.columns) else ""
    block = Pictured(
        name=picture.name,
        heading=picture.heading,
        sentence=words("report.few"),
        columns=(first,),
        rows=(),
        said=paragraphs(said),
    )
    if counts is None or not counts.rows or not counts.columns:
        return block
    if counts.is_table and len(counts.rows) == 1:
        counts = _turned(counts)
    table = publishable_table(counts, rules)
    columns = [first, *map(str, table.columns[1:])]
    rows = _in_order(counts, [tuple(row) for row in table.itertuples(index=False, name=None)])
    if not any(isinstance(cell, int) for row in rows for cell in row):
        return block
    sentence, bars = _said_and_drawn(picture.name, counts, rows)
    if counts.is_table and len(counts.columns) == 1:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return block.model_copy(
        update={
            "sentence": sentence,
            "columns": tuple(columns),
            "rows": tuple(rows),
            "bars": bars,
            "in_hundred": bool(bars) and not counts.is_table,
            "notes": _notes(picture, rows, rules),
        }
    )


def paragraphs(said: str) -> tuple[str, ...]:
    """What an empty line parts, each on lines of its own."""
    return tuple(one.strip() for one in said.split("\n\n") if one.strip())


def _turned(counts: Counts) -> Counts:
    """One row of many columns as a column of many rows, which is easier to read."""
    cells = [[people] for people in counts.cells[0]]
    return replace(counts, rows=counts.columns, columns=counts.rows, cells=cells)


def _in_order(counts: Counts, rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows, those that stood by their true numbers by the published ones: their order would tell more."""
    if counts.is_table:
        return list(rows)
    at = 1 if len(counts.columns) == 1 else -1
    true = [cells[0] if at == 1 else sum(cells) for cells in counts.cells]
    if true != sorted(true, reverse=True):
        return list(rows)
    return sorted(rows, key=lambda row: (-_number(row[at]), str(row[0])))


def _number(cell: Cell) -> int:
    """What is shown; nothing of what is hidden."""
    return cell if isinstance(cell, int) else 0


def _said_and_drawn(
    name: str, counts: Counts, rows: Sequence[tuple[Cell, ...]]
) -> tuple[str, tuple[str, ...]]:
    """The sentence, and the columns that are drawn: none of a table from some kinds to the same kinds."""
    if counts.is_table:
        is_crossed = len(counts.columns) > MOST_BARS or not {*counts.rows}.isdisjoint(counts.columns)
        said = block_words.of_table(name, counts.columns, rows, is_crossed=is_crossed)
        return said, () if is_crossed else tuple(counts.columns)
    if counts.changes:
        raise ValueError(f"{name} shows changes of people's own numbers, which no report has")
    said = block_words.of_shares(name, counts.columns, rows)
    is_drawn = len(counts.columns) == 1 or (counts.rows_add_up and len(counts.columns) <= MOST_BARS)
    percents = tuple(words("pictures.published.percent", name=column) for column in counts.columns)
    return said, percents if is_drawn else ()


def _notes(picture: Picture, rows: Sequence[tuple[Cell, ...]], rules: Rules) -> tuple[str, ...]:
    """Whose word it is, how much of it a person checked, and what was done to its numbers."""
    is_hidden = any(cell == HIDDEN for row in rows for cell in row)
    notes = (
        whose_word(picture),
        _checked(picture, rules) if picture.source is Source.TAGS else "",
        words("pictures.published.hidden") if is_hidden else "",
        words("pictures.published.rounded", round_to=publishable_rules(rules).round_to),
    )
    return tuple(filter(None, notes))


def _checked(picture: Picture, rules: Rules) -> str:
    share = publish_share(picture.behind.checked, picture.behind.people, publishable_rules(rules))
    if share.part.shown is None or share.whole.shown is None:
        return words("report.checked_hidden")
    if not share.part.shown:
        return words("report.checked_none")
    return words("report.checked", part=f"{share.part.shown:,}", whole=f"{share.whole.shown:,}")
