"""The record: who did what, who read what, and whether it is whole."""

import streamlit as st

from content.words import words
from ui import access, frame, record


def page() -> None:
    viewer = access.open_page("record")
    frame.wide()
    st.title(words("record.title"))
    st.markdown(words("record.lead"))
    asked = record.ask(viewer)
    if asked is not None:
        record.show(viewer, asked)
    record.check_chain(viewer)


if __name__ == "__main__":
    page()
