"""Links to plain pages, which Streamlit's own buttons would open in another tab."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from content.look.tokens import Mode, Palette, tokens


def main_link(path: str, said: str) -> None:
    """A link in this tab that looks like the page's main button."""
    ours = _palette()
    style = (
        f"display: inline-block; padding: 0.75rem 1.5rem; border-radius: {tokens().space.corner}; "
        f"background: {ours.primary}; color: {ours.on_primary}; font-weight: 700; text-decoration: none"
    )
    _link(path, said, style)


def button_link(path: str, said: str, *, whole: str) -> None:
    """A link in this tab that looks like any other button. `whole` says to what, where eyes see it anyway."""
    style = (
        "display: inline-block; padding: 0.25rem 0.75rem; line-height: 2rem; font-size: 0.875rem; "
        f"box-sizing: border-box; border: 1px solid {_palette().edge}; "
        f"border-radius: {tokens().space.corner}; color: inherit; text-decoration: none"
    )
    st.html(
        f'<a href="{escape(path)}" target="_self" style="{escape(style)}" '
        f'aria-label="{escape(whole)}">{escape(said)}</a>',
        width="content",
    )


def quiet_links(links: Iterable[tuple[str, str]]) -> None:
    """Links in this tab beside each other, in the colour of the words round them."""
    drawn = "".join(
        f'<a href="{escape(path)}" target="_self" style="color: inherit">{escape(said)}</a>'
        for path, said in links
    )
    st.html(f'<p style="display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0">{drawn}</p>')


def quiet_link(path: str, said: str) -> None:
    """A link in this tab, in the colour of the words round it."""
    _link(path, said, "color: inherit")


def cards(links: Iterable[tuple[str, str, str]]) -> None:
    """Links in this tab as large cards beside each other: where each leads, its name and a line more."""
    ours, space = _palette(), tokens().space
    style = (
        f"flex: 1 1 10rem; padding: 1rem 1.25rem; border: 2px solid {ours.primary}; "
        f"border-radius: {space.card_corner}; background: {ours.wash}; color: inherit; text-decoration: none"
    )
    drawn = "".join(
        f'<a href="{escape(path)}" target="_self" style="{escape(style)}">'
        f'<strong style="font-size: 1.2rem; text-decoration: underline">{escape(said)}</strong>'
        f"<br>{escape(more)}</a>"
        for path, said, more in links
    )
    st.html(f'<div style="display: flex; flex-wrap: wrap; gap: 1rem">{drawn}</div>')


def _palette() -> Palette:
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    return tokens().palette(mode)


def _link(path: str, said: str, style: str) -> None:
    st.html(f'<p><a href="{escape(path)}" target="_self" style="{escape(style)}">{escape(said)}</a></p>')
