"""Callbacks: whom to ring and by when, how each try went, and who is not to be rung at all."""

import streamlit as st

from actions.callbacks import close_callback, hand_over_callback, try_callback
from actions.do_not_call import allow_calls, stop_calls
from content.words import words
from models.callback import CallbackOutcome
from models.people import Permission, Viewer
from ui import access, callbacks
from ui import callbacks_ask as ask
from ui.callbacks import OpenCallback as OpenCallback
from ui.callbacks import Queue
from ui.desk import NOT_READ
from ui.go_to import open_on
from ui.queue_desk import QueueDesk

desk = QueueDesk("callbacks")


def page() -> None:
    viewer = access.open_page("callbacks")
    st.title(words("callbacks.title"))
    desk.say_what_happened()
    found = callbacks.queue(viewer, at=access.now())
    asked = desk.now()["open"]
    one = next((each for each in found.everything if str(each.id) == asked), None)
    if asked and one is None:
        st.info(words("callbacks.gone"))
        desk.now()["open"] = ""
    if one is None:
        _show_queue(viewer, found)
    else:
        _open(viewer, one)


def _show_queue(viewer: Viewer, found: Queue) -> None:
    """Whom the viewer rings, then whom others ring."""
    st.markdown(words("callbacks.lead"))
    if not found.everything:
        st.subheader(words("callbacks.none"), anchor=False)
        st.markdown(words("callbacks.none_hint"))
    for title, part in zip(Queue._fields, found, strict=True):
        if opened := callbacks.show_part(title, part, at=access.now()):
            desk.go_to(opened.id)
    _ask_not_to_ring(viewer)


def _open(viewer: Viewer, one: OpenCallback) -> None:
    """One callback: whom to ring, what was tried, and how it went."""
    mine, at = desk.now(), access.now()
    if st.button(words("callbacks.back")):
        desk.go_to(None)
    if mine["seen"] == NOT_READ:
        mine["seen"] = len(one.tries)
    callbacks.show_one(one, at=at)
    may_read = one.feedback_id is not None and viewer.may(Permission.READ_FEEDBACK)
    if one.feedback_id and may_read and st.button(words("callbacks.story"), key=f"story-{one.id}"):
        open_on("whole_story", one.feedback_id)
    callbacks.show_tries(one)
    if one.is_mine:
        _ring(viewer, one)
    to, is_pressed = ask.ask_who_rings(one, viewer, turn=mine["turn"])
    if is_pressed:
        said = words("callbacks.taken" if to == viewer.staff_id else "callbacks.handed_over")
        with desk.acting(said) as session:
            hand_over_callback(session, one.id, to, after=mine["seen"], by=viewer, at=at)
    if outcome := ask.ask_to_close(one):
        with desk.acting(words("callbacks.closed"), closes=True) as session:
            close_callback(session, one.id, outcome, after=mine["seen"], by=viewer, at=at)


def _ring(viewer: Viewer, one: OpenCallback) -> None:
    """How a try went; after enough of them, that it is given up."""
    mine, at = desk.now(), access.now()
    if ask.ask_to_give_up(one):
        with desk.acting(words("callbacks.given_up"), closes=True) as session:
            close_callback(session, one.id, CallbackOutcome.GIVEN_UP, after=mine["seen"], by=viewer, at=at)
    if tried := ask.ask_how_it_went(one, turn=mine["turn"], at=at):
        with desk.acting(words("callbacks.kept"), closes=True) as session:
            try_callback(
                session,
                one.id,
                tried.result,
                tried.note,
                after=mine["seen"],
                next_at=tried.next_at,
                by=viewer,
                at=at,
            )


def _ask_not_to_ring(viewer: Viewer) -> None:
    """Note that a number is not to be rung again, or that it may be."""
    number, pressed = ask.ask_which_number(turn=desk.now()["turn"])
    at = access.now()
    if pressed == "stopped":
        with desk.acting(words("callbacks.stop_done")) as session:
            stop_calls(session, number, by=viewer, at=at)
    elif pressed == "allowed":
        with desk.acting(words("callbacks.allow_done")) as session:
            allow_calls(session, number, by=viewer, at=at)


if __name__ == "__main__":
    page()
