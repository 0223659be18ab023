"""One service or organisation: which, what became of it, and the figures about it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

import pandas as pd
import streamlit as st

from analysis.measures import measure_called
from analysis.narrow import keep, narrow
from content.words import words
from models.facts import Facts
from models.people import Viewer
from models.scope import Looking, Scope, from_link
from models.setting import ThresholdKind
from reporting import wording
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_service import how_it_went, what_they_say
from reporting.pictures_of_ways import before_and_after, services_in
from reporting.pictures_over_time import over_time as month_by_month
from storage.queries.responses_published import responses_published
from storage.queries.thresholds import thresholds
from storage.queries.what_became_of import Became, Next, what_became_of
from ui import access, kept_figures, over_time
from ui.go_to import go_to
from ui.looking import start_with
from ui.plain import plain
from ui.responses import show_in_public
from ui.rows import show_rows

MONTHLY = ("people", "rating.good")


def is_chosen(scope: Scope) -> bool:
    """Whether a scope is about one service or one organisation."""
    return bool(scope.service_id or scope.organisation_id)


def follow_merged(viewer: Viewer) -> None:
    """Where the address names what was merged, go on to what stands for it, and say so."""
    for field in ("service_id", "organisation_id"):
        named, _ = from_link({field: st.query_params.get(field, "")})
        became = _became(viewer, named)
        if became and became.merged_into:
            st.query_params[field] = str(became.merged_into.id)
            name, other = plain(became.name), plain(became.merged_into.name)
            st.info(words("one_service.merged", name=name, other=other))


def offer_list(viewer: Viewer, looking: Looking) -> None:
    """Every service and organisation by name, with how many people spoke of it, and a way to open one."""
    facts = kept_figures.everybody(viewer)
    people = _people_of_each(facts, looking)
    with access.reading() as session:
        smallest = thresholds(session, viewer)[ThresholdKind.SMALLEST_BASE]
    known = facts.directory
    ways = {
        replace(looking.scope, service_id=one): service.name for one, service in known.services.items()
    } | {
        replace(looking.scope, organisation_id=one): words("one_service.all_of", name=name)
        for one, name in known.organisations.items()
    }
    rows = [
        (
            service.name,
            _how_many(people.get(one, 0), smallest),
            _capital(words(f"named.sector.{service.sector}")),
            known.organisations.get(service.organisation_id, ""),
        )
        for one, service in known.services.items()
    ]
    in_order = sorted(ways, key=lambda way: ways[way].casefold())
    chosen = st.selectbox(words("one_service.choose_one"), in_order, index=None, format_func=ways.__getitem__)
    if chosen:
        start_with(replace(looking, scope=chosen))
        st.rerun()
    st.markdown(words("one_service.choose_how"))
    headings = [words(f"one_service.list.{name}") for name in ("service", "people", "kind", "run_by")]
    show_rows(headings, sorted(rows, key=lambda row: row[0].casefold()))


def introduce(viewer: Viewer, looking: Looking) -> None:
    """What it is, whether it closed and what came after it, and what to do where nobody spoke of it."""
    scope = looking.scope
    if not is_chosen(scope) or (became := _became(viewer, scope)) is None:
        return
    facts, name = kept_figures.everybody(viewer), plain(became.name)
    st.markdown(_who_runs(facts, scope))
    if became.closed_on:
        is_over = became.closed_on < access.today()
        key = "one_service.closed" if is_over else "one_service.closes"
        day = plain(wording.day(became.closed_on))
        st.info(words(key, name=name, day=day))
    if became.successor:
        _offer_next(became.successor, scope)
    if not narrow(facts, scope, is_people_only=looking.is_people_only).people:
        st.markdown(f"{words('one_service.nobody', name=name)} {words('one_service.nobody_how')}")
        if st.button(words("one_service.to_events"), key="to-events"):
            go_to("events")


def figures_of_words(viewer: Viewer, looked: Looked) -> tuple[Picture, ...]:
    """What people talk about here and elsewhere, how that goes month by month, and how it went."""
    facts = narrow(
        kept_figures.kept(viewer).facts,
        replace(looked.scope, service_id=None, organisation_id=None),
        is_people_only=looked.is_people_only,
    )
    elsewhere = keep(facts, ~facts.feedback.index.isin(looked.facts.feedback.index))
    decided = over_time.decisions(viewer, looked.scope, is_people_only=looked.is_people_only)
    monthly = (month_by_month(looked, measure_called(one), decided.get(one, ())) for one in MONTHLY)
    return (*what_they_say(looked, elsewhere), *monthly, *how_it_went(looked))


def figures_of_ways(looked: Looked) -> tuple[Picture, ...]:
    """Where people came here from, and where they went on to."""
    return before_and_after(looked)


def show_answers(viewer: Viewer, scope: Scope) -> None:
    """How many answers about a service, or of an organisation, anybody may read; and the newest."""
    with access.reading() as session:
        found = responses_published(session, viewer, scope)
    st.subheader(words("one_service.answers.heading"), anchor=False)
    of = "service" if scope.service_id else "organisation"
    count = {0: "none", 1: "one"}.get(found.how_many, "many")
    st.markdown(words(f"one_service.answers.{count}_{of}", count=plain(str(found.how_many))))
    show_in_public(found.newest)


def _people_of_each(facts: Facts, looking: Looking) -> dict[UUID, int]:
    found = narrow(facts, looking.scope, is_people_only=looking.is_people_only)
    about: pd.Series[int] = found.services["service"].value_counts()
    return {service: int(people) for service, people in about.items() if isinstance(service, UUID)}


def _how_many(people: int, smallest: int) -> str:
    if not people:
        return words("one_service.nobody_yet")
    if people < smallest:
        return words("one_service.choose_few", people=wording.people(people), smallest=smallest)
    return wording.people(people)


def _who_runs(facts: Facts, scope: Scope) -> str:
    known = facts.directory
    if scope.service_id and (service := known.services.get(scope.service_id)):
        kind = _capital(words(f"named.sector.{service.sector}"))
        run_by = plain(known.organisations.get(service.organisation_id, ""))
        return words("one_service.services_of", kind=kind, name=run_by)
    count = len(services_in(facts, scope))
    key = "one_service.organisation_of_one" if count == 1 else "one_service.organisation_of"
    return words(key, count=count)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _offer_next(after: Next, scope: Scope) -> None:
    st.markdown(words("one_service.came_after", other=plain(after.name)))
    is_service = scope.service_id is not None
    there = Looking(
        replace(scope, service_id=after.id) if is_service else replace(scope, organisation_id=after.id)
    )
    said = words("one_service.go_to", other=plain(after.name))
    st.button(said, key=f"next-{after.id}", on_click=partial(start_with, there))


def _became(viewer: Viewer, scope: Scope) -> Became | None:
    with access.reading() as session:
        return what_became_of(session, viewer, scope)
