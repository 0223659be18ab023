"""What does a session remember of the forms that staff fill in, and what did the last press come to?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, TypedDict, cast

import streamlit as st
from sqlmodel import Session

from content.words import words
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from ui import access
from ui.last_press import show_done, show_problems, show_typed
from ui.plain import plain

DESK = "forms"


class Desk(TypedDict):
    """`form` is the one that was pressed last, such as "promise-change-<id>"; the others stay as they are.

    Boxes of another of its `turns` are filled afresh. `seen` is the number of the last change when they were
    filled. `typed` is what the second of two editors had in theirs, by field.
    """

    form: str
    problems: dict[str, str]
    typed: dict[str, str]
    said: str
    told: str
    turns: dict[str, int]
    seen: dict[str, int]


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if DESK not in st.session_state:
        st.session_state[DESK] = Desk(form="", problems={}, typed={}, said="", told="", turns={}, seen={})
    return cast(Desk, st.session_state[DESK])


@contextmanager
def acting(form: str, said: str, typed: Mapping[str, str] | None = None) -> Iterator[Session]:
    """One act of a form, as `telling` says, in one session that writes."""
    with telling(form, said, typed), access.writing() as session:
        yield session


@contextmanager
def telling(form: str, said: str, typed: Mapping[str, str] | None = None) -> Iterator[None]:
    """What a press of a form does; the page is then drawn afresh, and `said` is shown where it was done.

    What has to be put right is said beside its box, and what was typed stays there. Whoever came second is
    told, is shown what it says now, and what they had `typed`. The act may put other words in `said`.
    """
    mine = desk()
    mine["form"], mine["problems"], mine["typed"], mine["said"] = form, {}, {}, said
    try:
        yield
    except Problems as refusal:
        mine["said"], mine["problems"] = "", refusal.by_question
    except SomebodyElseDecided as refusal:
        mine["said"], mine["told"], mine["typed"] = "", str(refusal), dict(typed or {})
        fill_afresh(form)
    except FeedbackError as refusal:
        mine["said"], mine["told"] = "", str(refusal)
    else:
        fill_afresh(form)
    st.rerun()


def fill_afresh(form: str) -> None:
    """Fill the boxes of a form with what it says now, when it is drawn next."""
    turns = desk()["turns"]
    turns[form] = turns.get(form, 0) + 1


def seen(form: str, number: int) -> int:
    """The number of the last change when this form was filled: `number`, if it is filled now."""
    held = desk()["seen"]
    if not _is_filled(form):
        held[form] = number
    return held.setdefault(form, number)


def boxes_of(form: str) -> str:
    """What the key of each of its boxes begins with."""
    return f"{form}-{desk()['turns'].get(form, 0)}"


def filled(form: str, field: str, value: object) -> str:
    """The key of a box, which is filled with `value` when it is drawn for the first time."""
    key = f"{boxes_of(form)}-{field}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def label(form: str, field: str, said: str) -> tuple[str, Literal["visible", "collapsed"]]:
    """A box's label. Where something is to be put right that is said above it, and to listeners in it."""
    mine = desk()
    problem = mine["problems"].get(field, "") if mine["form"] == form else ""
    if not problem:
        return said, "visible"
    st.markdown(f":small[{plain(said)}]  \n:red[**{plain(problem)}**]")
    return words("problems.label", sentence=plain(problem), label=plain(said)), "collapsed"


def needs_another_look(form: str) -> bool:
    """Whether something is to be put right in a form, or was changed by somebody else meanwhile."""
    mine = desk()
    return mine["form"] == form and bool(mine["problems"] or mine["typed"])


def say_what_happened(form: str, fields: str = "", now: Mapping[str, str] | None = None) -> None:
    """What the last press of this form did, once; until the next what is to be put right, and was typed.

    `fields` is where the names of its fields are. Of what was typed only that is shown which differs from
    what it says `now`.
    """
    mine = desk()
    if mine["form"] != form:
        return
    show_done(mine["said"], mine["told"])
    mine["said"] = mine["told"] = ""
    if not _is_filled(form):
        mine["problems"] = {}  # its boxes were left, and hold what it says
    show_problems(mine["problems"].values())
    show_typed(
        {field: said for field, said in mine["typed"].items() if said != (now or {}).get(field)}, fields
    )


def _is_filled(form: str) -> bool:
    """Whether its boxes hold what somebody has in them."""
    return any(str(key).startswith(boxes_of(form)) for key in st.session_state)
