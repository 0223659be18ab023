"""Which feedback is a figure about? Frozen values that every figure, search and link goes by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints
from uuid import UUID

from models.vocabulary import Channel, Journey, Sector, Speaker


class Who(StrEnum):
    """Who told us, in the groups that figures keep apart: families see another side of leaving hospital."""

    PATIENTS = "patients"
    FAMILIES = "families"
    PROFESSIONALS = "professionals"

    @property
    def speakers(self) -> frozenset[Speaker]:
        return _SPEAKERS[self]


_SPEAKERS = {
    Who.PATIENTS: frozenset({Speaker.MYSELF}),
    Who.FAMILIES: frozenset({Speaker.FAMILY, Speaker.CARER, Speaker.FRIEND}),
    Who.PROFESSIONALS: frozenset({Speaker.STAFF}),
}


@dataclass(frozen=True)
class Scope:
    """What is counted: from `since` to `until`, both included; None leaves a side or a choice open.

    A service stands for those merged into it. An organisation is all its services; a sector is every service
    of that kind, and every join that begins or ends there. A programme, by its code, is its services and
    what came by its own address; one that covers all is everything. An area is the first half of a postcode.
    """

    since: date | None = None
    until: date | None = None
    journey: Journey | None = None
    service_id: UUID | None = None
    organisation_id: UUID | None = None
    sector: Sector | None = None
    theme: str | None = None
    who: Who | None = None
    channel: Channel | None = None
    language: str | None = None
    programme: str | None = None
    area: str | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of what was chosen, and nothing of what it is."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)


EVERYTHING = Scope()


@dataclass(frozen=True)
class Looking:
    """What a page of figures looks at: one scope, or two beside each other.

    `is_people_only`: nothing that only the machine found is in figures of themes.
    """

    scope: Scope = EVERYTHING
    beside: Scope | None = None
    is_people_only: bool = False


def to_link(scope: Scope) -> dict[str, str]:
    """A scope as the end of an address says it: names and values, only of what was chosen.

    >>> to_link(Scope(since=date(2026, 1, 1), journey=Journey.LEAVING_HOSPITAL))
    {'since': '2026-01-01', 'journey': 'leaving_hospital'}
    """
    return {name: str(getattr(scope, name)) for name in scope.chosen}


def from_link(said: Mapping[str, str]) -> tuple[Scope, tuple[str, ...]]:
    """The scope that an address names, and the names of what in it cannot be read: that is left open.

    What does not belong to a scope is passed over.

    >>> from_link({"since": "2026-01-01", "journey": "leaving", "page": "2"})
    (Scope(since=datetime.date(2026, 1, 1), ...), ('journey',))
    """
    kinds = get_type_hints(Scope)
    read: dict[str, Any] = {}
    unread = []
    for one in fields(Scope):
        if value := said.get(one.name, ""):
            try:
                read[one.name] = _read(get_args(kinds[one.name])[0], value)
            except ValueError:
                unread.append(one.name)
    return Scope(**read), tuple(unread)


BESIDE, PEOPLE_ONLY, YES = "beside", "people_only", "yes"
IN_A_LINK = frozenset(
    {BESIDE, PEOPLE_ONLY, *(f"{side}{one.name}" for one in fields(Scope) for side in ("", f"{BESIDE}."))}
)
"""Every name that says in an address what is looked at, on any page of figures."""
OF_ONE_PAGE = frozenset({"measure", "part", "show", "whose", "from", "to", "report", "recommendation", "new"})
"""The names that say what a page draws: a measure, a part, a join, a report or a recommendation."""


def looking_to_link(looking: Looking) -> dict[str, str]:
    """All that a page looks at, as its address says it.

    >>> looking_to_link(Looking(Scope(who=Who.PATIENTS), beside=Scope(who=Who.FAMILIES)))
    {'who': 'patients', 'beside': 'yes', 'beside.who': 'families'}
    """
    link = to_link(looking.scope)
    if looking.beside is not None:
        link |= {BESIDE: YES} | {f"{BESIDE}.{name}": said for name, said in to_link(looking.beside).items()}
    return link | ({PEOPLE_ONLY: YES} if looking.is_people_only else {})


def looking_from_link(said: Mapping[str, str]) -> tuple[Looking, tuple[str, ...]]:
    """What an address asks to look at, and the names of what in it cannot be read, once each."""
    scope, unread = from_link(said)
    beside = None
    if said.get(BESIDE) == YES:
        aside = {name.removeprefix(f"{BESIDE}."): value for name, value in said.items() if "." in name}
        beside, more = from_link(aside)
        unread = tuple(dict.fromkeys(unread + more))
    return Looking(scope, beside, said.get(PEOPLE_ONLY) == YES), unread


def _read(kind: type[Any], value: str) -> Any:
    return date.fromisoformat(value) if kind is date else kind(value)
