"""The ways to a report in each of its forms: for reading, for paper, for a word processor, and its tables."""

from html import escape

import streamlit as st

from content.words import words

FORMS = ("", ".pdf", ".docx", ".xlsx")


def show(address: str, *, lead: str = "", query: str = "") -> None:
    """Draw them in one line, each opening beside this page; `lead` stands before them."""
    ways = {words(f"reports.preview.{one.strip('.') or 'html'}"): f"{address}{one}{query}" for one in FORMS}
    links = " &nbsp; ".join(
        f'<a href="{escape(way)}" target="_blank" style="color: inherit">{escape(name)}</a>'
        for name, way in ways.items()
    )
    st.html(f'<p style="margin: 0">{escape(lead)} {links}</p>')
