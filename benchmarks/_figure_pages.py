"""Everything that each page of figures shows, made as the page makes it, without drawing the page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from analysis.joins_counted import told_joins
from analysis.measures import measure_called
from analysis.narrow import keep, narrow
from benchmarks import NOW
from models.facts import Facts
from models.scope import EVERYTHING, Scope
from models.vocabulary import Journey
from reporting import pictures_of_overview as of_overview
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.picture_of_changes import changes, lately_of
from reporting.pictures_at_joins import at_joins
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import Shown, Which, first_joins, where
from reporting.pictures_of_leaving import PARTS, measures
from reporting.pictures_of_service import how_it_went, what_they_say
from reporting.pictures_of_ways import before_and_after
from reporting.pictures_over_time import over_time, reading
from reporting.voices import Voice
from reporting.what_is_new import what_is_new
from ui.one_service import MONTHLY
from ui.overview import ON_CARDS


def looked(facts: Facts, scope: Scope) -> Looked:
    """What a page is handed, from the choice of a scope on."""
    whole = narrow(facts, replace(scope, since=None, until=None))
    period = replace(EVERYTHING, since=scope.since, until=scope.until)
    return Looked(narrow(whole, period), whole, scope, NOW.date(), smallest=10)


def overview(facts: Facts, scope: Scope) -> Iterator[Picture]:
    """Cards, lists, and every picture, with the rating and the machine's reading."""
    on = looked(facts, scope)
    for measure in map(measure_called, ON_CARDS):
        reading(on, measure)
    found = lately_of(on)
    what_is_new(on)
    groups = of_overview.groups_worth_showing(on.tagged)
    yield changes(on, found)
    yield of_overview.themes(on, groups)
    yield of_overview.by_theme(on, groups, Voice.MACHINE)
    yield of_overview.people(on)
    for voice in (Voice.RATING, Voice.MACHINE):
        yield of_overview.by_month(on, voice)


def joins(part: str) -> Callable[[Facts, Scope], Iterator[Picture]]:
    """One part of the page of joins."""

    def page(facts: Facts, scope: Scope) -> Iterator[Picture]:
        on = looked(facts, scope)
        told = told_joins(on.facts)
        if part == "where":
            yield from where(on, told, Shown(Which.EVERYBODY))
            yield first_joins(on, told)
        elif part == "what":
            yield from at_joins(on, told)
        else:
            yield from of_chains(on, told)

    return page


def leaving(facts: Facts, scope: Scope) -> Iterator[Picture]:
    """The questions of leaving hospital, with how each goes by now and one of them over time."""
    on = looked(facts, replace(scope, journey=Journey.LEAVING_HOSPITAL))
    for each in measures().values():
        reading(on, each)
    yield over_time(on, measures()["told_whom_to_contact"])
    for picture in chain.from_iterable(PARTS.values()):
        yield picture(on)


def one_service(facts: Facts, scope: Scope) -> Iterator[Picture]:
    """Everything about one service or organisation, beside everybody else in the same scope."""
    on = looked(facts, scope)
    around = narrow(facts, replace(scope, service_id=None, organisation_id=None))
    elsewhere = keep(around, ~around.feedback.index.isin(on.facts.feedback.index))
    yield from what_they_say(on, elsewhere)
    for name in MONTHLY:
        yield over_time(on, measure_called(name))
    yield from how_it_went(on)
    yield from before_and_after(on)


PAGES: dict[str, Callable[[Facts, Scope], Iterator[Picture]]] = {
    "overview": overview,
    "joins, where": joins("where"),
    "joins, what goes wrong": joins("what"),
    "joins, back and forth": joins("back"),
    "leaving hospital, all parts": leaving,
    "one service": one_service,
}
