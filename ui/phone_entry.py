"""The pieces of the volunteer's own page: the ways in, what isn't sent yet, whom to ring, what was sent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypedDict, cast

import streamlit as st
from sqlmodel import Session

from actions.entry_drafts import DraftInHand, drafts_of
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from models.vocabulary import Channel
from storage.queries.callbacks import OpenCallback, open_callbacks
from storage.queries.own_entries import OwnEntries, own_entries
from ui import access
from ui.events_print import own_papers
from ui.links import button_link, cards, quiet_links
from ui.plain import plain

WAYS = (Channel.PHONE, Channel.PAPER, Channel.EVENT)
NEAR_DAYS = {0: "today", -1: "yesterday", 1: "tomorrow"}


class Desk(TypedDict):
    """What the page remembers between two presses: the draft about to go, and what the last press came to.

    `said` is what was done, `refused` why it was not.
    """

    discarding: str
    said: str
    refused: str


class Mine(NamedTuple):
    """Everything on the page that is the viewer's own."""

    drafts: list[DraftInHand]
    callbacks: list[OpenCallback]
    entries: OwnEntries


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if "phone_entry" not in st.session_state:
        st.session_state["phone_entry"] = Desk(discarding="", said="", refused="")
    return cast(Desk, st.session_state["phone_entry"])


def read(viewer: Viewer, *, at: datetime) -> Mine:
    """What the viewer has begun and sent, and whom they are to ring by tonight."""
    midnight = at.astimezone(access.HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    with access.reading() as session:
        callbacks = [
            one
            for one in open_callbacks(session, viewer)
            if one.is_mine and one.due_at < midnight + timedelta(days=1)
        ]
        return Mine(
            drafts_of(session, by=viewer),
            sorted(callbacks, key=lambda one: one.due_at),
            own_entries(session, viewer, at=at),
        )


def say_what_happened(mine: Desk) -> None:
    """What the last press came to, once."""
    if mine["said"]:
        st.success(plain(mine["said"]))
    if mine["refused"]:
        st.error(plain(mine["refused"]))
    mine["said"] = mine["refused"] = ""


def act(mine: Desk, do: Callable[[Session], object], *, said: str) -> None:
    """Do one thing in one transaction, and draw the page afresh with what it came to."""
    try:
        with access.writing() as session:
            do(session)
    except FeedbackError as refusal:
        mine["refused"] = str(refusal)
    else:
        mine["said"] = said
    st.rerun()


def show_ways_in(viewer: Viewer) -> None:
    """The three ways to begin, and what helps before one does."""
    cards(
        (
            f"/entry/new?channel={way.value}",
            words(f"phone_entry.ways.{way.value}"),
            words(f"phone_entry.ways.{way.value}_hint"),
        )
        for way in WAYS
    )
    quiet_links(
        (
            ("/entry/practice", words("phone_entry.practise")),
            ("/form.pdf", words("phone_entry.print")),
            *own_papers(viewer),
        )
    )


def show_draft(one: DraftInHand, *, is_in_danger: bool, at: datetime) -> str:
    """One that isn't sent: when it was begun and kept, and by when it is due. Returns what it is called."""
    called = words("phone_entry.drafts.begun", kind=kind_of(one.channel), when=in_words(one.begun_at, at))
    is_late = one.due_at < at
    due = words(f"phone_entry.drafts.{'overdue' if is_late else 'due'}", when=in_words(one.due_at, at))
    saved = words("phone_entry.drafts.saved", when=in_words(one.saved_at, at))
    with st.container(gap=None, width="stretch"):
        st.markdown(f"**{plain(called)}**")
        st.markdown(f"**{plain(due)}**" if is_late else plain(due))
        if one.feedback_id is not None:
            st.markdown(words(f"phone_entry.drafts.{'in_danger' if is_in_danger else 'changing'}"))
        st.markdown(f":small[:gray[{plain(saved)}]]")
    return called


def show_ways_on(one: DraftInHand, called: str) -> bool:
    """The way on with a draft, and the way to throw it away. Returns whether that was pressed."""
    whole = words("phone_entry.drafts.go_on_with", what=called)
    button_link(f"/entry/{one.id}", words("phone_entry.drafts.go_on"), whole=whole)
    return st.button(
        words("phone_entry.drafts.discard"),
        key=f"discard-{one.id}",
        help=words("phone_entry.drafts.discard_this", what=plain(called)),
    )


def ask_to_discard(one: DraftInHand) -> bool | None:
    """Ask once more, in the same place. Returns the answer, or None until there is one."""
    st.warning(words(f"phone_entry.drafts.{'ask_sent' if one.feedback_id else 'ask'}"))
    with st.container(horizontal=True):
        is_kept = st.button(words("phone_entry.drafts.discard_no"), key=f"keep-{one.id}")
        is_gone = st.button(words("phone_entry.drafts.discard_yes"), key=f"gone-{one.id}")
    return is_gone if is_gone or is_kept else None


def kind_of(channel: Channel) -> str:
    """What one entry is called: "Call"."""
    return words(f"phone_entry.kinds.{channel.value}")


def in_words(moment: datetime, at: datetime) -> str:
    """A moment as people say it: "yesterday, 17:00", "Friday 20 November, 17:00"."""
    here, day = moment.astimezone(access.HERE), at.astimezone(access.HERE).date()
    near = NEAR_DAYS.get((here.date() - day).days)
    said = words(f"phone_entry.{near}") if near else weekday(here.date())
    return words("phone_entry.day_and_time", day=said, time=f"{here:%H:%M}")


def weekday(day: date) -> str:
    """A day of these weeks: "Friday 20 November"."""
    return words("phone_entry.weekday", weekday=f"{day:%A}", day=day.day, month=f"{day:%B}")
