"""What every page has round it: the mark, our few rules of style, and who is signed in."""

from html import escape
from pathlib import Path

import streamlit as st

import content.look
from content.look.streamlit_css import streamlit_css
from content.look.tokens import Mode
from content.plain_words import plain as site_words
from content.words import words
from models.people import Viewer
from models.vocabulary import Role
from ui import access
from ui.plain import plain

LOOK = Path(content.look.__file__).parent
TO_READ = ("about", "privacy", "cookies", "accessibility", "language")


def dress() -> None:
    """Draw the mark and the icon that every page has, and hand over the few rules the theme can't say."""
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    st.set_page_config(page_icon=str(LOOK / "favicon.png"))
    st.logo(str(LOOK / f"logo_{mode}.svg"), size="large")
    st.html(f"<style>{streamlit_css(mode)}</style>")


def wide() -> None:
    """Use the whole width: for staff, who look at pictures and at two things side by side."""
    st.set_page_config(layout="wide")


def signed_in_as(viewer: Viewer) -> None:
    """Say at the foot of the side bar who is signed in, and how to leave. Residents have no side bar."""
    if viewer.staff_id is None:
        return
    with st.sidebar:
        st.markdown(words("frame.signed_in_as", name=f"**{plain(viewer.name)}**"))
        named = ", ".join(words(f"roles.{role.value}") for role in Role if role in viewer.roles)
        st.markdown(f":small[:gray[{named}]]")
        account, leave = words("frame.your_account"), words("frame.sign_out")
        st.html(
            f'<p><a href="/account" target="_self" style="color: inherit">{account}</a><br>'
            f'<a href="/sign-out" target="_self" style="color: inherit">{leave}</a></p>'
        )
        if access.watchdog().is_demonstration:
            st.markdown(f":small[:gray[{words('frame.demonstration')}]]")


def pages_to_read(viewer: Viewer) -> None:
    """Under whatever residents see: the ways to the pages that say what this is and what we keep."""
    if viewer.staff_id is None:
        links = (
            f'<a href="/{escape(name)}" target="_self" style="color: inherit">'
            f"{escape(site_words(f'site.link_{name}'))}</a>"
            for name in TO_READ
        )
        st.html(f"<nav><small>{' &nbsp; '.join(links)}</small></nav>")
