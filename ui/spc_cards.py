"""Cards of measures beside each other: how each reads now, and the way to its chart."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from analysis.measures import Measure
from content.words import words
from models.limits import Decided
from reporting.looked import Looked
from reporting.picture_words import not_for_publication
from reporting.pictures_over_time import Reading, reading
from reporting.spc_icon import icon
from ui import over_time_choice
from ui.go_to import go_to
from ui.looking import are_two
from ui.pictures import mode, show_band
from ui.plain import plain

NOTHING_DECIDED: Mapping[str, Sequence[Decided]] = {}


def draw(
    looked: Looked,
    measures: Sequence[Measure],
    decisions: Mapping[str, Sequence[Decided]] = NOTHING_DECIDED,
    *,
    key: str,
) -> None:
    """A card a measure, three in a row where one scope is shown; `decisions` about limits by measure."""
    readings = [reading(looked, measure, decisions.get(measure.id, ())) for measure in measures]
    show_band(not_for_publication((one for read in readings for one in read.people), looked.smallest))
    in_a_row = 1 if are_two() else 3
    for start in range(0, len(readings), in_a_row):
        for place, read in zip(st.columns(in_a_row), readings[start : start + in_a_row], strict=False):
            with place, st.container(border=True, height="stretch"):
                _card(read, key=f"{key}-{read.measure.id}")


def _card(read: Reading, *, key: str) -> None:
    value = f"<br>{escape(read.value)}" if read.value else ""
    drawn = icon(read, mode())
    ring = f'<div style="flex: none; line-height: 0">{drawn}</div>' if drawn else ""
    st.html(
        '<div style="display: flex; gap: 0.75rem; align-items: center">'
        f'{ring}<p style="margin: 0"><strong>{escape(read.name)}</strong>{value}</p></div>'
        f'<p style="margin: 0.5rem 0 0">{escape(read.sentence)}</p>'
    )
    if st.button(words("over_time.card"), key=f"card-{key}", help=plain(read.name)):
        over_time_choice.follow(read.measure)
        go_to("over_time")
