"""The boxes of a form that staff fill in: each says above it what is to be put right in it."""

from datetime import date

import streamlit as st

from ui.forms_desk import filled, label

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
DAY_WIDTH = 230


def line(form: str, field: str, said: str, now: str, *, problem: str = "") -> str:
    """A line of text. `problem` is what its problems are filed under, if that is not the field."""
    said, visibility = label(form, problem or field, said)
    key = filled(form, field, now)
    return st.text_input(said, key=key, label_visibility=visibility, autocomplete="off") or ""


def lines(form: str, field: str, said: str, now: str, *, height: int | None = None) -> str:
    """Several lines of text. `height` is in pixels, for a letter."""
    said, visibility = label(form, field, said)
    key = filled(form, field, now)
    return st.text_area(said, height=height, key=key, label_visibility=visibility) or ""


def day(
    form: str, field: str, said: str, now: date | None, *, problem: str = "", width: int = DAY_WIDTH
) -> date | None:
    """A day, which may be left open. `problem` as of a line; `width` is in pixels, for long names."""
    with st.container(width=width):
        said, visibility = label(form, problem or field, said)
        return st.date_input(
            said,
            value=None,  # a day that is there from the start can't be taken out again
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD/MM/YYYY",
            key=filled(form, field, now),
            label_visibility=visibility,
        )
