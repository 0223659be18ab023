"""What somebody sees when a page could not be drawn."""

import streamlit as st

from actions.note_fault import note_fault
from content.plain_words import plain
from models.errors import FeedbackError
from ui.plain import plain as inert


def show_fault(fault: Exception) -> bool:
    """Show a sentence in place of a traceback, and say True: nothing else is to be shown.

    An error written for the person is shown as it stands; any other is logged under a reference,
    without what the exception says, since that may repeat what somebody typed.
    """
    if isinstance(fault, FeedbackError):
        st.error(inert(str(fault)))
        return True
    st.error(plain("fault.on_page", reference=note_fault(fault, "page")))
    return True
