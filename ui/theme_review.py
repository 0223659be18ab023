"""Which comment somebody has in front of them whose tags are to be checked, and which comes next."""

from dataclasses import dataclass
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st

from content.languages import languages
from content.words import words
from models.people import Viewer
from reporting.theme_titles import themes_by_title
from storage.queries.review_queue import Turn, Wanted, languages_approved, review_queue
from storage.queries.to_review import ToReview, to_review
from ui import access

MINE = "theme_review"


class Mine(TypedDict):
    """What this session has in front of it, why, and how many rounds that had when it was opened."""

    wanted: str
    waits: str
    open: str
    turn: str
    seen: int
    left: list[str]
    said: str
    told: str


@dataclass(frozen=True)
class Opened:
    """One comment to read, and why."""

    one: ToReview
    turn: Turn

    @property
    def is_blind(self) -> bool:
        return self.turn is Turn.SECOND


def mine() -> Mine:
    """This session's, begun if there is none yet."""
    if MINE not in st.session_state:
        st.session_state[MINE] = Mine(
            wanted="", waits="", open="", turn="", seen=0, left=[], said="", told=""
        )
    return cast(Mine, st.session_state[MINE])


def language_name(code: str) -> str:
    """A language by its own name, else its code."""
    known = languages().get(code)
    return known.name if known else code


def say_what_happened(mine: Mine) -> None:
    """What the last press did, once."""
    if mine["said"]:
        st.success(mine["said"])
    if mine["told"]:
        st.warning(mine["told"])
    mine["said"] = mine["told"] = ""


def begin_with(feedback_id: UUID) -> None:
    """Have this one open first: nobody has checked it yet."""
    mine()["open"], mine()["turn"], mine()["seen"] = str(feedback_id), Turn.FIRST, 0


def go_on(mine: Mine) -> None:
    """Put away what lies open, for the next."""
    mine["open"] = ""


def leave(mine: Mine) -> None:
    """Put it away undone: it comes again once all the others were read or left."""
    mine["left"].append(mine["open"])
    go_on(mine)


def choose(viewer: Viewer, mine: Mine) -> tuple[bool, Wanted]:
    """Ask which comments are wanted, and whether keys confirm.

    Where other comments are wanted than before, what lies open is put away.
    """
    with access.reading() as session:
        spoken = languages_approved(session, viewer)
    with st.expander(words("theme_review.which")):
        titles = themes_by_title()
        theme = st.selectbox(
            words("theme_review.theme"),
            [None, *titles],
            format_func=lambda chosen: titles[chosen] if chosen else words("theme_review.any_theme"),
        )
        language = st.selectbox(
            words("theme_review.language"),
            [None, *spoken],
            format_func=lambda code: language_name(code) if code else words("theme_review.any_language"),
        )
        only_complex = st.checkbox(words("theme_review.only_complex"))
        oldest_first = st.checkbox(words("theme_review.oldest_first"))
        has_keys = st.checkbox(words("theme_review.use_keys"), value=True)
    wanted = Wanted(theme, language, only_complex, oldest_first)
    if mine["wanted"] != repr(wanted):
        mine["wanted"] = repr(wanted)
        go_on(mine)
    return has_keys, wanted


def opened(viewer: Viewer, mine: Mine, wanted: Wanted) -> Opened | None:
    """What lies open, else the next that waits and wasn't left; None when nothing waits.

    The queue is asked for only then: of many thousand comments that takes a while.
    """
    if mine["open"]:
        found = _read(viewer, UUID(mine["open"]))
        if found is not None:
            return Opened(found, Turn(mine["turn"]))
        mine["open"] = ""
    with access.reading() as session:
        queue = review_queue(session, viewer, wanted)
    many = {turn.value: f"{count:,}" for turn, count in queue.waiting.items()}
    mine["waits"] = words("theme_review.waits", **many)
    fresh = [waiting for waiting in queue.next if str(waiting.feedback_id) not in mine["left"]]
    for waiting in fresh or queue.next:
        found = _read(viewer, waiting.feedback_id)
        if found is not None:
            mine["open"], mine["turn"], mine["seen"] = str(waiting.feedback_id), waiting.turn, found.rounds
            return Opened(found, waiting.turn)
    return None


def _read(viewer: Viewer, feedback_id: UUID) -> ToReview | None:
    with access.reading() as session:
        return to_review(session, viewer, feedback_id)
