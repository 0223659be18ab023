"""Who is looking, asked afresh on every run, and what they may open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st
from sqlmodel import Session

from actions.drafts import cookie_name as draft_cookie
from actions.front_desk import cookie_name, desk
from content.display import cookie_name as display_cookie
from content.display import display_of
from models.people import Viewer
from models.scope import IN_A_LINK, OF_ONE_PAGE
from models.watchdog import HERE as HERE
from models.watchdog import Watchdog
from settings import settings
from storage.opening import store as store
from storage.opening import this_watchdog
from ui.navigation import STAFF_PAGES


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is where the watchdog is, which in summer begins an hour before UTC's."""
    return now().astimezone(HERE).date()


def watchdog() -> Watchdog:
    """The watchdog whose door this is."""
    return this_watchdog()


def viewer() -> Viewer:
    """Who holds this browser's sign-in, from its cookie and the store, never from the session."""
    return desk().viewer(store(), st.context.cookies.get(cookie_name()), watchdog_id=watchdog().id, at=now())


def draft_key() -> str:
    """The key of what this browser's owner has typed and not sent; empty where it keeps no cookies."""
    return st.context.cookies.get(draft_cookie(over_tls=settings().secure_cookies), "")


def chosen_language() -> str:
    """The language that this visitor chose to write in, whichever language the page is in."""
    said = st.context.cookies.get(display_cookie(over_tls=settings().secure_cookies), "")
    return display_of(said).language


def address() -> str:
    """The network address that this visitor comes from, as far as it is known."""
    return st.context.ip_address or ""


def open_page(name: str) -> Viewer:
    """Return the viewer, if the page opens to them; else show the way to sign in and stop."""
    asking = viewer()
    if STAFF_PAGES[name].is_open_to(asking):
        return asking
    if asking.staff_id is None:
        st.title("Sign in")
        st.write("This page is for the people who work at the watchdog.")
        address = f"/sign-in?{urlencode({'next': f'/{_here()}'})}"
        st.html(f'<p><a href="{escape(address)}" target="_self" style="color: inherit">Sign in</a></p>')
    else:
        st.title("This page isn't part of your role")
        st.html('<p><a href="/have_your_say" target="_self" style="color: inherit">Go to the form</a></p>')
        st.write("An administrator can change what you may open.")
    st.stop()


def _here() -> str:
    """The page's own part of the address and what its figures are about, so that signing in leads back."""
    page = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    may_stand = IN_A_LINK | OF_ONE_PAGE
    link = urlencode({name: said for name, said in st.query_params.items() if name in may_stand})
    return f"{page}?{link}" if link else page


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction that may write."""
    with store().writing() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One transaction that only reads."""
    with store().reading() as session:
        yield session
