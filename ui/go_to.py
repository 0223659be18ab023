"""Go from one page to another, with what lies on the desk. Ids are never in an address."""

from uuid import UUID

import streamlit as st

from ui.desk import desk, take_up


def go_to(page: str) -> None:
    """Open `pages/<page>.py`, in the run that follows."""
    st.switch_page(f"../pages/{page}.py")  # as seen from the router, which is where Streamlit begins


def open_on(page: str, feedback_id: UUID) -> None:
    """Open a page with a piece of feedback on the desk: "whole_story", "moderation"."""
    take_up(desk(), feedback_id)
    go_to(page)
