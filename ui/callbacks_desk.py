"""What does a session remember of the callback somebody has open, and what did the last press come to?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from models.errors import FeedbackError, SomebodyElseDecided
from ui import access
from ui.desk import NOT_READ
from ui.plain import plain

DESK = "callbacks"


class CallbackDesk(TypedDict):
    """`open` is the callback in front of them, and `seen` how many tries it had when they opened it.

    `turn` counts what they have done: boxes are empty again after each. `said`, `told` and `problem` are
    what the last press came to.
    """

    open: str
    seen: int
    turn: int
    said: str
    told: str
    problem: str


def desk() -> CallbackDesk:
    """This session's desk, begun if there is none yet."""
    if DESK not in st.session_state:
        st.session_state[DESK] = CallbackDesk(open="", seen=NOT_READ, turn=0, said="", told="", problem="")
    return cast(CallbackDesk, st.session_state[DESK])


def go_to(callback_id: UUID | None) -> None:
    """Open a callback, or go back to all of them."""
    mine = desk()
    mine["open"], mine["seen"] = str(callback_id or ""), NOT_READ
    st.rerun()


def say_what_happened() -> None:
    """What the last press came to, once."""
    mine = desk()
    if mine["said"]:
        st.success(plain(mine["said"]))
    if mine["told"]:
        st.warning(plain(mine["told"]))
    if mine["problem"]:
        st.error(plain(mine["problem"]))
    mine["said"] = mine["told"] = mine["problem"] = ""


@contextmanager
def acting(said: str, *, closes: bool = False) -> Iterator[Session]:
    """One act; afterwards the page is drawn afresh. Where it could not be done, what was typed stays."""
    mine = desk()
    try:
        with access.writing() as session:
            yield session
    except SomebodyElseDecided as refusal:
        mine["told"], mine["seen"] = str(refusal), NOT_READ
    except FeedbackError as refusal:
        mine["problem"] = str(refusal)
    else:
        mine["said"], mine["seen"], mine["turn"] = said, NOT_READ, mine["turn"] + 1
        if closes:
            mine["open"] = ""
    st.rerun()
