"""What an administrator's session remembers of the account in front of them, and what they do about it."""

from collections.abc import Callable
from typing import TypedDict, TypeVar, cast
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from actions.background import wake_mail
from actions.front_desk import desk as sign_in_desk
from content.words import words
from models.errors import FeedbackError, SomebodyElseDecided
from models.people import Viewer
from models.vocabulary import Role
from settings import settings
from storage.queries.people import Account, everybody
from ui import access
from ui.plain import plain

ASKED = "open"
INVITE = "invite"
Done = TypeVar("Done")


class Desk(TypedDict):
    """The account in front of an administrator, and what the last press did.

    `had` is the roles that they were shown, so that Save is about those even if somebody else has
    changed them meanwhile. `link` is the address of a one-time link that was made here just now.
    """

    open: str
    had: list[Role]
    turn: int
    said: str
    told: str
    link: str


def asked_for() -> str:
    """What the page's address asks for: "" for everybody, INVITE, or the id of an account."""
    return str(st.query_params.get(ASKED, ""))


def go_to(asked: str) -> None:
    """Draw another part of this page."""
    st.query_params.from_dict({ASKED: asked} if asked else {})
    st.rerun()


def desk(account_id: UUID) -> Desk:
    """This session's desk with one account on it; what was there of another is forgotten."""
    if st.session_state.get("people", {}).get("open") != str(account_id):
        st.session_state["people"] = Desk(open=str(account_id), had=[], turn=0, said="", told="", link="")
    return cast(Desk, st.session_state["people"])


def clear_desk() -> None:
    """Forget the account that was open, and the link that was shown with it."""
    st.session_state.pop("people", None)


def carry_out(desk: Desk, act: Callable[[Session], Done], *, said: Callable[[Done], str]) -> None:
    """Do one thing about the account on the desk, then draw the page afresh, with what was `said` of it.

    A refusal is a sentence where the button is. Whoever came second is told, and shown what is now.
    """
    try:
        with access.writing() as session:
            done = act(session)
    except SomebodyElseDecided as refusal:
        desk["told"] = str(refusal)
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
        return
    else:
        desk["said"] = said(done)
    desk["had"], desk["turn"] = [], desk["turn"] + 1
    st.rerun()


def all_accounts(viewer: Viewer) -> tuple[Account, ...]:
    """Everybody with an account, by name."""
    with access.reading() as session:
        return everybody(session, viewer, at=access.now(), idle=sign_in_desk().idle)


def say_what_happened(desk: Desk) -> None:
    """What the last press did, once; and the link it made, for as long as the account is open."""
    if desk["said"]:
        st.success(plain(desk["said"]))
    if desk["told"]:
        st.warning(plain(desk["told"]))
    if desk["link"]:
        st.code(desk["link"], language=None, wrap_lines=True)
    desk["said"] = desk["told"] = ""


def keep_link(desk: Desk, path: str) -> str:
    """Have the mail sent, and say so; where nothing sends any, show the link to be passed on by hand."""
    wake_mail()
    is_sent = bool(settings().smtp_host)
    desk["link"] = "" if is_sent else f"{settings().address.rstrip('/')}{path}"
    return words("people.link_sent" if is_sent else "people.link_kept")
