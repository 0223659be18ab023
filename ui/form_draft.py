"""The draft behind the Streamlit form, which the plain form shares: what is typed at one door is at both."""

from copy import deepcopy
from html import escape
from typing import Any

import streamlit as st

from actions import drafts
from actions.drafts import DraftState
from actions.form_limits import the_limits
from actions.hold import why_held
from models.people import Permission, Viewer
from models.vocabulary import HeldBecause
from ui import access
from ui.state import Form, form, start_again, widget_key

KEPT = "have_your_say.kept"
SCRIPT = "/assets/site.js"
SHARED = (
    "question_set",
    "programme",
    "begun_at",
    "answers",
    "step",
    "seen",
    "is_changing",
    "token",
    "secret",
    "reference",
    "is_to_be_contacted",
    "has_told_about_you",
)
"""What both doors know of a piece of feedback on its way."""


def share(viewer: Viewer) -> None:
    """Keep what changed here since the last run of the page, and take in what changed elsewhere.

    Whoever refused our cookie has what this session remembers, and no more.
    """
    key, mine = access.draft_key(), form()
    if not key:
        return
    before, now = st.session_state.get(KEPT), _shared(mine)
    if before is None or before == now:
        with access.reading() as session:
            kept = drafts.load(session, key, by=viewer, at=access.now())
    else:
        said, had = now["answers"], before["answers"]
        changed = {name for name in said.keys() | had.keys() if said.get(name) != had.get(name)}
        with access.writing() as session:
            kept = drafts.save(session, key, DraftState(**now), named=changed, by=viewer, at=access.now())
    if kept is not None:
        _take_in(mine, kept)
    st.session_state[KEPT] = _shared(mine)


def begin_another() -> None:
    """Begin another piece of feedback: nothing of the last one is kept for this browser."""
    if key := access.draft_key():
        with access.writing() as session:
            drafts.delete(session, key, by=access.viewer())
    start_again()
    st.session_state.pop(KEPT, None)


def keep_typing() -> None:
    """Have what is typed kept as well while nobody leaves its box or presses anything.

    The script is told how the names of the boxes begin; the rest of a name is the answer's key.
    """
    prefix = escape(f"st-key-{widget_key('')}".replace(".", "-"))
    st.html(
        f'<div data-typed="{prefix}"></div><script src="{escape(SCRIPT)}"></script>',
        unsafe_allow_javascript=True,
    )


def why_hold(viewer: Viewer) -> HeldBecause | None:
    """What makes this look unlike a person's, if anything; somebody who works here is a person."""
    if viewer.may(Permission.WRITE_FOR_OTHERS):
        return None
    is_many = the_limits.is_many(viewer.watchdog_id, access.address())
    return why_held(trap="", begun_at=form()["begun_at"], is_many=is_many, at=access.now())


def _shared(mine: Form) -> dict[str, Any]:
    return deepcopy({name: value for name, value in mine.items() if name in SHARED})


def _take_in(mine: Form, kept: DraftState) -> None:
    held = {name: deepcopy(getattr(kept, name)) for name in SHARED}
    mine.update(held)  # type: ignore[typeddict-item]
