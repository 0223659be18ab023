"""What a session remembers of somebody who reads feedback: what lies open, and since when."""

import secrets
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st

DESK, PAGE, ARRIVAL = "moderation", "page", "arrival"
NOT_READ = -1


class Desk(TypedDict):
    """`open` is the id in front of them, and `visit` what their reading of it is known by in the record.

    `seen` is how many decisions it had when they opened it, so that a press of Sign is about what
    they read even if somebody else has decided meanwhile.
    """

    open: str
    visit: str
    seen: int
    left: list[str]
    said: str
    told: str


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if DESK not in st.session_state:
        st.session_state[DESK] = Desk(open="", visit="", seen=NOT_READ, left=[], said="", told="")
    return cast(Desk, st.session_state[DESK])


def take_up(desk: Desk, feedback_id: UUID) -> None:
    """Put a piece of feedback on the desk. It is another visit unless it lies there already.

    This comes before anything is read: a press while the page is drawn begins a second run beside the
    first, and both belong to one visit.
    """
    if desk["open"] != str(feedback_id) or not desk["visit"]:
        desk["visit"] = secrets.token_urlsafe(16)
        desk["open"], desk["seen"] = str(feedback_id), NOT_READ


def close(desk: Desk) -> None:
    """Clear the desk for the next one."""
    desk["open"] = desk["visit"] = ""
    st.session_state["find_again"] = st.session_state.get("find_again", 0) + 1


def come_to(page: str) -> None:
    """Say which page is open: another one ends the visit. What lay on the desk will lie there again."""
    if st.session_state.get(PAGE) == page:
        return
    if DESK in st.session_state:
        st.session_state[DESK]["visit"] = ""
    st.session_state[PAGE] = page
    st.session_state[ARRIVAL] = st.session_state.get(ARRIVAL, 0) + 1
