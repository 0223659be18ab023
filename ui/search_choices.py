"""What a search is narrowed down by, folded away until somebody wants it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from content.languages import languages
from content.words import words
from models.people import Permission, Viewer
from models.vocabulary import Channel, Journey, Sector, Sentiment
from storage.queries.scope import Scope
from storage.queries.search_choices import search_choices
from storage.queries.search_scope import SearchScope
from storage.queries.services_to_choose_from import services_to_choose_from
from ui import access, figures
from ui.scope_picker import PERIODS

One = TypeVar("One")
MOST_CRITICAL = 5
BOX = "search-choice-"
OPENED, LOST = "search_opened", "search_lost"


def open_on(chosen: Mapping[str, str]) -> None:
    """Have the next run choose what was written down, as far as it is still on offer."""
    st.session_state[OPENED] = dict(chosen)


def written() -> dict[str, str]:
    """What is chosen, as it is written down: by the name of the choice."""
    boxes = {str(key): value for key, value in st.session_state.items() if str(key).startswith(BOX)}
    return {key.removeprefix(BOX): str(value) for key, value in boxes.items() if value is not None}


def choose(viewer: Viewer) -> SearchScope:
    """Draw the choices and return what was chosen."""
    with access.reading() as session:
        services = {one.id: one.name for one in services_to_choose_from(session, viewer)}
        organisations, spoken = search_choices(session, viewer)
    titles = figures.themes_by_title()
    named = languages()
    opened: dict[str, str] | None = st.session_state.pop(OPENED, None)
    one_of = partial(_one_of, opened)
    with st.expander(words("search.narrow")), st.container(horizontal=True):
        period = one_of("period", [key for key, months in PERIODS.items() if months], _words("search"))
        journey = one_of("journey", Journey, _words("named.journey"))
        service = one_of("service", services, services.__getitem__)
        organisation = one_of("organisation", organisations, organisations.__getitem__)
        sectors = [one for one in Sector if one is not Sector.UNKNOWN]
        sector = one_of("sector", sectors, _words("named.sector"))
        theme = one_of("theme", titles, titles.__getitem__)
        sentiment = one_of("sentiment", Sentiment, _words("named.sentiment"))
        channel = one_of("channel", Channel, _words("named.channel"))
        language = one_of("language", spoken, lambda code: named[code].name if code in named else code)
        is_publishable = one_of(
            "outcome", (False, True), lambda one: words("search.anybody" if one else "search.inside")
        )
        levels = range(1, MOST_CRITICAL + 1) if viewer.may(Permission.MODERATE) else None
        criticality = (
            one_of("criticality", levels, lambda least: words("search.at_least", least=least))
            if levels
            else None
        )
    months = PERIODS[period] if period else None
    since = figures.months_back(access.today(), months) if months is not None else None
    choice = SearchScope(
        Scope(since=since, journey=journey, service_id=service, theme=theme),
        organisation_id=organisation,
        sector=sector,
        sentiment=sentiment,
        channel=channel,
        language=language,
        is_publishable=is_publishable,
        criticality=criticality,
    )
    _say_what_is_lost(opened, choice)
    return choice


def _words(place: str) -> Callable[[str], str]:
    return lambda value: words(f"{place}.{value}")


def _one_of(
    opened: dict[str, str] | None, name: str, options: Iterable[One], called: Callable[[One], str]
) -> One | None:
    """One list to choose from; None while it is left open. What it offers is taken out of `opened`."""
    offered, key = [*options], f"{BOX}{name}"
    if opened is not None:
        st.session_state[key] = next((one for one in offered if str(one) == opened.get(name)), None)
        if st.session_state[key] is not None:
            del opened[name]
    return st.selectbox(
        words(f"search.{name}"),
        offered,
        index=None,
        placeholder=words("search.any"),
        format_func=called,
        key=key,
    )


def _say_what_is_lost(left: Mapping[str, str] | None, choice: SearchScope) -> None:
    """Of a search that was kept, what is on offer no more: said until something else is chosen."""
    if left is not None:
        st.session_state[LOST] = (tuple(left), repr(choice))
    names, chosen = st.session_state.get(LOST, ((), ""))
    if names and chosen == repr(choice):
        said = ", ".join(words(f"search.{name}") for name in names)
        st.warning(words("search.saved.lost", choices=said))
