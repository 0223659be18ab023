"""The pieces of the page for outreach events: the list, one of them with what was heard, and its boxes."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

import streamlit as st

from content.words import day_in_words, words
from models.outreach import OutreachDraft
from models.people import Viewer
from storage.queries.outreach_events import EventHeld as EventHeld
from storage.queries.outreach_events import events_of, heard_there
from storage.queries.programme_form import programmes_to_choose_from
from ui import access
from ui.events_desk import Desk, as_draft, as_fields, go_to
from ui.plain import plain

SHOWN_AT_ONCE = 30
DAY_WIDTH = 230
ANY_DAY = date.min
"""An event may be long ago: a programme that has ended since is there to choose too."""


def all_events(viewer: Viewer) -> list[EventHeld]:
    """Every event, newest first."""
    with access.reading() as session:
        return events_of(session, viewer)


def all_programmes(viewer: Viewer) -> dict[UUID, str]:
    """The name of every programme that an event can be for, by its id."""
    with access.reading() as session:
        return dict(programmes_to_choose_from(session, viewer, on=ANY_DAY))


def show_list(events: list[EventHeld]) -> None:
    """Where we went, newest first, each with a button that opens it."""
    if not events:
        st.info(words("events.none"))
        return
    shown = SHOWN_AT_ONCE * st.session_state.setdefault("events_shown", 1)
    for event in events[:shown]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap="xsmall", width="stretch"):
                st.markdown(f"**{plain(event.place)}**")
                st.text(" · ".join(filter(None, (_day(event), _spoke(event), _entries(event)))))
            opens = words("events.open_one", place=event.place, day=_day(event))
            if st.button(words("events.open"), key=f"open-{event.id}", help=plain(opens)):
                go_to(str(event.id))
    if len(events) > shown and st.button(words("events.more", count=len(events[shown:]))):
        st.session_state["events_shown"] += 1
        st.rerun()


def show_facts(event: EventHeld, programmes: Mapping[UUID, str]) -> None:
    """When it was, for which programme, whom it was meant to reach, and how many spoke."""
    st.text(" · ".join(filter(None, (_day(event), _spoke(event)))))
    if event.programme_id:
        st.text(words("events.for_programme", programme=programmes[event.programme_id]))
    if event.communities:
        st.text(words("events.for_whom", communities=event.communities))


def show_heard(viewer: Viewer, event: EventHeld) -> None:
    """What people there spoke about and how it was for them, as true counts."""
    st.subheader(words("events.heard"))
    st.text(_entries(event))
    if not event.entries:
        return
    with access.reading() as session:
        heard = heard_there(session, viewer, event.id)
    left, right = st.columns(2, gap="medium")
    with left:
        _counts("about", "named.journey", heard.journeys)
    with right:
        _counts("rating", "named.rating", heard.ratings)
    st.markdown(f":small[:gray[{words('events.true_counts')}]]")


def ask(mine: Desk, now: OutreachDraft, programmes: Mapping[UUID, str]) -> OutreachDraft | None:
    """Draw the boxes, filled with what it says now; the draft once Save is pressed, else None."""
    mine["seen"] = mine["seen"] or as_fields(now)
    seen = as_draft(mine["seen"])
    with st.form(f"event-{_key(mine, 'form')}", enter_to_submit=False):
        label, hidden = _label(mine, "place")
        place = st.text_input(label, value=seen.place, key=_key(mine, "place"), label_visibility=hidden)
        _hint("place")
        label, hidden = _label(mine, "held_on")
        held_on = st.date_input(
            label,
            value=seen.held_on,
            key=_key(mine, "held_on"),
            format="DD/MM/YYYY",
            width=DAY_WIDTH,
            label_visibility=hidden,
        )
        label, hidden = _label(mine, "communities")
        key = _key(mine, "communities")
        communities = st.text_input(label, value=seen.communities, key=key, label_visibility=hidden)
        _hint("communities")
        label, hidden = _label(mine, "who_spoke")
        who_spoke = st.number_input(
            label,
            value=seen.who_spoke,
            step=1,
            format="%d",
            key=_key(mine, "who_spoke"),
            width=DAY_WIDTH,
            label_visibility=hidden,
        )
        _hint("who_spoke")
        programme = _ask_programme(mine, seen.programme_id, programmes)
        if not st.form_submit_button(words("events.save"), type="primary"):
            return None
    return OutreachDraft(place or "", held_on, communities or "", who_spoke, programme)


def _ask_programme(mine: Desk, seen: UUID | None, programmes: Mapping[UUID, str]) -> UUID | None:
    """Which programme it is for: none, unless somebody says so. Not asked where there are no programmes."""
    if not programmes:
        return None
    label, hidden = _label(mine, "programme_id")
    chosen: UUID | None = st.selectbox(
        label,
        [*programmes],
        index=[*programmes].index(seen) if seen and seen in programmes else None,
        placeholder=words("events.no_programme"),
        format_func=programmes.__getitem__,
        key=_key(mine, "programme_id"),
        label_visibility=hidden,
    )
    _hint("programme_id")
    return chosen


def _counts(title: str, named: str, counts: Mapping[Any, int]) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"**{words(f'events.{title}')}**")
        for one, count in counts.items():
            said = words(f"{named}.{one.value}") if one else words("events.not_rated")
            st.text(words("events.line", field=said, value=count))


def _day(event: EventHeld) -> str:
    return day_in_words(event.held_on)


def _spoke(event: EventHeld) -> str:
    if event.who_spoke is None:
        return ""
    return words("events.spoke_one" if event.who_spoke == 1 else "events.spoke", count=event.who_spoke)


def _entries(event: EventHeld) -> str:
    if event.entries < 2:
        return words("events.heard_one" if event.entries else "events.heard_none")
    return words("events.heard_some", count=event.entries)


def _label(mine: Desk, field: str) -> tuple[str, Literal["visible", "collapsed"]]:
    """A box's label; beside what has to be put right that stands in red, and the label says it too."""
    label = words(f"events.fields.{field}")
    if not (problem := mine["problems"].get(field)):
        return label, "visible"
    st.markdown(f"**{label}**  \n:red[{plain(problem)}]")
    return words("problems.label", sentence=plain(problem), label=label), "collapsed"


def _hint(field: str) -> None:
    st.markdown(f":small[:gray[{words(f'events.hints.{field}')}]]")


def _key(mine: Desk, field: str) -> str:
    return f"event-{mine['asked']}-{mine['turn']}-{field}"


def found(events: list[EventHeld], asked: str) -> EventHeld | None:
    """The event that the address asks for, if it is one of ours."""
    try:
        wanted = UUID(asked)
    except ValueError:
        return None
    return next((event for event in events if event.id == wanted), None)
