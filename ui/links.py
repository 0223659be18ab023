"""Links to plain pages, which Streamlit's own buttons would open in another tab."""

from html import escape

import streamlit as st

from content.look.tokens import Mode, tokens


def main_link(path: str, said: str) -> None:
    """A link in this tab that looks like the page's main button."""
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    ours, space = tokens().palette(mode), tokens().space
    style = (
        f"display: inline-block; padding: 0.75rem 1.5rem; border-radius: {space.corner}; "
        f"background: {ours.primary}; color: {ours.on_primary}; font-weight: 700; text-decoration: none"
    )
    _link(path, said, style)


def quiet_link(path: str, said: str) -> None:
    """A link in this tab, in the colour of the words round it."""
    _link(path, said, "color: inherit")


def _link(path: str, said: str, style: str) -> None:
    st.html(f'<p><a href="{escape(path)}" target="_self" style="{escape(style)}">{escape(said)}</a></p>')
