"""Data requests: find somebody's records, see what is held, make a copy of it, or erase it for good."""

import streamlit as st

from actions.data_requests import copy_for_person, find_person
from actions.erase import erase
from actions.reference import read_reference
from content.words import words
from models.errors import FeedbackError
from models.people import Permission, Viewer
from ui import access, data_requests_newsletter
from ui import data_requests as pieces
from ui.data_requests import Desk, HeldAbout
from ui.go_to import open_on
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("data_requests")
    mine = pieces.desk()
    st.title(words("data_requests.title"))
    st.markdown(words("data_requests.lead"))
    pieces.say_what_happened(mine)
    said = pieces.ask_whom()
    if said is not None and not _find(viewer, mine, said):
        return
    found = pieces.records(viewer, mine)
    pieces.show_how_many(mine, found)
    for one in found:
        with st.container(border=True):
            pieces.show_held(one)
            _act_on(viewer, mine, one)
    data_requests_newsletter.draw(viewer, mine)
    pieces.show_kept(viewer)


def _find(viewer: Viewer, mine: Desk, said: str) -> bool:
    """Look for somebody. Returns whether what was typed could be looked for."""
    try:
        pieces.keep(mine, find_person(access.store(), said, by=viewer, at=access.now()))
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return False
    return True


def _act_on(viewer: Viewer, mine: Desk, one: HeldAbout) -> None:
    """What may be done with one record."""
    key = str(one.feedback_id)
    with st.container(horizontal=True):
        may_read = viewer.may(Permission.READ_FEEDBACK) and not one.is_withdrawn
        if may_read and st.button(words("data_requests.read"), key=f"read-{key}", help=plain(one.reference)):
            open_on("whole_story", one.feedback_id)
        is_copied = st.button(words("data_requests.copy_make"), key=f"copy-{key}", help=plain(one.reference))
        may_erase = one.may_be_erased and mine["erasing"] != key
        if may_erase and st.button(
            words("data_requests.erase"), key=f"erase-{key}", help=plain(one.reference)
        ):
            mine["erasing"] = key
            st.rerun()
    if is_copied:
        _copy(viewer, one)
    if not one.may_be_erased:
        pieces.show_why_not(one)
    elif mine["erasing"] == key:
        _erase(viewer, mine, one)


def _copy(viewer: Viewer, one: HeldAbout) -> None:
    try:
        copy = copy_for_person(access.store(), one.feedback_id, by=viewer, at=access.now())
    except FeedbackError as problem:
        st.error(plain(str(problem)))
    else:
        pieces.hand_over(copy)


def _erase(viewer: Viewer, mine: Desk, one: HeldAbout) -> None:
    """Ask for the reason and the reference, and erase; or say what it still needs."""
    why, typed, is_pressed = pieces.ask_to_erase(one)
    if st.button(words("data_requests.leave"), key=f"leave-{one.feedback_id}"):
        mine["erasing"] = ""
        st.rerun()
    if not is_pressed:
        return
    try:
        if why is None:
            raise FeedbackError(words("data_requests.erase_choose"))
        if read_reference(typed) != one.reference:
            raise FeedbackError(words("data_requests.erase_differs"))
        done = erase(access.store(), one.feedback_id, why=why, by=viewer, at=access.now())
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    pieces.erased(mine, one, is_scrubbed=done.is_scrubbed)
    st.rerun()


if __name__ == "__main__":
    page()
