"""Events: where we went to listen, what was heard there, and what to print and take along."""

from collections.abc import Mapping
from uuid import UUID

import streamlit as st

from actions.outreach_events import add_event, change_event
from content.words import words
from models.outreach import OutreachDraft
from models.people import Permission, Viewer
from ui import access, events, events_print, frame
from ui.events import EventHeld
from ui.events_desk import (
    NEW,
    Desk,
    acting,
    as_draft,
    as_fields,
    asked_for,
    desk,
    go_to,
    say_what_happened,
)
from ui.links import main_link
from ui.plain import plain

NOTHING_YET = OutreachDraft("", None)


def page() -> None:
    viewer = access.open_page("events")
    frame.wide()
    st.title(words("events.title"))
    asked = asked_for()
    mine, held = desk(asked), events.all_events(viewer)
    if asked and st.button(words("events.back"), icon=":material/arrow_back:", type="tertiary"):
        go_to("")
    opened = events.found(held, asked)
    if asked == NEW and viewer.may(Permission.WRITE_FOR_OTHERS):
        _add(viewer, mine)
    elif opened:
        _open(viewer, mine, opened)
    elif asked:
        st.error(words("events.not_here"))
    else:
        _list(viewer, mine, held)


def _list(viewer: Viewer, mine: Desk, held: list[EventHeld]) -> None:
    st.write(words("events.lead"))
    say_what_happened(mine)
    if viewer.may(Permission.WRITE_FOR_OTHERS) and st.button(words("events.add"), type="primary"):
        go_to(NEW)
    left, right = st.columns(2, gap="large")
    with left:
        events.show_list(held)
    with right.container(border=True):
        events_print.show_form(viewer)
        events_print.ask_for_poster(viewer)


def _add(viewer: Viewer, mine: Desk) -> None:
    st.subheader(words("events.add"))
    say_what_happened(mine)
    draft = events.ask(mine, NOTHING_YET, events.all_programmes(viewer))
    if draft is not None:
        with acting(mine, as_fields(draft)) as session:
            added = add_event(session, draft, by=viewer, at=access.now())
        go_to(str(added), words("events.added"))


def _open(viewer: Viewer, mine: Desk, event: EventHeld) -> None:
    st.subheader(plain(event.place))
    programmes = events.all_programmes(viewer)
    events.show_facts(event, programmes)
    may_write = viewer.may(Permission.WRITE_FOR_OTHERS)
    if may_write:
        main_link(f"/entry/new?channel=event&event={event.id}", words("events.write"))
    events.show_heard(viewer, event)
    if may_write:
        _change(viewer, mine, event, programmes)


def _change(viewer: Viewer, mine: Desk, event: EventHeld, programmes: Mapping[UUID, str]) -> None:
    st.subheader(words("events.put_right"))
    mine["seen"] = mine["seen"] or as_fields(event.said)
    seen = as_draft(mine["seen"])
    say_what_happened(mine, programmes)
    draft = events.ask(mine, event.said, programmes)
    if draft is not None:
        at = access.now()
        with acting(mine, as_fields(draft)) as session:
            is_saved = change_event(session, event.id, draft, seen=seen, by=viewer, at=at)
        mine["seen"], mine["turn"] = {}, mine["turn"] + 1
        mine["said"] = words("events.saved" if is_saved else "events.not_different")
        st.rerun()


if __name__ == "__main__":
    page()
