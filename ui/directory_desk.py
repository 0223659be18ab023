"""What does a session remember of the service somebody has open, and what did the last press come to?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypedDict, cast

import streamlit as st
from sqlmodel import Session

from models.errors import FeedbackError, Problems, SomebodyElseDecided
from ui import access
from ui.last_press import show_done, show_problems, show_typed

ASKED = "open"


class Desk(TypedDict):
    """One service or organisation, or the one that is being added.

    `seen` is the number of its last change when its boxes were filled, so that Save is about what was
    read; None until then. Boxes of another `turn` are filled afresh. `typed` is what the second of two
    editors had in theirs, by field. `then` is what an act leads to, where that is something else.
    """

    asked: str
    seen: int | None
    turn: int
    problems: dict[str, str]
    typed: dict[str, str]
    said: str
    told: str
    then: str


def asked_for() -> str:
    """What the page's address asks for: "" for the lists, what to add, or the id of one."""
    return str(st.query_params.get(ASKED, ""))


def go_to(asked: str, said: str = "") -> None:
    """Draw another part of this page, and say there what was done."""
    st.query_params.from_dict({ASKED: asked} if asked else {})
    desk(asked)["said"] = said
    st.rerun()


def desk(asked: str) -> Desk:
    """This session's desk with what the address asks for on it; what lay there before is forgotten."""
    if st.session_state.get("directory", {}).get("asked") != asked:
        st.session_state["directory"] = Desk(
            asked=asked, seen=None, turn=0, problems={}, typed={}, said="", told="", then=""
        )
    return cast(Desk, st.session_state["directory"])


@contextmanager
def acting(mine: Desk, typed: Mapping[str, str] | None = None) -> Iterator[Session]:
    """One act about what lies on the desk; afterwards the page is drawn afresh.

    What has to be put right is said beside its box, and what was typed stays there. Whoever came second
    is told, is shown what it says now, and what they had `typed` beside it.
    """
    mine["problems"], mine["typed"] = {}, {}
    before = mine.copy()
    try:
        with access.writing() as session:
            yield session
    except Problems as refusal:
        mine.update(before)
        mine["problems"] = refusal.by_question
    except SomebodyElseDecided as refusal:
        mine.update(before)
        mine["told"], mine["typed"] = str(refusal), dict(typed or {})
        _fill_afresh(mine)
    except FeedbackError as refusal:
        mine.update(before)
        mine["told"] = str(refusal)
    else:
        _fill_afresh(mine)
        if mine["then"]:
            go_to(mine["then"], mine["said"])
    st.rerun()


def _fill_afresh(mine: Desk) -> None:
    mine["seen"], mine["turn"] = None, mine["turn"] + 1


def say_what_happened(mine: Desk, now: Mapping[str, str] | None = None) -> None:
    """What the last press did, once; what is to be put right, and what was typed, until the next."""
    show_done(mine["said"], mine["told"])
    mine["said"] = mine["told"] = ""
    show_problems(mine["problems"].values())
    differs = {field: said for field, said in mine["typed"].items() if said != (now or {}).get(field)}
    show_typed(differs, "directory.fields")
