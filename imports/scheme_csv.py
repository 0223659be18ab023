"""How often does a CSV file say people of a scheme needed help, and what in it has to be put right?"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from imports.pseudonyms import A_CODE, wrong_with
from imports.small_csv import SmallFile, WrongRow, needs, read_small, to_fill_in
from models.errors import FeedbackError
from models.scheme import ContactKind, ContactsGiven, Phase

COLUMNS = ("person", "kind", "phase", "days", "contacts")
MOST_DAYS = 1_000
MOST_CONTACTS = 5_000
MOST_PEOPLE = 500
MOST_ROWS = MOST_PEOPLE * len(ContactKind) * len(Phase)
LONGEST_CELL = 200
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)


class ContactsFile(NamedTuple):
    """What a file says; nothing of it may be kept while anything is `wrong`."""

    rows: tuple[ContactsGiven, ...]
    wrong: tuple[WrongRow, ...] = ()


def contacts_in(content: bytes, name: str) -> ContactsFile:
    """What a CSV file of that name says. Raises FeedbackError when it can't be read as one at all.

    No sentence repeats what a row calls a person.
    """
    rows: list[ContactsGiven] = []
    wrong: list[WrongRow] = []
    first: dict[tuple[str, ContactKind, Phase], int] = {}
    file = read_small(content, name, most_rows=MOST_ROWS, longest_cell=LONGEST_CELL)
    needs(COLUMNS, file, name)
    _check_that_no_more_is_shared(file, name)
    for number, cells in file.rows:
        try:
            given = _read(cells)
            if earlier := first.get(same(given)):
                raise FeedbackError(
                    f"Take out this row or row {earlier}: both are of one person, "
                    f"{given.kind.value}, {given.phase.value}"
                )
        except FeedbackError as fault:
            wrong.append(WrongRow(number, str(fault)))
        else:
            first[same(given)] = number
            rows.append(given)
    if not rows and not wrong:
        raise FeedbackError(f"{name} has no rows under its first one. Fill in the empty file from this page")
    if people_in(rows) > MOST_PEOPLE:
        wrong.append(WrongRow(0, f"A file can have {MOST_PEOPLE} people or fewer: it has {people_in(rows)}"))
    return ContactsFile(tuple(rows), tuple(wrong))


def check(given: ContactsGiven) -> None:
    """Raise FeedbackError, which says what to do, unless a row may be kept."""
    if said := wrong_with(given.pseudonym):
        raise FeedbackError(said)
    if not 0 < given.days <= MOST_DAYS:
        raise FeedbackError(f"In the column days, write a number from 1 to {MOST_DAYS:,}")
    if not 0 <= given.contacts <= MOST_CONTACTS:
        raise FeedbackError(f"In the column contacts, write a number from 0 to {MOST_CONTACTS:,}")


def same(given: ContactsGiven) -> tuple[str, ContactKind, Phase]:
    """What no two rows of a file may have in common."""
    return given.pseudonym.casefold(), given.kind, given.phase


def people_in(rows: Sequence[ContactsGiven]) -> int:
    """How many people there are."""
    return len({given.pseudonym.casefold() for given in rows})


def empty_file() -> str:
    """A file to fill in, with one person who was never there."""
    rows = [[A_CODE, kind.value, phase.value, 90, 0] for kind in ContactKind for phase in Phase]
    return to_fill_in([COLUMNS, *rows])


def _check_that_no_more_is_shared(file: SmallFile, name: str) -> None:
    if others := len(set(file.columns) - {*COLUMNS, ""}):
        raise FeedbackError(
            f"Take the other columns out of {name} ({others}): only {', '.join(COLUMNS)} are shared"
        )


def _read(cells: dict[str, str]) -> ContactsGiven:
    """One row. Raises FeedbackError that says what to do about it."""
    if said := wrong_with(cells["person"]):
        raise FeedbackError(said)
    given = ContactsGiven(
        pseudonym=cells["person"],
        kind=ContactKind(_one_of("kind", cells["kind"], [kind.value for kind in ContactKind])),
        phase=Phase(_one_of("phase", cells["phase"], [phase.value for phase in Phase])),
        days=_number("days", cells["days"]),
        contacts=_number("contacts", cells["contacts"]),
    )
    check(given)
    return given


def _one_of(column: str, said: str, known: Sequence[str]) -> str:
    code = said.lower().replace(" ", "_")
    if code not in known:
        raise FeedbackError(f"In the column {column}, use one of: {', '.join(known)}")
    return code


def _number(column: str, said: str) -> int:
    if not _NUMBER.fullmatch(said):
        raise FeedbackError(f"In the column {column}, write a whole number, like 90")
    return int(said)
