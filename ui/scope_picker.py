"""Which feedback is looked at: three choices that every figure on the page follows."""

import streamlit as st

from content.words import words
from models.people import Viewer
from models.vocabulary import Journey
from storage.queries.scope import Scope
from storage.queries.services_to_choose_from import services_to_choose_from
from ui import access, figures

PERIODS = {"last_12": 11, "last_24": 23, "all_time": None}


def pick_scope(viewer: Viewer) -> Scope:
    """Draw the choices and return what was chosen."""
    with access.reading() as session:
        services = services_to_choose_from(session, viewer)
    names = {service.id: service.name for service in services}
    with st.container(horizontal=True):
        period = st.selectbox(
            words("overview.period"),
            list(PERIODS),
            index=2,  # what is imported may all be older than two years
            format_func=lambda key: words(f"overview.{key}"),
        )
        journey = st.selectbox(
            words("overview.journey"),
            [None, *Journey],
            format_func=lambda about: (
                words(f"named.journey.{about.value}") if about else words("overview.any_journey")
            ),
        )
        service = st.selectbox(
            words("overview.service"),
            [None, *names],
            format_func=lambda chosen: names[chosen] if chosen else words("overview.any_service"),
        )
        titles = figures.themes_by_title()
        theme = st.selectbox(
            words("overview.theme"),
            [None, *titles],
            format_func=lambda chosen: titles[chosen] if chosen else words("overview.any_theme"),
        )
    months = PERIODS[period]
    since = figures.months_back(access.today(), months) if months is not None else None
    return Scope(since=since, journey=journey, service_id=service, theme=theme)
