"""What does a session remember of the one thing of a queue somebody has open, and of what they did last?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from models.errors import FeedbackError, SomebodyElseDecided
from ui import access
from ui.desk import NOT_READ
from ui.plain import plain


class OnTheDesk(TypedDict):
    """`open` is what lies in front of them, and `seen` how many steps it had when they opened it.

    `turn` counts what they have done: boxes are empty again after each. `said`, `told` and `problem` are
    what the last press came to.
    """

    open: str
    seen: int
    turn: int
    said: str
    told: str
    problem: str


@dataclass(frozen=True)
class QueueDesk:
    """The desk of one queue, by a name of its own. `after` is called after each act that was done."""

    name: str
    after: Callable[[], None] | None = None

    def now(self) -> OnTheDesk:
        """This session's desk, begun if there is none yet."""
        if self.name not in st.session_state:
            st.session_state[self.name] = OnTheDesk(
                open="", seen=NOT_READ, turn=0, said="", told="", problem=""
            )
        return cast(OnTheDesk, st.session_state[self.name])

    def go_to(self, opened: UUID | None) -> None:
        """Open one of the queue, or go back to all of them."""
        mine = self.now()
        mine["open"], mine["seen"] = str(opened or ""), NOT_READ
        st.rerun()

    def say_what_happened(self) -> None:
        """What the last press came to, once."""
        mine = self.now()
        if mine["said"]:
            st.success(plain(mine["said"]))
        if mine["told"]:
            st.warning(plain(mine["told"]))
        if mine["problem"]:
            st.error(plain(mine["problem"]))
        mine["said"] = mine["told"] = mine["problem"] = ""

    @contextmanager
    def acting(self, said: str, *, closes: bool = False) -> Iterator[Session]:
        """One act; afterwards the page is drawn afresh. Where it could not be done, what was typed stays."""
        mine = self.now()
        try:
            with access.writing() as session:
                yield session
        except SomebodyElseDecided as refusal:
            mine["told"], mine["seen"] = str(refusal), NOT_READ
        except FeedbackError as refusal:
            mine["problem"] = str(refusal)
        else:
            if self.after:
                self.after()
            mine["said"], mine["seen"], mine["turn"] = said, NOT_READ, mine["turn"] + 1
            if closes:
                mine["open"] = ""
        st.rerun()
