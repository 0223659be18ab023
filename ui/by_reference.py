"""The reference that somebody read out, and which piece of feedback has it."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from actions.reference import read_reference
from content.words import words
from models.errors import TakenBack
from models.people import Viewer
from ui import access
from ui.plain import plain


def find_by_reference(
    viewer: Viewer, said: str, called: Callable[[Session, Viewer, str], UUID | None]
) -> UUID | None:
    """What `called`, a question of the store's, has under it; None, and why, where there is none to open."""
    if (reference := read_reference(said)) is None:
        st.error(words("moderation.not_a_reference"))
        return None
    try:
        with access.reading() as session:
            found = called(session, viewer, reference)
    except TakenBack as problem:
        st.error(plain(str(problem)))
        return None
    if found is None:
        st.error(words("moderation.not_found"))
    return found
