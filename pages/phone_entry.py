"""Phone and paper: begin an entry, go on with one, see whom to ring back and what one sent."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from actions.change_entry import reopen
from actions.entry_drafts import discard
from actions.take_over_entry import take_over
from content.words import words
from models.people import Permission, Viewer
from ui import access
from ui import phone_entry as pieces
from ui import phone_entry_lists as lists
from ui.go_to import go_to
from ui.phone_entry import Desk, Mine


def page() -> None:
    viewer = access.open_page("phone_entry")
    at, mine = access.now(), pieces.desk()
    st.title(words("phone_entry.title"))
    pieces.say_what_happened(mine)
    pieces.show_ways_in(viewer)
    found = pieces.read(viewer, at=at)
    _drafts(viewer, mine, found, at=at)
    if lists.show_callbacks(found.callbacks, at=at):
        go_to("callbacks")
    st.subheader(words("phone_entry.sent.title"), anchor=False)
    if not found.entries.today:
        st.markdown(words("phone_entry.sent.none"))
    open_ones = {draft.feedback_id for draft in found.drafts}
    wrong = lists.show_entries(found.entries.today, open_ones, at=at)
    if found.entries.to_put_right:
        st.subheader(words("phone_entry.sent.earlier"), anchor=False)
        wrong = lists.show_entries(found.entries.to_put_right, open_ones, at=at) or wrong
    if wrong is not None:
        _put_right(viewer, mine, wrong, at=at)
    lists.show_earlier(found.entries.earlier)
    if viewer.may(Permission.READ_FEEDBACK):
        _others(viewer, mine, at=at)


def _drafts(viewer: Viewer, mine: Desk, found: Mine, *, at: datetime) -> None:
    """What isn't sent: the way on, and the way out, which asks once more."""
    st.subheader(words("phone_entry.drafts.title"), anchor=False)
    if not found.drafts:
        st.markdown(words("phone_entry.drafts.none"))
    for one in found.drafts:
        is_asked = mine["discarding"] == str(one.id)
        with st.container(border=True, horizontal=not is_asked, vertical_alignment="center"):
            called = pieces.show_draft(one, is_in_danger=one.id in found.entries.in_danger, at=at)
            if not is_asked:
                if pieces.show_ways_on(one, called):
                    mine["discarding"] = str(one.id)
                    st.rerun()
                continue
            is_to_go = pieces.ask_to_discard(one)
        if is_to_go is not None:
            mine["discarding"] = ""
            if not is_to_go:
                st.rerun()
            _discard(viewer, mine, one.id, at=at)


def _discard(viewer: Viewer, mine: Desk, draft_id: UUID, *, at: datetime) -> None:
    gone = words("phone_entry.drafts.discarded")
    pieces.act(mine, lambda session: discard(session, draft_id, by=viewer, at=at), said=gone)


def _put_right(viewer: Viewer, mine: Desk, feedback_id: UUID, *, at: datetime) -> None:
    opened = words("phone_entry.sent.opened")
    pieces.act(mine, lambda session: reopen(session, feedback_id, by=viewer, at=at), said=opened)


def _others(viewer: Viewer, mine: Desk, *, at: datetime) -> None:
    """What others should have sent by now, for whoever may take it over."""
    left = lists.left_by_others(viewer, at=at)
    draft_id = lists.show_left_by_others(left, at=at) if left else None
    if draft_id is not None:
        taken = words("phone_entry.others.taken_over")
        pieces.act(mine, lambda session: take_over(session, draft_id, by=viewer, at=at), said=taken)


if __name__ == "__main__":
    page()
