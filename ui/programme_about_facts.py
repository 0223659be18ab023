"""What a programme is: who runs it, its days, its services, its form, and what was changed."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import streamlit as st

from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.programme import ProgrammeKind, ProgrammeSeen
from models.scope import Looking, Scope
from models.watchdog import HERE
from settings import settings
from storage.queries.outreach_events import events_of
from storage.queries.setting_changes import Change
from ui import access
from ui.go_to import go_to
from ui.links import button_link
from ui.looking import start_with
from ui.plain import plain
from ui.programme_about_form import day_told, question_set_name, yes_or_no
from ui.rows import show_rows


def show(viewer: Viewer, programme: ProgrammeSeen, *, today: date) -> None:
    """All that is known of it."""
    if programme.about:
        st.text(programme.about)
    st.subheader(words("programme_about.fields.partners"))
    for partner in programme.partners:
        st.text(partner)
    if not programme.partners:
        st.markdown(words("programme_about.no_partners"))
    _show_days(programme)
    _show_services(programme)
    _show_listening(viewer, programme)
    _show_form(viewer, programme, today=today)


def show_history(history: tuple[Change, ...], services: Mapping[UUID, str]) -> None:
    """Every change, newest first: the day, who made it, what it said before and what after."""
    if not history:
        st.markdown(f":small[:gray[{words('programme_about.no_history')}]]")
        return
    with st.expander(words("programme_about.history", count=len(history))):
        for change in history:
            day = day_in_words(change.at.astimezone(HERE).date())
            said = words("programme_about.changed_by", day=day, who=change.who)
            st.markdown(f":small[:gray[{plain(said)}]]")
            for field, (before, after) in change.changes.items():
                st.text(
                    words(
                        "programme_about.changed_line",
                        field=words(f"programme_about.fields.{field}"),
                        before=_as_words(field, before, services),
                        after=_as_words(field, after, services),
                    )
                )


def _show_days(programme: ProgrammeSeen) -> None:
    st.subheader(words("programme_about.fields.days"))
    start = programme.started_on
    if start:
        st.text(words("programme_about.used", day=day_in_words(start), source=programme.source))
    else:
        st.markdown(words("programme_about.no_start"))
        if programme.source:
            st.text(words("programme_about.known_from", source=programme.source))
    if programme.ended_on:
        st.text(words("programme_about.ends", day=day_in_words(programme.ended_on)))
    if programme.days:
        headings = [words(f"programme_about.fields.{field}") for field in ("day", "what", "day_source")]
        rows = [(day_in_words(one.day), one.what, one.source) for one in programme.days]
        show_rows(headings, rows)


def _show_services(programme: ProgrammeSeen) -> None:
    st.subheader(words("programme_about.fields.services"))
    if programme.covers_all:
        st.markdown(words("programme_about.about_everything"))
    elif not programme.services:
        st.markdown(words("programme_about.no_services"))
    with st.container(gap="xxsmall"):
        for name, service in programme.services:
            look = partial(start_with, Looking(Scope(service_id=service)))
            said = f"**:green[{plain(name)}]**"
            if st.button(said, key=f"service-{service}", type="tertiary", on_click=look):
                go_to("one_service")


def _show_listening(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Where we went to listen for it, newest first."""
    with access.reading() as session:
        held = [one for one in events_of(session, viewer) if one.programme_id == programme.id]
    st.subheader(words("programme_about.listened"))
    if held:
        show_rows(
            [words(f"events.fields.{field}") for field in ("place", "held_on", "communities", "who_spoke")],
            [
                (
                    one.place,
                    day_in_words(one.held_on),
                    one.communities or words("programme_about.everybody"),
                    words("programme_about.not_counted") if one.who_spoke is None else f"{one.who_spoke:,}",
                )
                for one in held
            ],
        )
    else:
        st.markdown(words("programme_about.not_listened"))
    if st.button(words("programme_about.to_events"), type="tertiary"):
        go_to("events")


def _show_form(viewer: Viewer, programme: ProgrammeSeen, *, today: date) -> None:
    """Its own address, what that asks, and what to print."""
    st.subheader(words("programme_about.its_form"))
    if programme.ended_on and programme.ended_on < today:
        st.markdown(words("programme_about.form_ended"))
        return
    asked = [question_set_name(name) for name in programme.question_sets]
    st.text(words("programme_about.asks", names="; ".join(asked) or question_set_name("have_your_say")))
    path = f"/say?programme={programme.code}"
    st.code(f"{settings().address.rstrip('/')}{path}", language=None, wrap_lines=True)
    with st.container(horizontal=True):
        form, poster = words("programme_about.open_form"), words("programme_about.poster")
        paper = words("programme_about.paper")
        button_link(path, form, whole=words("programme_about.of", what=form, name=programme.name))
        if viewer.may(Permission.WRITE_FOR_OTHERS) or viewer.may(Permission.EDIT_DIRECTORY):
            of = words("programme_about.of", what=poster, name=programme.name)
            button_link(f"/poster.pdf?programme={programme.code}", poster, whole=of)
            of = words("programme_about.of", what=paper, name=programme.name)
            button_link(f"/form.pdf?programme={programme.code}", paper, whole=of)


def _as_words(field: str, value: Any, services: Mapping[UUID, str]) -> str:
    """One value of the history as people read it."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if not value:
        return words("programme_about.nothing")
    if field in ("started_on", "ended_on"):
        return day_in_words(date.fromisoformat(value))
    if field == "kind":
        return words(f"programmes.kinds.{ProgrammeKind(value).value}")
    if field == "days":
        return "; ".join(day_told(date.fromisoformat(day), what, source) for day, what, source in value)
    if field == "services":
        return "; ".join(sorted(services.get(UUID(one), words("programme_about.gone")) for one in value))
    if field == "question_sets":
        return "; ".join(map(question_set_name, value))
    return "; ".join(value) if isinstance(value, list) else str(value)
