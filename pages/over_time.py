"""Over time: one measure month by month, what is usual for it, and what stands out."""

import streamlit as st

from content.words import words
from ui import access, checklist, frame, kept_figures, over_time, over_time_choice, scope_picker, sides


def page() -> None:
    viewer = access.open_page("over_time")
    frame.wide()
    st.title(words("over_time.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    offered = over_time_choice.settle(kept_figures.kept(viewer).facts)
    looking = scope_picker.pick(viewer)
    following = over_time_choice.choose(offered)
    sides.draw_each(viewer, looking, lambda looked, key: over_time.draw(viewer, looked, following, key=key))


if __name__ == "__main__":
    page()
