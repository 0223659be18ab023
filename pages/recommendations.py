"""Recommendations: what was asked, of whom, by when, and what became of it."""

import streamlit as st

from content.words import words
from ui import access, frame, recommendations


def page() -> None:
    viewer = access.open_page("recommendations")
    frame.wide()
    st.title(words("recommendations.title"))
    recommendations.draw(viewer)


if __name__ == "__main__":
    page()
