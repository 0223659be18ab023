"""Which pictures may stand in a report, and how is each made?

Only those whose numbers can leave through the gate: with counts of people, or published from the first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.joins_counted import told_joins
from analysis.narrow import narrow
from content.words import words
from models.programme import ProgrammeKind, ProgrammeSeen
from models.scope import Scope, Who
from models.vocabulary import Journey
from reporting import pictures_of_groups as groups
from reporting import pictures_of_leaving as leaving
from reporting import pictures_of_overview as overview
from reporting import pictures_of_programme_review as review
from reporting import pictures_of_programme_scheme as scheme
from reporting import pictures_of_programme_service as service
from reporting import pictures_of_programme_strategy as strategy
from reporting import pictures_of_programme_winter as winter
from reporting import pictures_of_service as one_service
from reporting import pictures_of_the_day as day
from reporting.looked import Looked
from reporting.own_days import looked_with_own_days
from reporting.picture import Picture
from reporting.pictures_at_joins import what_went
from reporting.pictures_of_joins import first_joins
from reporting.voices import Voice

REACH = ("age", "sex", "ethnic_group", "area")
"""Kinds of people that are set beside the census."""
Make = Callable[[Looked, ProgrammeSeen | None], Picture | None]


@dataclass(frozen=True)
class Choice:
    """One picture to choose. `make` gives None where there is nothing to draw it from.

    With `of_kind` it is for a report about a programme of that kind, with `is_of_service` for one about a
    service. With `reach`, the name of a kind of people, it is that picture of `pictures_of_reach`, which is
    made of what people say about themselves. `is_of_all_time`: it counts from the first day on.
    """

    name: str
    make: Make = lambda looked, programme: None
    of_kind: ProgrammeKind | None = None
    is_of_service: bool = False
    reach: str = ""
    is_of_all_time: bool = False

    @property
    def label(self) -> str:
        """What it is called where it is chosen."""
        return words(f"report.pictures.{self.name}")

    def fits(self, scope: Scope, programme: ProgrammeSeen | None) -> bool:
        """Whether a report of this scope, and perhaps about this programme, may have it."""
        if self.of_kind is not None:
            return programme is not None and programme.kind is self.of_kind
        return scope.service_id is not None if self.is_of_service else True


def offered(scope: Scope, programme: ProgrammeSeen | None = None) -> tuple[Choice, ...]:
    """What a report of this scope may choose from, in the order in which it is offered."""
    return tuple(one for one in CATALOGUE.values() if one.fits(scope, programme))


def _of_all(make: Callable[..., Picture], *more: Any) -> Make:
    """Of everything that is looked at."""
    return lambda looked, programme: make(looked, *more) if looked.facts.people else None


def _of_groups(make: Callable[..., Picture], *more: Any) -> Make:
    """Of the themes that are worth showing."""

    def made(looked: Looked, programme: ProgrammeSeen | None) -> Picture | None:
        shown = overview.groups_worth_showing(looked.facts)
        return make(looked, shown, *more) if looked.facts.people else None

    return made


def _of_leaving(make: Callable[[Looked], Picture]) -> Make:
    """Of those alone who left hospital."""

    def made(looked: Looked, programme: ProgrammeSeen | None) -> Picture | None:
        only = _only(looked, Scope(journey=Journey.LEAVING_HOSPITAL))
        return make(only) if only.whole.people else None

    return made


def _of_joins(make: Callable[..., Picture], **named: bool) -> Make:
    """Of what was told of joins."""

    def made(looked: Looked, programme: ProgrammeSeen | None) -> Picture | None:
        told = told_joins(looked.facts)
        return make(looked, told, **named) if len(told) else None

    return made


def _first_joins(looked: Looked, told: pd.DataFrame) -> Picture:
    """Where people went first: the one table of joins in which everybody stands once."""
    return replace(first_joins(looked, told), heading=words("report.first_joins"))


def _of_programme(make: Callable[..., Picture], *more: Any) -> Make:
    """Of everything that is looked at, beside the programme's own days alone."""

    def made(looked: Looked, programme: ProgrammeSeen | None) -> Picture | None:
        if programme is None or not looked.whole.people:
            return None
        return make(looked_with_own_days(looked, programme), *more)

    return made


