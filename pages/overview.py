"""Overview: how many people, what about, how it read; and what stands behind the figures."""

import streamlit as st

from content.words import words
from ui import access, checklist, drawn, figures, frame
from ui.scope_picker import pick_scope


def page() -> None:
    viewer = access.open_page("overview")
    frame.wide()
    st.title(words("overview.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    if newer := figures.newer_reading(viewer):
        st.info(words("overview.newer_reading", read=f"{newer.read:,}", of=f"{newer.of:,}"))
    scope = pick_scope(viewer)
    found = figures.read(viewer, scope)
    drawn.coverage_line(found)
    if not found.coverage.people:
        st.info(words("overview.nobody"))
        return
    drawn.people_by_month(found)
    drawn.sentiment_over_time(found)
    drawn.themes(found)


if __name__ == "__main__":
    page()
