"""Programmes: what people say about each, what was promised, and what its partners publish."""

import streamlit as st

from content.words import words
from ui import access, frame, programme_about_add, programmes


def page() -> None:
    viewer = access.open_page("programmes")
    frame.wide()
    st.title(words("programmes.title"))
    if programme_about_add.is_asked_for(viewer):
        programme_about_add.draw(viewer)
        return
    programme = programmes.choose(viewer)
    if programme is None:
        programmes.list_all(viewer)
        programme_about_add.offer(viewer)
        return
    programmes.head(viewer, programme)
    programmes.PARTS[programmes.choose_part(viewer, programme)](viewer, programme)


if __name__ == "__main__":
    page()
