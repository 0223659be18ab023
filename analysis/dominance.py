"""Does a total say something of one person, or of a few, because most of it is theirs?

The rules for totals of amounts, where those for numbers of people don't help: so many people have to stand
behind it, and nobody may be more than half of it (the dominance rule of official statistics). A total of
nought says of each of them that they had none.
"""

from collections.abc import Sequence
from enum import StrEnum


class Told(StrEnum):
    """Why a total would give somebody away."""

    FEW_PEOPLE = "few_people"
    FEW_HAD_ANY = "few_had_any"
    ONE_PERSON = "one_person"


def tells_of(before: Sequence[int], after: Sequence[int], *, base: int, cell: int) -> Told | None:
    """Why the change from one total to the other would give somebody away; None where it would not.

    Each person has a place in both. At least `base` people must have had any at all, and at least `cell` of
    them in each.
    """
    if len(before) < base:
        return Told.FEW_PEOPLE
    had_any = sum(one > 0 or other > 0 for one, other in zip(before, after, strict=True))
    if had_any < base or any(sum(one > 0 for one in total) < cell for total in (before, after)):
        return Told.FEW_HAD_ANY
    if any(2 * max(total) > sum(total) for total in (before, after)):
        return Told.ONE_PERSON
    return None
