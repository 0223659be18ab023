"""What a search is narrowed down by, folded away until somebody wants it."""

from collections.abc import Callable, Iterable
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


def choose(viewer: Viewer) -> SearchScope:
    """Draw the choices and return what was chosen."""
    with access.reading() as session:
        services = {one.id: one.name for one in services_to_choose_from(session, viewer)}
        organisations, spoken = search_choices(session, viewer)
    titles = figures.themes_by_title()
    named = languages()
    with st.expander(words("search.narrow")), st.container(horizontal=True):
        period = _one("period", [key for key, months in PERIODS.items() if months], _words("search"))
        journey = _one("journey", Journey, _words("named.journey"))
        service = _one("service", services, services.__getitem__)
        organisation = _one("organisation", organisations, organisations.__getitem__)
        sector = _one("sector", (one for one in Sector if one is not Sector.UNKNOWN), _words("named.sector"))
        theme = _one("theme", titles, titles.__getitem__)
        sentiment = _one("sentiment", Sentiment, _words("named.sentiment"))
        channel = _one("channel", Channel, _words("named.channel"))
        language = _one("language", spoken, lambda code: named[code].name if code in named else code)
        is_publishable = _one(
            "outcome", (False, True), lambda one: words("search.anybody" if one else "search.inside")
        )
        criticality = _criticality() if viewer.may(Permission.MODERATE) else None
    months = PERIODS[period] if period else None
    since = figures.months_back(access.today(), months) if months is not None else None
    return SearchScope(
        Scope(since=since, journey=journey, service_id=service, theme=theme),
        organisation_id=organisation,
        sector=sector,
        sentiment=sentiment,
        channel=channel,
        language=language,
        is_publishable=is_publishable,
        criticality=criticality,
    )


def _criticality() -> int | None:
    return _one(
        "criticality", range(1, MOST_CRITICAL + 1), lambda least: words("search.at_least", least=least)
    )


def _words(place: str) -> Callable[[str], str]:
    return lambda value: words(f"{place}.{value}")


def _one(name: str, options: Iterable[One], called: Callable[[One], str]) -> One | None:
    """One list to choose from; None while it is left open."""
    return st.selectbox(
        words(f"search.{name}"),
        [*options],
        index=None,
        placeholder=words("search.any"),
        format_func=called,
        key=f"search-{name}",
    )
