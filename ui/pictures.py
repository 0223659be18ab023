"""Every picture of a page of figures: the question, the finding, the chart, and what it rests on."""

from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from content.look.tokens import Mode
from content.words import words
from models.people import Viewer
from reporting.chart_spec import MARK, spec_of, with_marks_to_press
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.picture_words import band, rests_on
from ui import behind_a_mark, recommendation_address, take_away
from ui.plain import plain


def mode() -> Mode:
    """Which of the two looks this browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw(picture: Picture, viewer: Viewer, looked: Looked, *, key: str, leads_on: bool = True) -> None:
    """Draw one picture with everything that belongs to it; `key` tells two sides of a page apart.

    `leads_on`: it leads to a recommendation, unless the page does so itself.
    """
    with st.container(key=f"picture-{key}-{picture.name}"):
        st.subheader(plain(picture.heading))
        show_band(band(picture, looked.smallest))
        st.markdown(f"**{plain(picture.sentence)}**")
        _chart(picture, viewer, key=key)
        # A line each: together they would be a wall of words.
        st.markdown(
            "  \n".join(f":small[:gray[{plain(one)}]]" for one in (rests_on(picture), *picture.notes))
        )
        with st.expander(words(f"pictures.numbers{'_that_stay' if picture.stays else ''}")):
            st.table(_inert(picture.table), alt=picture.heading)
            take_away.offer(picture, viewer, looked, key=key)
        if behind_a_mark.may_read(picture, viewer):
            behind_a_mark.offer(picture, viewer, looked, key=key)
        if leads_on:
            recommendation_address.offer(viewer, picture, looked, key=key)


def show_band(warning: str) -> None:
    """A frame round what says that figures are not for publication; nothing where nothing is said."""
    if warning:
        st.html(f'<p class="for-us">{escape(warning)}</p>')


def _chart(picture: Picture, viewer: Viewer, *, key: str) -> None:
    """The chart; what is pressed in it can be read beneath, where it has names for its marks."""
    spec = spec_of(picture.draw, mode())
    if behind_a_mark.may_read(picture, viewer) and (ready := with_marks_to_press(spec)) is not spec:
        st.vega_lite_chart(
            ready,
            theme=None,
            width="stretch",
            key=f"{key}-{picture.name}-chart",
            on_select=partial(behind_a_mark.pressed, picture.name, frozenset(picture.marks), key=key),
            selection_mode=MARK,
        )
    else:
        st.vega_lite_chart(spec, theme=None, width="stretch")


def _inert(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its first column as what each row is called; a cell would be read as Markdown."""
    shown = table.rename(columns=lambda name: plain(str(name)))
    shown = shown.apply(_alike)
    return shown.set_index(shown.columns[0])


def _alike(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column as plain text where words stand among its numbers, such as "hidden"; else as it is."""
    if not column.map(lambda cell: isinstance(cell, str)).any():
        return column
    return column.map(lambda cell: plain(str(cell)), na_action="ignore")