def _before_and_after(who: Who) -> Make:
    def made(looked: Looked, programme: ProgrammeSeen | None) -> Picture | None:
        if programme is None or service.nothing_to_compare(programme, looked.today):
            return None
        return service.before_and_after(looked, programme, who) if looked.whole.people else None

    return made


def _only(looked: Looked, scope: Scope) -> Looked:
    return replace(looked, facts=narrow(looked.facts, scope), whole=narrow(looked.whole, scope))


K = ProgrammeKind
_CHOICES = (
    Choice("people", _of_all(overview.people)),
    Choice("themes", _of_groups(overview.themes)),
    Choice("rated_themes", _of_groups(overview.by_theme, Voice.RATING)),
    Choice("rated_months", _of_all(overview.by_month, Voice.RATING)),
    Choice("leaving_eight", _of_leaving(leaving.the_eight)),
    Choice("leaving_helpers", _of_leaving(leaving.helpers)),
    Choice("leaving_where", _of_leaving(day.destination)),
    Choice("leaving_ready", _of_leaving(day.ready)),
    Choice("leaving_missing", _of_leaving(day.missing)),
    Choice("leaving_contact", _of_leaving(day.contact)),
    Choice("leaving_families", _of_leaving(groups.families)),
    Choice("leaving_winters", _of_leaving(groups.winters), is_of_all_time=True),
    Choice("joins_problems", _of_joins(what_went, well=False)),
    Choice("joins_well", _of_joins(what_went, well=True)),
    Choice("joins_first", _of_joins(_first_joins)),
    Choice("service_themes", _of_all(one_service.themes), is_of_service=True),
    Choice("service_rating", _of_all(one_service.heard, Voice.RATING), is_of_service=True),
    Choice("programme_patients", _before_and_after(Who.PATIENTS), K.SERVICE, is_of_all_time=True),
    Choice("programme_families", _before_and_after(Who.FAMILIES), K.SERVICE, is_of_all_time=True),
    Choice("scheme_understood", _of_programme(scheme.understood), K.SCHEME),
    Choice("scheme_kinds", _of_programme(scheme.which_kinds), K.SCHEME),
    Choice("scheme_number", _of_programme(scheme.number_of_kinds), K.SCHEME),
    Choice("scheme_ways", _of_programme(scheme.ways), K.SCHEME),
    Choice("review_groups", _of_programme(review.groups), K.CONSULTATION),
    Choice("review_areas", _of_programme(review.areas), K.CONSULTATION),
    Choice("review_channels", _of_programme(review.channels), K.CONSULTATION),
    Choice("review_works_now", _of_programme(review.works_now), K.CONSULTATION),
    *(
        Choice(f"review_{area.value}", _of_programme(review.would_help, area), K.CONSULTATION)
        for area in review.Area
    ),
    Choice("review_themes", _of_programme(review.group_themes), K.CONSULTATION),
    Choice("strategy_promised", _of_programme(strategy.promised), K.STRATEGY),
    Choice("strategy_apart", _of_programme(strategy.sectors), K.STRATEGY),
    Choice("winter_where", _of_programme(winter.where), K.SEASONAL_PLAN, is_of_all_time=True),
    Choice("winter_moves", _of_programme(winter.moves), K.SEASONAL_PLAN, is_of_all_time=True),
    Choice("winter_joins", _of_programme(winter.joins), K.SEASONAL_PLAN, is_of_all_time=True),
    *(Choice(f"reach_{kind}", reach=kind) for kind in REACH),
)
CATALOGUE: Mapping[str, Choice] = {one.name: one for one in _CHOICES}
"""Every picture that a report can have, by name."""
