"""What does a session remember of the settings somebody has open, and what did the last press come to?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypedDict, cast

import streamlit as st
from sqlmodel import Session

from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.setting import SettingKind
from storage.queries.setting_changes import Change
from ui import access


class Row(NamedTuple):
    """One setting: what the history calls it, what people call it, and its changes, newest first."""

    kind: SettingKind
    subject: str
    title: str
    history: Sequence[Change]

    @property
    def id(self) -> str:
        return f"{self.kind.value}.{self.subject}"

    @property
    def newest(self) -> int:
        """The number of the last change; 0 when there has been none."""
        return self.history[0].number if self.history else 0


class Desk(TypedDict):
    """What somebody's session remembers of the rows, by the id of each.

    `open` are the rows they are changing, and `asks` those that want a second press. `seen` is the
    number of the last change that they were shown, so that a press is about what they saw; a row without
    it is to be filled afresh. `filled` is what its boxes were filled with, and `typed` what the second of
    two editors had put in theirs, by field. `said`, `told` and `problems` are what the last press came to.
    """

    open: list[str]
    asks: list[str]
    seen: dict[str, int]
    filled: dict[str, dict[str, str | int]]
    typed: dict[str, dict[str, str]]
    said: dict[str, str]
    told: dict[str, str]
    problems: dict[str, dict[str, str]]


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if "our_settings" not in st.session_state:
        st.session_state["our_settings"] = Desk(
            open=[], asks=[], seen={}, filled={}, typed={}, said={}, told={}, problems={}
        )
    return cast(Desk, st.session_state["our_settings"])


def is_open(row: Row) -> bool:
    return row.id in desk()["open"]


def asks(row: Row) -> bool:
    return row.id in desk()["asks"]


def saw(row: Row) -> None:
    """Note which row it was that a button was pressed beside, as it was drawn with the button."""
    desk()["seen"][row.id] = row.newest


def open_row(row: Row) -> None:
    """Begin to change a row: its boxes are filled with what it says when they are drawn."""
    close(row)
    desk()["open"].append(row.id)


def ask_again(row: Row) -> None:
    """Want a second press before the row is changed."""
    mine = desk()
    mine["told"].pop(row.id, None)
    mine["seen"].setdefault(row.id, row.newest)
    mine["asks"].append(row.id)


def close(row: Row) -> None:
    """Leave a row as it is, and forget what was told about it."""
    mine = desk()
    mine["open"] = [other for other in mine["open"] if other != row.id]
    mine["asks"] = [other for other in mine["asks"] if other != row.id]
    remembered: list[dict[str, Any]] = [mine["seen"], mine["filled"], mine["typed"]]
    remembered += [mine["said"], mine["told"], mine["problems"]]
    for each in remembered:
        each.pop(row.id, None)


def seen(row: Row) -> int:
    """The number of the row's last change when whoever presses was shown it."""
    return desk()["seen"].get(row.id, row.newest)


@contextmanager
def acting(row: Row, said: str) -> Iterator[Session]:
    """One act about a row; afterwards the page is drawn afresh.

    What could not be done is a sentence in the row, which stays open with what was typed. Whoever
    came second is told: the boxes then hold what the row says now, and what they typed stands beside.
    """
    mine = desk()
    mine["told"].pop(row.id, None)
    mine["problems"].pop(row.id, None)
    mine["typed"].pop(row.id, None)
    mine["asks"] = [other for other in mine["asks"] if other != row.id]
    try:
        with access.writing() as session:
            yield session
    except SomebodyElseDecided as refusal:
        mine["told"][row.id] = str(refusal)
        mine["seen"].pop(row.id, None)
    except Problems as refusal:
        mine["problems"][row.id] = refusal.by_question
    except FeedbackError as refusal:
        mine["told"][row.id] = str(refusal)
    else:
        close(row)
        mine["said"][row.id] = said
    if not is_open(row):
        mine["seen"].pop(row.id, None)
    st.rerun()
