"""Today: what needs somebody, the most urgent first, and what happened this week."""

import streamlit as st

from content.words import words
from models.people import Permission
from ui import access, today


def page() -> None:
    viewer = access.open_page("today")
    st.title(words("today.title"))
    found = today.read(viewer)
    if found.needs:
        st.markdown(words("today.lead"))
    else:
        today.show_nothing()
    for wanting in found.needs:
        today.show_need(viewer, wanting)
    if viewer.may(Permission.WRITE_FOR_OTHERS):
        today.show_what_one_may_do(viewer)
    today.show_week(found.week)


if __name__ == "__main__":
    page()
