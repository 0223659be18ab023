"""Joins: from where to where people go, what goes wrong and well there, and who is sent back."""

import streamlit as st

from content.words import words
from ui import access, checklist, frame, joins, scope_picker, sides


def page() -> None:
    viewer = access.open_page("joins")
    frame.wide()
    st.title(words("joins.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    st.markdown(words("joins.what_is_a_join"))
    looking = scope_picker.pick(viewer)
    part = joins.pick_part()
    pair = joins.pick_one(viewer) if part is joins.Part.ONE else None
    sides.draw_each(viewer, looking, lambda looked, side: joins.draw(viewer, looked, side, part, pair))


if __name__ == "__main__":
    page()
