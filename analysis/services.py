"""Which services does a text speak of: those of the directory, and those that have an everyday name only?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from analysis.everyday_names import (
    Name,
    as_said,
    everyday_names,
    is_rare,
    name_of,
    says_only_what_kind,
    without_apostrophe,
    words_for,
)
from analysis.normalise import Word
from analysis.spotted import Span
from models.vocabulary import Sector

_ABBREVIATED = frozenset({"st", "doctor"})
_MOST_OF_A_NAME = 2
"""A word in more names than this is a place's, and tells none of them apart."""


class NamedBy(StrEnum):
    """Why words are taken for a service."""

    DIRECTORY_NAME = "directory_name"
    PART_OF_DIRECTORY_NAME = "part_of_directory_name"
    ALIAS = "alias"
    EVERYDAY_NAME = "everyday_name"


class DirectoryService(NamedTuple):
    """A service as a directory holds it; `id` is the caller's own and comes back as it was given."""

    id: str
    name: str
    sector: Sector
    aliases: tuple[str, ...] = ()


class ServiceFound(NamedTuple):
    """A part of a text that speaks of a service; `service` is its id where the directory knows it."""

    sector: Sector
    span: Span
    reason: NamedBy
    service: str | None = None


class _Meant(NamedTuple):
    """What a name stands for; no sector where the words only look like a service's name."""

    sector: Sector | None
    reason: NamedBy
    service: str | None = None


@dataclass(frozen=True)
class ServiceNames:
    """Every name by which services are known: build it once with `service_names` and keep it.

    Two are equal when they were built from the same directory.
    """

    directory: tuple[DirectoryService, ...]
    meant_by: Mapping[Name, _Meant] = field(compare=False, repr=False)
    lengths: Mapping[str, tuple[int, ...]] = field(compare=False, repr=False)
    """How many words the names have that begin with a word."""


def service_names(directory: Iterable[DirectoryService] = ()) -> ServiceNames:
    """Return the everyday names and those of a directory, which stand above them.

    A directory's service is known by its name, by its aliases and by each part of its name that no other
    service's name holds and that is distinctive. Words that would stand for two services stand for neither.
    """
    services = tuple(directory)
    meant_by = {name: _Meant(sector, NamedBy.EVERYDAY_NAME) for name, sector in everyday_names().items()}
    for reason, names in (
        (NamedBy.PART_OF_DIRECTORY_NAME, _parts_of_names(services)),
        (NamedBy.ALIAS, [(name, each) for each in services for name in _aliases(each)]),
        (NamedBy.DIRECTORY_NAME, [(name_of(each.name), each) for each in services]),
    ):
        claimed: dict[Name, set[DirectoryService]] = {}
        for name, service in names:
            for said in as_said(name):
                claimed.setdefault(said, set()).add(service)
        for said, claimants in claimed.items():
            if len(claimants) == 1 and not _is_everyday(said):
                (service,) = claimants
                meant_by[said] = _Meant(service.sector, reason, service.id)
    lengths: dict[str, set[int]] = {}
    for said in meant_by:
        lengths.setdefault(said[0], set()).add(len(said))
    return ServiceNames(
        services,
        MappingProxyType(meant_by),
        MappingProxyType({first: tuple(sorted(counts)) for first, counts in lengths.items()}),
    )


def _aliases(service: DirectoryService) -> Iterator[Name]:
    """Yield what people call a service, with "the" and without."""
    for alias in service.aliases:
        name = name_of(alias)
        yield name
        if name[:1] == ("the",):
            yield name[1:]


class Mention(NamedTuple):
    """A service found, and the words `first` to just before `end` that speak of it."""

    found: ServiceFound
    first: int
    end: int


def mentions_in(words: tuple[Word, ...], names: ServiceNames) -> tuple[Mention, ...]:
    """Return the services spoken of, in order: of names that overlap the longest stands, or the later."""
    taken: set[int] = set()
    mentions = []
    candidates = sorted(_candidates(words, names), key=lambda name: (name[0] - name[1], -name[0]))
    for first, end, meant in candidates:
        if taken.isdisjoint((first, end - 1)):
            taken.update(range(first, end))
            if meant.sector is not None:
                span = (words[first].start, words[end - 1].end)
                found = ServiceFound(meant.sector, span, meant.reason, meant.service)
                mentions.append(Mention(found, first, end))
    return tuple(sorted(mentions, key=lambda mention: mention.first))


def services_in(words: tuple[Word, ...], names: ServiceNames) -> tuple[ServiceFound, ...]:
    """Return the services spoken of, in the order of the text, none overlapping."""
    return tuple(mention.found for mention in mentions_in(words, names))


def _candidates(words: tuple[Word, ...], names: ServiceNames) -> Iterator[tuple[int, int, _Meant]]:
    """Yield every name that stands within a sentence, as the words from and to, and what it means."""
    plain = [without_apostrophe(word.text) for word in words]
    for first, begins in enumerate(plain):
        for length in names.lengths.get(begins, ()):
            meant = names.meant_by.get(tuple(plain[first : first + length]))
            end = first + length
            if meant and end <= len(words) and all(_goes_on(words, at) for at in range(first + 1, end)):
                yield first, end, meant


def _goes_on(words: tuple[Word, ...], index: int) -> bool:
    """Whether a word belongs to the sentence of the one before; the full stop of "St. Mary's" ends none."""
    return words[index].follows_on or words[index - 1].text in _ABBREVIATED


def _parts_of_names(services: tuple[DirectoryService, ...]) -> list[tuple[Name, DirectoryService]]:
    """Return the parts by which a service may go, leaving out what another service's name holds too.

    A part will do if it holds a word that is not an everyday one ("Cornmarket"), or if it is all but the
    place and the kind of service ("Old Mill", of "Old Mill nursing home, Testford").
    """
    parts = {service: _runs(name_of(service.name)) for service in services}
    holders = Counter(part for runs in parts.values() for part in runs)
    places = frozenset(
        part[0] for part, count in holders.items() if count > _MOST_OF_A_NAME and len(part) == 1
    )
    return [
        (part, service)
        for service, runs in parts.items()
        for part in runs
        if holders[part] == 1
        and part not in everyday_names()
        and (
            any(is_rare(word) for word in part if word not in places)
            or (
                part in _without_place_and_kind(name_of(service.name), places)
                and not says_only_what_kind(part)
            )
        )
    ]


def _runs(name: Name) -> set[Name]:
    """Return every run of words in a name that begins and ends with a word of weight."""
    joining = words_for("joining")
    return {
        name[first:end]
        for first in range(len(name))
        for end in range(first + 1, len(name) + 1)
        if name[first] not in joining and name[end - 1] not in joining
    }


def _without_place_and_kind(name: Name, places: frozenset[str]) -> Iterator[Name]:
    """Yield a name without the place, then without the kind of service too unless that leaves an address."""
    kinds, streets = words_for("kinds"), words_for("streets")
    first, end = 0, len(name)
    while first < end and name[first] in places:
        first += 1
    while first < end and name[end - 1] in places:
        end -= 1
    if end - first > 1:
        yield name[first:end]
    while first < end and name[end - 1] in kinds:
        end -= 1
    if end - first > 1 and name[end - 1] not in streets:
        yield name[first:end]


def _is_everyday(name: Name) -> bool:
    """Whether a name is no more than a word that people use for other things: "Compass", "The Bridge"."""
    rest = name[1:] if name[0] == "the" else name
    return len(rest) == 1 and name not in everyday_names() and not is_rare(rest[0])
