"""How many people of which groups does a CSV file say there are, and what in it has to be put right?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from content.kinds_of_people import group_called, groups_of, is_group, kinds_of_people
from imports.small_csv import WrongRow, needs, read_small, to_fill_in
from models.census import MOST_PEOPLE
from models.errors import FeedbackError

COLUMNS = ("kind", "group", "people")
ALSO = "called"
"""A column of the empty file that says what each code means; it is not read."""

AREA_LIKE = "MK9"
FEWEST_GROUPS = 2
MOST_ROWS = 2_000
LONGEST_CELL = 60
_NUMBER = re.compile(r"\d+|\d{1,3}(,\d{3})+")

Figures = Mapping[str, Mapping[str, int]]
"""People by kind and group."""


class CensusFile(NamedTuple):
    """What a file says; nothing of it may be kept while anything is `wrong`."""

    figures: Figures
    wrong: tuple[WrongRow, ...] = ()


def census_in(content: bytes, name: str) -> CensusFile:
    """What a CSV file of that name says. Rows without a number of people are passed over.

    Raises FeedbackError when it can't be read as such a file at all.
    """
    figures: dict[str, dict[str, int]] = {}
    wrong: list[WrongRow] = []
    first: dict[tuple[str, str], int] = {}
    file = read_small(content, name, most_rows=MOST_ROWS, longest_cell=LONGEST_CELL)
    needs(COLUMNS, file, name)
    for number, cells in file.rows:
        if not cells["people"]:
            continue
        try:
            kind, group, count = _read(*(cells[column] for column in COLUMNS))
            if earlier := first.get((kind, group)):
                raise FeedbackError(f"Take out this row or row {earlier}: both are {kind}, {group}")
        except FeedbackError as fault:
            wrong.append(WrongRow(number, str(fault)))
        else:
            first[kind, group] = number
            figures.setdefault(kind, {})[group] = count
    if not figures and not wrong:
        raise FeedbackError(f"{name} has no number of people in it. Fill in the column people")
    wrong += [] if wrong else [WrongRow(0, said) for said in _as_a_whole(figures)]
    return CensusFile(figures, tuple(wrong))


def empty_file() -> str:
    """A file to fill in: a row for each group of each kind, without its people."""
    rows: list[Sequence[str]] = [[*COLUMNS, ALSO]]
    for kind, question in kinds_of_people().items():
        for answer in groups_of(kind) or [""]:
            said = group_called(kind, answer) or f"a row for each, such as {AREA_LIKE}"
            rows.append([kind, answer, "", f"{question.short}: {said}"])
    return to_fill_in(rows)


def _read(kind: str, group: str, people: str) -> tuple[str, str, int]:
    """One row. Raises FeedbackError that says what to do about it."""
    kind = kind.lower()
    if kind not in kinds_of_people():
        raise FeedbackError(
            f"In the column kind, use one of: {', '.join(kinds_of_people())}. It says {kind!r}"
        )
    known = groups_of(kind)
    group = group.lower() if known else group.upper()
    if not is_group(kind, group):
        use = f"one of: {', '.join(known)}" if known else f"the first half of a postcode, like {AREA_LIKE}"
        raise FeedbackError(f"In the column group, for {kind}, use {use}. It says {group!r}")
    if people.startswith("-") and _NUMBER.fullmatch(people[1:]):
        raise FeedbackError(f"There can\u2019t be fewer than 0 people. It says {people!r}")
    if not people.isascii() or not _NUMBER.fullmatch(people):
        raise FeedbackError(f"In the column people, write a whole number, like 1200. It says {people!r}")
    if (count := int(people.replace(",", ""))) > MOST_PEOPLE:
        raise FeedbackError(f"Check the number of people: {count:,} is more than live in this country")
    return kind, group, count


def _as_a_whole(figures: Figures) -> Iterable[str]:
    """What each kind lacks, where every row of it is right."""
    for kind, people in figures.items():
        if len(people) < FEWEST_GROUPS:
            yield f"Give the people of two groups or more for {kind}: one alone can\u2019t be compared"
        elif not any(people.values()):
            yield f"Check the numbers for {kind}: there is nobody in any group"
