"""What has to be put right in a published figure before it may be kept?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from content.days_named import days_named
from models.commitment import LONGEST_SOURCE
from models.indicator import FigureGiven, Unit
from models.words import begins_formula

EARLIEST = date(1990, 1, 1)
LARGEST = 1_000_000_000
FEWEST = {Unit.PERCENT: 0, Unit.PERCENT_CHANGE: -100, Unit.DAYS: 0, Unit.PEOPLE: 0}
A_NUMBER = "Write the value as a number, like 9.1"


class OfDays(Protocol):
    """Anything that is about days, the first and the last included."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date: ...


Other = TypeVar("Other", bound=OfDays)


def faults_in(given: FigureGiven, unit: Unit, today: date) -> dict[str, str]:
    """What is wrong with one figure by itself, by field."""
    faults = {}
    if given.since < EARLIEST:
        faults["since"] = f"Check the year: we keep figures from {EARLIEST.year} on"
    if given.until < given.since:
        faults["until"] = "The last day can't be before the first"
    elif given.until > today:
        faults["until"] = "These days aren't over yet"
    if said := fault_in_value(given.value, unit):
        faults["value"] = said
    if begins_formula(given.source):
        faults["source"] = f"Begin the source with a letter or a number, not with {given.source[0]!r}"
    elif len(given.source) > LONGEST_SOURCE:
        faults["source"] = f"Use {LONGEST_SOURCE} characters or fewer for the source"
    return faults


def fault_in_value(value: float, unit: Unit) -> str:
    """Why a value can't be one of this unit; empty where it can.

    >>> fault_in_value(100, Unit.PERCENT), fault_in_value(100.5, Unit.PERCENT)
    ('', 'A percentage is 100 or less. It says 100.5')
    """
    if not abs(value) <= LARGEST:  # which is so of no number, too
        return A_NUMBER
    said = f"{value:,.12g}"
    if (fewest := FEWEST.get(unit)) is not None and value < fewest:
        return f"It can't be less than {fewest}. It says {said}"
    if unit is Unit.PERCENT and value > 100:
        return f"A percentage is 100 or less. It says {said}"
    if unit is Unit.PEOPLE and value != int(value):
        return f"Write a whole number of people. It says {said}"
    return ""


def overlapping(given: OfDays, others: Iterable[Other]) -> Other | None:
    """The first of the others that shares some of its days, but not all: those would be the same figure."""
    for one in others:
        is_same = (one.since, one.until) == (given.since, given.until)
        if not is_same and one.since <= given.until and given.since <= one.until:
            return one
    return None


def overlaps_with_kept(given: OfDays, held: Sequence[OfDays]) -> str:
    """A sentence that names what is kept already of some of its days; empty for nothing."""
    other = overlapping(given, held)
    if other is None:
        return ""
    return (
        f"We have a figure of {days_named(other.since, other.until)}, which shares some of these days. "
        "Take that one back first"
    )
