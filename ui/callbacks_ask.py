"""Ask about a callback: how a try ended, who rings from now on, and which number is not to be rung."""

from datetime import UTC, datetime, time
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from analysis.working_days import end_of_next_working_day
from content.words import words
from models.callback import MOST_UNANSWERED, UNANSWERED, CallbackOutcome, CallbackResult
from models.people import Permission, Viewer
from storage.queries.callbacks import OpenCallback, people_who_ring
from ui import access

MORNING = time(10)
AGAIN = UNANSWERED | {CallbackResult.RING_LATER}
"""After these somebody rings once more."""


class Tried(NamedTuple):
    """What was chosen and typed about one try."""

    result: CallbackResult | None
    note: str
    next_at: datetime | None


def ask_how_it_went(one: OpenCallback, *, turn: int, at: datetime) -> Tried | None:
    """What happened, once the button is pressed."""
    with st.container(border=True):
        result = st.radio(
            words("callbacks.happened"),
            list(CallbackResult),
            index=None,
            format_func=lambda each: words(f"named.callback_result.{each.value}"),
            captions=[words(f"callbacks.result_means.{each.value}") for each in CallbackResult],
            key=f"result-{one.id}-{turn}",
        )
        next_at = _ask_when(one, turn=turn, at=at) if result in AGAIN else None
        note = st.text_area(
            words("callbacks.note"), key=f"note-{one.id}-{turn}", height="content", max_chars=1_000
        )
        st.markdown(f":small[:gray[{words('callbacks.note_hint')}]]")
        is_pressed = st.button(words("callbacks.keep"), type="primary", key=f"keep-{one.id}")
    return Tried(result, note, next_at) if is_pressed else None


def ask_to_give_up(one: OpenCallback) -> bool:
    """Offer to give up after enough tries that nobody answered. Returns whether that was pressed."""
    if one.unanswered < MOST_UNANSWERED:
        return False
    st.warning(words("callbacks.give_up_hint", count=one.unanswered))
    return st.button(words("callbacks.give_up"), key=f"give-up-{one.id}")


def ask_to_close(one: OpenCallback) -> CallbackOutcome | None:
    """How it ended without another try, once that is pressed."""
    with st.expander(words("callbacks.close")), st.container(horizontal=True):
        for outcome in (CallbackOutcome.RANG_US, CallbackOutcome.DONE):
            if st.button(words(f"callbacks.{outcome.value}"), key=f"{outcome.value}-{one.id}"):
                return outcome
    return None


def ask_who_rings(one: OpenCallback, viewer: Viewer, *, turn: int) -> tuple[UUID | None, bool]:
    """Who rings from now on, and whether a button was pressed; for whoever reads feedback alone."""
    if not viewer.may(Permission.READ_FEEDBACK):
        return None, False
    with access.reading() as session:
        people = [each for each in people_who_ring(session, viewer) if each.id != one.rings_id]
    names = {each.id: each.name for each in people if each.id != viewer.staff_id}
    if not one.is_mine and st.button(words("callbacks.mine"), type="primary", key=f"mine-{one.id}"):
        return viewer.staff_id, True
    with st.expander(words("callbacks.hand"), expanded=not one.is_mine):
        to = st.selectbox(
            words("callbacks.hand_to"),
            list(names),
            index=None,
            placeholder=words("callbacks.hand_choose"),
            format_func=lambda each: names[each],
            key=f"to-{one.id}-{turn}",
        )
        return to, st.button(words("callbacks.hand_over"), key=f"hand-{one.id}")


def ask_which_number(*, turn: int) -> tuple[str, str]:
    """A number, and whether it is "stopped" or "allowed" from now on; "" while nothing is pressed."""
    with st.expander(words("callbacks.stop")):
        st.markdown(words("callbacks.stop_lead"))
        number = st.text_input(
            words("callbacks.stop_number"), key=f"stop-{turn}", autocomplete="off", max_chars=60
        )
        with st.container(horizontal=True):
            if st.button(words("callbacks.stop_yes"), key="stop"):
                return number, "stopped"
            if st.button(words("callbacks.allow"), key="allow"):
                return number, "allowed"
    return number, ""


def _ask_when(one: OpenCallback, *, turn: int, at: datetime) -> datetime | None:
    """The day and time to ring again: the next working day in the morning, unless it is changed."""
    with st.container(horizontal=True):
        day = st.date_input(
            words("callbacks.next_day"),
            value=end_of_next_working_day(at).date(),
            min_value=at.astimezone(access.HERE).date(),
            format="DD/MM/YYYY",
            key=f"day-{one.id}-{turn}",
        )
        hour = st.time_input(words("callbacks.next_time"), MORNING, key=f"time-{one.id}-{turn}")
    return datetime.combine(day, hour, tzinfo=access.HERE).astimezone(UTC) if day and hour else None
