"""Reports: written from what people say, published through the gate, and kept as they were."""

import streamlit as st

from content.words import words
from ui import access, frame, reports


def page() -> None:
    viewer = access.open_page("reports")
    frame.wide()
    st.title(words("reports.title"))
    reports.draw(viewer)


if __name__ == "__main__":
    page()
