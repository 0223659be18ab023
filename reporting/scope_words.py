"""What are the choices of a scope called, and what is looked at, in one sentence?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pandas as pd

from analysis.taxonomy import load_taxonomy
from content.entry_keys import SPOKEN
from content.languages import languages
from content.words import day_in_words, words
from models.facts import Facts
from models.period import Days, Period, days_of
from models.scope import Scope, Who
from models.vocabulary import Channel, Journey, Sector
from reporting.theme_titles import theme_title

CHOICES = (
    "journey",
    "who",
    "service_id",
    "organisation_id",
    "sector",
    "theme",
    "channel",
    "language",
    "programme",
    "area",
)
"""The fields of a scope that are chosen from a list, in the order that a sentence says them."""


@dataclass(frozen=True)
class Choices:
    """By the field of a scope: what each value is called, and which values anybody's feedback has."""

    names: Mapping[str, Mapping[Any, str]]
    occurring: Mapping[str, frozenset[Any]]

    def offered(self, field: str, chosen: Any) -> list[Any]:
        """What to choose from, in the order of the names; what is chosen stays on offer."""
        return [one for one in self.names[field] if one in self.occurring[field] or one == chosen]

    def unknown(self, scope: Scope) -> tuple[str, ...]:
        """The fields of a scope in which something stands that we know nothing of."""
        chosen = {field: getattr(scope, field) for field in CHOICES}
        return tuple(
            field for field, value in chosen.items() if value is not None and value not in self.names[field]
        )


def names_of(
    *,
    services: Mapping[UUID, str],
    organisations: Mapping[UUID, str],
    programmes: Mapping[str, str],
    languages: Iterable[str],
    areas: Iterable[str],
    themes: Iterable[str] = (),
) -> dict[str, dict[Any, str]]:
    """What everything is called that a scope can name; `themes` are those that no taxonomy has any more."""
    return {
        "journey": {one: words(f"named.journey.{one}") for one in Journey},
        "who": {one: words(f"scope.whose.{one}") for one in Who},
        "service_id": _sorted(services),
        "organisation_id": _sorted(organisations),
        "sector": {one: words(f"named.sector.{one}") for one in Sector if one is not Sector.UNKNOWN},
        "theme": {one: theme_title(one) for one in (*load_taxonomy().themes, *sorted(themes))},
        "channel": {one: words(f"named.channel.{one}") for one in Channel},
        "language": _sorted({one: language_name(one) for one in languages}),
        "programme": _sorted(programmes),
        "area": {one: one for one in sorted(areas)},
    }


def choices_of(facts: Facts) -> Choices:
    """What figures of these facts can be narrowed to."""
    known, themes = facts.directory, _values(facts.themes["theme"])
    spoken, written_in = (_values(facts.feedback[one]) for one in ("speaker", "language"))
    about = _values(facts.services["service"]) & set(known.services)
    at_joins = _values(facts.joins["from_sector"]) | _values(facts.joins["to_sector"])
    areas = _values(facts.feedback["area"])
    names = names_of(
        services={one: service.name for one, service in known.services.items()},
        organisations=known.organisations,
        programmes={code: programme.name for code, programme in known.programmes.items()},
        languages=written_in,
        areas=areas,
        themes=themes,
    )
    occurring = {
        "journey": _values(facts.feedback["journey"]),
        "who": frozenset(one for one in Who if one.speakers & spoken),
        "service_id": about,
        "organisation_id": frozenset(known.services[one].organisation_id for one in about),
        "sector": at_joins | {known.services[one].sector for one in about},
        "theme": themes,
        "channel": _values(facts.feedback["channel"]),
        "language": written_in,
        "programme": _values(facts.feedback["programme"])
        | {code for code, one in known.programmes.items() if one.covers_all or one.services & about},
        "area": areas,
    }
    return Choices(names, occurring)


def scope_in_words(scope: Scope, names: Mapping[str, Mapping[Any, str]]) -> str:
    """What is looked at, as a sentence without its full stop.

    Such as "Leaving hospital, told by families and carers, since 1 November 2025".
    """
    said = []
    for field in CHOICES:
        if (value := getattr(scope, field)) is not None:
            name = names[field].get(value, str(value))
            said.append(words(f"scope.said.{value if field == 'who' else field}", name=name))
    said = said or [words("scope.said.everything")]
    if when := days_in_words(Days(scope.since, scope.until)):
        said.append(when)
    whole = ", ".join(said)
    return whole[0].upper() + whole[1:]


def days_in_words(days: Days) -> str:
    """Such as "since 1 November 2025"; empty for all time."""
    first, last = (day_in_words(day) if day else "" for day in days)
    if first and last:
        return words("scope.said.on" if first == last else "scope.said.between", first=first, last=last)
    if first or last:
        return words("scope.said.since" if first else "scope.said.until", first=first, last=last)
    return ""


def period_name(period: Period, today: date) -> str:
    """Such as "Winter 2025 to 2026"."""
    since, until = days_of(period, today)
    if since and until:
        return words("scope.periods.winter", first=since.year, last=until.year)
    return words(f"scope.periods.{period}")


def language_name(code: str) -> str:
    """A language by its English name, else by its own; its code where we know neither."""
    if code in SPOKEN:
        return words(f"named.spoken.{code}")
    known = languages().get(code)
    return known.name if known else code


def _values(column: "pd.Series[Any]") -> frozenset[Any]:
    """What stands in a column of categories as it was read, whichever rows are left of it."""
    return frozenset(column.cat.categories)


def _sorted(names: Mapping[Any, str]) -> dict[Any, str]:
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))
