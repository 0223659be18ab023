"""Concerns: somebody may be at risk. The lead looks, does something, and signs a decision with a reason."""

import streamlit as st

from actions.background import wake_mail
from actions.escalate import decide, hand_over, note_step, take
from content.words import words
from models.people import Permission, Viewer
from ui import access, escalations, frame
from ui import escalations_ask as ask
from ui.desk import NOT_READ
from ui.escalations import Concern as Concern
from ui.plain import plain
from ui.queue_desk import QueueDesk

desk = QueueDesk("escalations", after=wake_mail)


def page() -> None:
    viewer = access.open_page("escalations")
    frame.wide()
    st.title(words("escalations.title"))
    desk.say_what_happened()
    if not viewer.may(Permission.DECIDE_CONCERN):
        st.markdown(words("escalations.lead_mine"))
        _raise(viewer)
        escalations.show_own(viewer)
        return
    queue = escalations.queue(viewer)
    asked = desk.now()["open"]
    concern = next((one for one in queue if str(one.id) == asked), None)
    if asked and concern is None:
        st.info(words("escalations.gone"))
        desk.now()["open"] = ""
    if concern is None:
        _show_queue(viewer, queue)
    else:
        _open(viewer, concern)


def _show_queue(viewer: Viewer, queue: tuple[Concern, ...]) -> None:
    """Everything that waits, then what was decided lately."""
    st.markdown(words("escalations.lead"))
    if not queue:
        st.subheader(words("escalations.none"))
        st.markdown(words("escalations.none_hint"))
    else:
        counted = "escalations.waiting_one" if len(queue) == 1 else "escalations.waiting"
        st.markdown(words(counted, count=len(queue)))
    for concern in queue:
        with st.container(border=True):
            escalations.show_head(concern, viewer)
            which = words("escalations.open_what", reference=plain(concern.reference))
            if st.button(words("escalations.open"), key=f"open-{concern.id}", help=which):
                desk.go_to(concern.id)
    escalations.show_whom_to_ring(viewer)
    with st.expander(words("escalations.ask")):
        _raise(viewer)
    escalations.show_decided(viewer)


def _open(viewer: Viewer, concern: Concern) -> None:
    """One concern: what was said beside what to do about it."""
    mine = desk.now()
    if st.button(words("escalations.back")):
        desk.go_to(None)
    one = escalations.opened(viewer, concern)
    if mine["seen"] == NOT_READ:
        mine["seen"] = one.steps[-1].number
    escalations.show_head(concern, viewer)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        escalations.show_words_said(viewer, one)
        with st.container(border=True):
            st.subheader(words("escalations.numbers"))
            escalations.show_whom_to_ring(viewer, concern.kinds)
        escalations.show_steps(one.steps)
    with right:
        _act(viewer, concern, seen=mine["seen"], turn=mine["turn"])


def _act(viewer: Viewer, concern: Concern, *, seen: int, turn: int) -> None:
    """Take it, decide, note something or hand it over."""
    at = access.now()
    if concern.lead_id != viewer.staff_id and st.button(words("escalations.take"), key=f"take-{concern.id}"):
        with desk.acting(words("escalations.taken")) as session:
            take(session, concern.id, after=seen, by=viewer, at=at)
    if asked := ask.ask_for_decision(concern, viewer, turn=turn):
        with desk.acting(words("escalations.signed"), closes=True) as session:
            decide(session, concern.id, asked.outcome, asked.note, after=seen, by=viewer, at=at)
    with st.expander(words("escalations.more")):
        if asked := ask.ask_for_note(concern, turn=turn):
            with desk.acting(words("escalations.noted")) as session:
                note_step(session, concern.id, asked.note, after=seen, by=viewer, at=at)
        if asked := ask.ask_to_hand_over(concern, viewer, turn=turn):
            with desk.acting(words("escalations.handed_over")) as session:
                hand_over(session, concern.id, asked.to, note=asked.note, after=seen, by=viewer, at=at)


def _raise(viewer: Viewer) -> None:
    """Raise a concern about what somebody told us, by its reference."""
    if not viewer.may(Permission.DECIDE_CONCERN):
        ask.warn_if_nobody_leads(viewer)
        escalations.show_whom_to_ring(viewer, closed="closed_ask")
    mine = desk.now()
    if ask.ask_to_raise_by_reference(viewer, turn=mine["turn"]):
        mine["said"], mine["turn"] = words("escalations.raised"), mine["turn"] + 1
        st.rerun()


if __name__ == "__main__":
    page()
