"""What the page for callbacks shows: the queue by the time it is due, and one callback with its tries."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import NamedTuple

import streamlit as st

from content.words import day_in_words, words
from models.people import Viewer
from models.telephone import numbers_in
from storage.queries.callbacks import OpenCallback as OpenCallback
from storage.queries.callbacks import open_callbacks
from ui import access
from ui.moderation_facts import line
from ui.plain import plain
from ui.today import age


class Queue(NamedTuple):
    """Those that the viewer rings, by when, and those that others ring: first what nobody rings any more."""

    late: list[OpenCallback]
    due: list[OpenCallback]
    later: list[OpenCallback]
    with_others: list[OpenCallback]

    @property
    def everything(self) -> list[OpenCallback]:
        return [one for part in self for one in part]


def queue(viewer: Viewer, *, at: datetime) -> Queue:
    """Everybody who waits to be rung, as far as the viewer may know."""
    with access.reading() as session:
        waiting = open_callbacks(session, viewer)
    found = Queue([], [], [], [])
    for one in waiting:
        if not one.is_mine:
            found.with_others.append(one)
        elif one.due_at <= at:
            found.late.append(one)
        else:
            (found.due if _day(one.due_at) == _day(at) else found.later).append(one)
    found.with_others.sort(key=lambda one: bool(one.rings))
    return found


def show_card(one: OpenCallback, *, at: datetime) -> bool:
    """When, whom and how often it was tried. Returns whether it was opened."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{plain(when(one, at))}**")
            if one.is_mine:
                st.text(one.name or words("callbacks.no_name"))
            else:
                st.markdown(_who_rings(one))
            about = [words("callbacks.about", reference=one.reference)] if one.reference else []
            st.markdown(f":small[:gray[{plain(' · '.join([*about, how_often(one)]))}]]")
        label = words("callbacks.open" if one.is_mine else "callbacks.see")
        return st.button(label, key=f"open-{one.id}", help=words("callbacks.open_what"), width="content")


def show_one(one: OpenCallback, *, at: datetime) -> None:
    """Whom to ring, on which number and why, and what to say to anybody else."""
    st.subheader(plain(when(one, at)), anchor=False)
    if not one.is_mine:
        st.markdown(_who_rings(one))
        st.markdown(plain(how_often(one)))
        return
    with st.container(border=True):
        line(words("callbacks.name"), one.name or words("callbacks.no_name"))
        st.markdown(f":small[:gray[{words('callbacks.number')}]]")
        st.html(number_as_html(one.telephone))
        if one.why:
            line(words("callbacks.why"), one.why)
        asked = words("callbacks.asked", day=day_in_words(one.asked_at.astimezone(access.HERE).date()))
        st.markdown(f":small[:gray[{plain(asked)}]]")
    st.info(plain(words("callbacks.what_to_say", watchdog=access.watchdog().name)))


def show_tries(one: OpenCallback) -> None:
    """What was tried so far, the first try first, each signed; notes are inert."""
    if not one.tries:
        return
    with st.container(border=True):
        st.subheader(words("callbacks.tried"), anchor=False)
        for each in one.tries:
            result = words(f"named.callback_result.{each.result.value}")
            by = each.by or words("callbacks.somebody")
            said = words("callbacks.tried_line", when=_moment(each.at), by=by, result=result)
            with st.container(gap=None):
                st.markdown(plain(said))
                if each.note:
                    st.text(each.note)


def when(one: OpenCallback, at: datetime) -> str:
    """By when they are to be rung, or since when it is late."""
    if one.due_at <= at:
        return words("callbacks.late_by", time=age(at - one.due_at))
    if _day(one.due_at) == _day(at):
        return words("callbacks.today_at", time=_time(one.due_at))
    return _moment(one.due_at)


def how_often(one: OpenCallback) -> str:
    """How often it was tried."""
    which = {0: "tries_none", 1: "tries_one"}.get(len(one.tries), "tries")
    return words(f"callbacks.{which}", count=len(one.tries))


def number_as_html(telephone: str) -> str:
    """A number that a telephone can ring, as it was written down; escaped."""
    shown, numbers = escape(telephone), list(numbers_in(telephone))
    style = "color: inherit; font-size: 1.5rem; font-weight: 600; overflow-wrap: anywhere"
    if len(numbers) != 1:
        return f'<span style="{style}">{shown}</span>'
    return f'<a href="tel:{escape(numbers[0])}" style="{style}">{shown}</a>'


def _who_rings(one: OpenCallback) -> str:
    if not one.rings:
        return words("callbacks.with_nobody")
    return words("callbacks.with_name", name=plain(one.rings))


def _day(at: datetime) -> object:
    return at.astimezone(access.HERE).date()


def _time(at: datetime) -> str:
    return f"{at.astimezone(access.HERE):%H:%M}"


def _moment(at: datetime) -> str:
    day = day_in_words(at.astimezone(access.HERE).date())
    return words("callbacks.day_at", day=day, time=_time(at))


def show_part(title: str, part: Iterable[OpenCallback], *, at: datetime) -> OpenCallback | None:
    """A part of the queue under its title; the one that was opened. Nothing is drawn where it is empty."""
    opened = None
    for number, one in enumerate(part):
        if not number:
            st.subheader(words(f"callbacks.{title}"), anchor=False)
            if title == "with_others":
                st.markdown(words("callbacks.with_others_hint"))
        if show_card(one, at=at):
            opened = one
    return opened
