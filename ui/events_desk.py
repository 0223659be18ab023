"""What does a session remember of the event somebody has open, and what did the last press come to?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from content.words import day_in_words, words
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.outreach import OutreachDraft
from ui import access
from ui.last_press import show_done, show_problems, show_typed

ASKED, NEW = "open", "new"
Fields = dict[str, str]


class Desk(TypedDict):
    """One event, or the one that is being added.

    `seen` is what it said when its boxes were filled, as text by field; nothing until then. Boxes of another
    `turn` are filled afresh. `typed` is what the second of two editors had in theirs.
    """

    asked: str
    seen: Fields
    turn: int
    problems: Fields
    typed: Fields
    said: str
    told: str


def asked_for() -> str:
    """What the page's address asks for: "" for the list, NEW, or the id of an event."""
    return str(st.query_params.get(ASKED, ""))


def go_to(asked: str, said: str = "") -> None:
    """Draw another part of this page, and say there what was done."""
    st.query_params.from_dict({ASKED: asked} if asked else {})
    desk(asked)["said"] = said
    st.rerun()


def desk(asked: str) -> Desk:
    """This session's desk with what the address asks for on it; what lay there before is forgotten."""
    if st.session_state.get("events", {}).get("asked") != asked:
        st.session_state["events"] = Desk(
            asked=asked, seen={}, turn=0, problems={}, typed={}, said="", told=""
        )
    return cast(Desk, st.session_state["events"])


def as_fields(draft: OutreachDraft) -> Fields:
    """A draft as plain text by field, which outlives a reload of the code."""
    return {
        "place": draft.place,
        "held_on": draft.held_on.isoformat() if draft.held_on else "",
        "communities": draft.communities,
        "who_spoke": "" if draft.who_spoke is None else str(draft.who_spoke),
        "programme_id": str(draft.programme_id or ""),
    }


def as_draft(fields: Fields) -> OutreachDraft:
    """The draft again that `as_fields` wrote down."""
    return OutreachDraft(
        place=fields["place"],
        held_on=date.fromisoformat(fields["held_on"]) if fields["held_on"] else None,
        communities=fields["communities"],
        who_spoke=int(fields["who_spoke"]) if fields["who_spoke"] else None,
        programme_id=UUID(fields["programme_id"]) if fields["programme_id"] else None,
    )


@contextmanager
def acting(mine: Desk, typed: Fields) -> Iterator[Session]:
    """One act about what lies on the desk. What has to be put right is said, and what was typed stays.

    Whoever came second is told, is shown what it says now, and what they had `typed` beside it.
    """
    mine["problems"], mine["typed"] = {}, {}
    try:
        with access.writing() as session:
            yield session
    except Problems as refusal:
        mine["problems"] = refusal.by_question
        st.rerun()
    except SomebodyElseDecided as refusal:
        mine["told"], mine["typed"] = str(refusal), typed
        mine["seen"], mine["turn"] = {}, mine["turn"] + 1
        st.rerun()
    except FeedbackError as refusal:
        mine["told"] = str(refusal)
        st.rerun()


def say_what_happened(mine: Desk, programmes: Mapping[UUID, str] | None = None) -> None:
    """What the last press did, once; what is to be put right, and what was typed, until the next."""
    show_done(mine["said"], mine["told"])
    mine["said"] = mine["told"] = ""
    show_problems(mine["problems"].values())
    differs = {field: said for field, said in mine["typed"].items() if said != mine["seen"].get(field)}
    typed = {field: _as_words(field, said, programmes or {}) for field, said in differs.items()}
    show_typed(typed, "events.fields")


def _as_words(field: str, said: str, programmes: Mapping[UUID, str]) -> str:
    """What was typed in one box, as people read it."""
    if field == "held_on" and said:
        return day_in_words(date.fromisoformat(said))
    if field == "programme_id":
        return programmes.get(UUID(said), "") if said else words("events.no_programme")
    return said
