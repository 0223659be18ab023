"""The lists on the volunteer's own page: whom to ring back, what was sent, what others left unsent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import streamlit as st

from actions.entry_rows import due_at
from content.words import words
from models.people import Viewer
from storage.queries.callbacks import OpenCallback
from storage.queries.own_entries import OwnEntry
from storage.queries.unsent_entries import UnsentEntry, unsent_of_others
from ui import access
from ui.phone_entry import in_words, kind_of, weekday
from ui.plain import plain


def show_callbacks(due: Sequence[OpenCallback], *, at: datetime) -> bool:
    """Whom the viewer is to ring by tonight. Returns whether the way to all callbacks was pressed."""
    st.subheader(words("phone_entry.callbacks.title"), anchor=False)
    if not due:
        st.markdown(words("phone_entry.callbacks.none"))
        return False
    for one in due:
        with st.container(border=True, gap=None):
            name = "late" if one.due_at < at else "due"
            when = (
                in_words(one.due_at, at) if name == "late" else f"{one.due_at.astimezone(access.HERE):%H:%M}"
            )
            said = plain(words(f"phone_entry.callbacks.{name}", when=when))
            st.markdown(f"**{said}**" if name == "late" else said)
            st.text(one.name or words("phone_entry.callbacks.no_name"))
    return st.button(words("phone_entry.callbacks.go"))


def show_entries(
    entries: Sequence[OwnEntry], open_ones: Collection[UUID | None], *, at: datetime
) -> UUID | None:
    """What was sent. Returns the one that is to be put right, once that is pressed."""
    pressed = [one for one in entries if _show_entry(one, is_open=one.feedback_id in open_ones, at=at)]
    return pressed[0].feedback_id if pressed else None


def _show_entry(one: OwnEntry, *, is_open: bool, at: datetime) -> bool:
    """One piece that was sent, without its words. Returns whether it is to be put right."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            here = one.received_at.astimezone(access.HERE)
            is_todays = here.date() == at.astimezone(access.HERE).date()
            time = f"{here:%H:%M}" if is_todays else in_words(one.received_at, at)
            facts = words("phone_entry.sent.facts", kind=kind_of(one.channel), time=time)
            st.markdown(f"**{plain(one.reference)}** · {plain(facts)}")
            st.markdown(words(f"named.journey.{one.journey.value}"))
            standing = words(f"phone_entry.sent.{_standing(one, is_open=is_open)}")
            st.markdown(f":small[:gray[{standing}]]")
        return _standing(one, is_open=is_open) == "may_change" and st.button(
            words("phone_entry.sent.put_right"),
            key=f"put-right-{one.feedback_id}",
            help=words("phone_entry.sent.put_right_this", reference=plain(one.reference)),
        )


def show_earlier(counts: Mapping[date, int]) -> None:
    """How many on each day of the week before: numbers only."""
    st.subheader(words("phone_entry.earlier.title"), anchor=False)
    if not any(counts.values()):
        st.markdown(words("phone_entry.earlier.none"))
        return
    for day, count in counts.items():
        if count:
            st.markdown(f"- {plain(words('phone_entry.earlier.day', day=weekday(day), count=count))}")


def left_by_others(viewer: Viewer, *, at: datetime) -> list[UnsentEntry]:
    """What others began and should have sent by now, or can't send any more."""
    with access.reading() as session:
        found = unsent_of_others(session, viewer)
    return [one for one in found if one.has_left or due_at(one.begun_at) <= at]


def show_left_by_others(left: Sequence[UnsentEntry], *, at: datetime) -> UUID | None:
    """How many each colleague left. Returns the one that is to be taken over, once that is pressed."""
    st.subheader(words("phone_entry.others.title"), anchor=False)
    st.markdown(words("phone_entry.others.note"))
    pressed = None
    for whose in dict.fromkeys(one.whose for one in left):
        theirs = [one for one in left if one.whose == whose]
        name, count = plain(whose), len(theirs)
        with st.container(border=True):
            how_many = "one" if count == 1 else "many"
            st.markdown(f"**{words(f'phone_entry.others.{how_many}', name=name, count=count)}**")
            for one in theirs:
                if _take_over(one, at=at):
                    pressed = one.draft_id
    return pressed


def _take_over(one: UnsentEntry, *, at: datetime) -> bool:
    when = plain(in_words(one.begun_at, at))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words("phone_entry.others.begun", when=when))
        return st.button(
            words("phone_entry.others.take_over"),
            key=f"take-over-{one.draft_id}",
            help=words("phone_entry.others.take_over_from", name=plain(one.whose), when=when),
        )


def _standing(one: OwnEntry, *, is_open: bool) -> str:
    """Under which name the sentence is that says whether it can still be put right."""
    if one.is_taken_back:
        return "is_taken_back"
    if one.is_taken:
        return "is_taken"
    return "is_open" if is_open else "may_change"
