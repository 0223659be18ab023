"""The finding of a published picture in a sentence, written from its published numbers and from no others."""

from collections.abc import Sequence
from typing import NamedTuple

from content.words import words
from reporting.document import Cell

Row = Sequence[Cell]
MOST_NAMED = 3
OWN_WORDS = {
    "people": "months",
    "themes": "themes",
    "service_themes": "themes",
    "leaving_hospital_eight": "questions",
    "leaving_hospital_helpers": "questions",
    "joins_problems": "problems",
    "joins_well": "well",
    "joins_to_publish": "joins",
}
"""Pictures that say it in words of their own, by their names."""


class _Figure(NamedTuple):
    """One published number: of which row and column, and, of a share, in a hundred and of how many."""

    row: str
    column: str
    part: int
    percent: int
    whole: int


def of_shares(name: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The largest share that is shown. A row: its name, each column's number and percent, the whole."""
    found = [
        _Figure(str(row[0]), column, part, percent, whole)
        for row in rows
        for at, column in enumerate(columns)
        for part, percent, whole in [(row[1 + 2 * at], row[2 + 2 * at], row[-1])]
        if isinstance(part, int) and isinstance(percent, int) and isinstance(whole, int)
    ]
    is_some_hidden = len(found) < len(rows) * len(columns)
    if not any(one.part for one in found):
        return words("report.few" if is_some_hidden or not found else "report.none_so")
    said = [_most(name, "shares", found, max(one.percent for one in found))]
    least = min(one.percent for one in found)
    if OWN_WORDS.get(name) == "questions" and least < max(one.percent for one in found):
        said.append(_most("", "least", found, least))
    if is_some_hidden:
        said.append(words("report.some_hidden"))
    return " ".join(said)


def of_table(name: str, columns: Sequence[str], rows: Sequence[Row], *, is_crossed: bool) -> str:
    """The largest group of a table whose last row has the totals, and how many people there are in all.

    With `is_crossed` a group is a cell; else, of several columns, a column.
    """
    total = rows[-1][-1]
    if not isinstance(total, int):
        return words("report.few")
    if not total:
        return words("report.nobody")
    lines = rows[:-1] if is_crossed or len(columns) == 1 else rows[-1:]
    found = [
        _Figure(str(row[0]), column, part, min(100, round(100 * part / total)), total)
        for row in lines
        for column, part in zip(columns, row[1:], strict=False)
        if isinstance(part, int) and part
    ]
    if not found:
        return words("report.total_alone", whole=f"{total:,}")
    kind = "crossed" if is_crossed else "rows" if len(columns) == 1 else "columns"
    return _most(name, kind, found, max(one.part for one in found), by="part")


def _most(name: str, kind: str, found: Sequence[_Figure], value: int, *, by: str = "percent") -> str:
    """What those figures say that have this value: all of them by name, where they are not many."""
    level = [one for one in found if getattr(one, by) == value]
    if len(level) > MOST_NAMED:
        return words("report.level", many=len(level), whole=f"{level[0].whole:,}")
    own = OWN_WORDS.get(name, kind)
    if own == "shares" and level[0].column in (words("numbers.people"), words("leaving_hospital.people")):
        own = "of_people"
    key = f"report.most.{own}" if len(level) == 1 else f"report.most.{own}_level"
    first = level[0]
    several = _listed([_called(one, kind) for one in level])
    return words(
        key,
        row=first.row,
        column=first.column,
        several=several,
        part=f"{first.part:,}",
        percent=first.percent,
        whole=f"{first.whole:,}",
    )


def _called(one: _Figure, kind: str) -> str:
    name = {"crossed": f"{one.row} – {one.column}", "columns": one.column}.get(kind, one.row)
    return words("report.quoted", name=name)


def _listed(names: Sequence[str]) -> str:
    return words("report.and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]
