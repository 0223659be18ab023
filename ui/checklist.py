"""What a new watchdog still has to do, shown where figures will be once somebody has spoken."""

import streamlit as st

from content.question_sets import HAVE_YOUR_SAY
from content.words import words
from models.people import Viewer
from storage.queries.anything_said import anything_said
from storage.queries.missing_before_opening import missing_before_opening
from storage.queries.why_shut import why_shut
from ui import access
from ui.plain import plain


def show_instead_of_nothing(viewer: Viewer) -> bool:
    """Draw the checklist when nobody has said anything yet. Returns whether it was drawn."""
    with access.reading() as session:
        if anything_said(session, viewer):
            return False
        missing = missing_before_opening(session, viewer)
        shut = why_shut(session, viewer, HAVE_YOUR_SAY)
    st.subheader(words("overview.empty_title"))
    if missing:
        st.write(words("overview.empty_intro"))
        st.markdown("\n".join(f"- {plain(title)}" for title in missing))
        st.markdown(words("overview.empty_how"))
    elif shut:
        st.write(words("overview.empty_off"))
    else:
        st.write(words("overview.empty_done", address="/have_your_say"))
    return True
