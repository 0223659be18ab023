"""The pieces that the page of settings is drawn from: a box for each row, its form, and its history."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal

import streamlit as st

from content.words import words
from models.people import Permission, Viewer
from reporting import wording
from ui import access
from ui.our_settings_desk import Row, ask_again, close, desk, is_open, open_row, saw
from ui.plain import plain

SECTIONS = {
    "numbers": Permission.EDIT_SIGNPOSTS,
    "thresholds": Permission.EDIT_THRESHOLDS,
    "forms": Permission.EDIT_WATCHDOG,
    "clock": Permission.EDIT_WATCHDOG,
    "details": Permission.EDIT_WATCHDOG,
}


def pick_section(viewer: Viewer) -> str:
    """The part of the page to draw, of those that the viewer may change; first it says what that is for."""
    theirs = [name for name, permission in SECTIONS.items() if viewer.may(permission)]
    if len(theirs) == 1:
        st.header(words(f"our_settings.sections.{theirs[0]}"), anchor=False)
        chosen = theirs[0]
    else:
        chosen = st.pills(
            words("our_settings.section"),
            theirs,
            default=theirs[0],
            required=True,
            format_func=lambda name: words(f"our_settings.sections.{name}"),
            label_visibility="collapsed",
            wrap=True,
        )
    st.markdown(words(f"our_settings.{chosen}_intro"))
    return chosen


@contextmanager
def box(row: Row) -> Iterator[None]:
    """A row in a box of its own, with what the last press came to and, at the end, its history."""
    with st.container(border=True, gap="small"):
        st.subheader(plain(row.title), anchor=False)
        _say_what_happened(row)
        yield
        _show_history(row)


@contextmanager
def form(row: Row, **values: str | int) -> Iterator[None]:
    """The boxes to change a row with. Each keeps what was typed until somebody else changes the row.

    Then they hold what the row says now, and what was typed over the older one stands above them.
    """
    if row.id not in desk()["seen"] or any(_key(row, field) not in st.session_state for field in values):
        _fill(row, values)
    _show_what_was_typed(row)
    with st.form(f"form.{row.id}", border=False):
        yield


def text_box(row: Row, field: str, *, hint: str = "") -> str:
    """One box of a row's form, with what to put right above it."""
    name, problem = words(f"our_settings.fields.{field}"), desk()["problems"].get(row.id, {}).get(field, "")
    label = words("problems.label", sentence=plain(problem), label=name) if problem else name
    with st.container(gap="xxsmall"):
        if problem:
            st.markdown(f":small[{name}]")
            st.markdown(f":red[**{plain(problem)}**]")
        visibility: Literal["collapsed", "visible"] = "collapsed" if problem else "visible"
        typed = st.text_input(label, key=_key(row, field), autocomplete="off", label_visibility=visibility)
        if hint:
            st.markdown(f":small[:gray[{words(hint)}]]")
    return typed


def choice_box(row: Row, field: str, names: Mapping[str, str]) -> str:
    """One of a few to choose from, by what each is called."""
    return st.selectbox(
        words(f"our_settings.fields.{field}"),
        list(names),
        format_func=lambda chosen: names[chosen],
        key=_key(row, field),
    )


def number_box(row: Row, *, hint: str) -> int:
    """The box for a row that is one number."""
    with st.container(gap="xxsmall"):
        chosen = st.number_input(
            words("our_settings.fields.value"), step=1, key=_key(row, "value"), width=220
        )
        st.markdown(f":small[:gray[{plain(hint)}]]")
    return chosen


def save_or_leave(row: Row, *, note: str = "") -> bool:
    """The form's two buttons. Returns whether to save; leaving closes the row."""
    if note:
        st.markdown(f":small[:gray[{words(note)}]]")
    with st.container(horizontal=True):
        is_saved = st.form_submit_button(words("our_settings.save"), type="primary")
        if st.form_submit_button(words("our_settings.leave"), type="tertiary"):
            close(row)
            st.rerun()
    return is_saved


def is_opened(row: Row) -> bool:
    """Whether somebody is changing the row; to whom is not, the button that opens it is shown."""
    if not is_open(row):
        change_or(row)
    return is_open(row)


def change_or(row: Row, other: str = "") -> bool:
    """A button that opens the row, and beside it one that acts at once. Returns whether that was pressed."""
    what = plain(row.title)
    with st.container(horizontal=True):
        st.button(
            words("our_settings.change"),
            key=f"change.{row.id}",
            help=words("our_settings.change_what", what=what),
            on_click=open_row,
            args=(row,),
        )
        return bool(other) and st.button(
            words(f"our_settings.{other}"),
            key=f"{other}.{row.id}",
            help=words(f"our_settings.{other}_what", what=what),
            on_click=saw,
            args=(row,),
        )


def switch(row: Row, *, is_on: bool, asks: bool) -> bool:
    """A button that switches a row on or off. Returns whether it was pressed and wants no second press."""
    return st.button(
        words("our_settings.switch_off" if is_on else "our_settings.switch_on"),
        key=f"switch.{row.id}",
        on_click=ask_again if asks else saw,
        args=(row,),
    )


def sure(row: Row, question: str, answer: str) -> bool:
    """Say what a press would do, and return whether it was pressed again."""
    st.warning(words(question))
    with st.container(horizontal=True):
        st.button(words("our_settings.leave"), key=f"leave.{row.id}", on_click=close, args=(row,))
        return st.button(words(answer), key=f"sure.{row.id}")


def _say_what_happened(row: Row) -> None:
    """Once where it was done; until the row is closed where it was not."""
    mine = desk()
    if row.id in mine["said"]:
        st.success(plain(mine["said"].pop(row.id)))
    if row.id in mine["told"]:
        st.error(plain(mine["told"][row.id]))
        if not is_open(row):
            mine["told"].pop(row.id)


def _fill(row: Row, values: dict[str, str | int]) -> None:
    """Fill the boxes with what the row says now; keep what was typed where it says something else."""
    mine = desk()
    before = mine["filled"].get(row.id, {})
    typed = {field: st.session_state.get(_key(row, field), was) for field, was in before.items()}
    mine["typed"][row.id] = {
        field: str(said) for field, said in typed.items() if said not in (before[field], values[field])
    }
    mine["seen"][row.id], mine["filled"][row.id] = row.newest, values
    for field, value in values.items():
        st.session_state[_key(row, field)] = value


def _show_what_was_typed(row: Row) -> None:
    typed = desk()["typed"].get(row.id)
    if typed:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{words('our_settings.you_typed')}**")
            for field, said in typed.items():
                label = words(f"our_settings.fields.{field}")
                st.text(words("our_settings.line", field=label, value=said))


def _show_history(row: Row) -> None:
    if not row.history:
        return
    counted = "our_settings.history_one" if len(row.history) == 1 else "our_settings.history"
    with st.expander(words(counted, count=len(row.history))):
        for change in row.history:
            with st.container(gap=None):
                day = plain(wording.day(change.at.astimezone(access.HERE).date()))
                st.markdown(f":small[:gray[{words('our_settings.changed', day=day, who=plain(change.who))}]]")
                for field, (before, after) in change.changes.items():
                    label = words(f"our_settings.fields.{field}")
                    st.text(f"{label}: {_in_words(field, before)} \u2192 {_in_words(field, after)}")


def _in_words(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return words("our_settings.on" if value else "our_settings.off")
    if not value:
        return words("our_settings.nothing")
    return wording.day(date.fromisoformat(value)) if field == "checked_on" else str(value)


def _key(row: Row, field: str) -> str:
    return f"{row.id}.{field}"
