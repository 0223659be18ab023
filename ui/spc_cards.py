"""Cards of measures beside each other: how each reads now, and the way to its chart."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from analysis.measures import Measure
from content.words import words
from models.limits import Decided
from reporting.looked import Looked
from reporting.pictures_over_time import Reading, reading
from reporting.spc_icon import icon
from ui import over_time_choice
from ui.go_to import go_to
from ui.pictures import mode
from ui.plain import plain

NOTHING_DECIDED: Mapping[str, Sequence[Decided]] = {}


def draw(
    looked: Looked,
    measures: Sequence[Measure],
    decisions: Mapping[str, Sequence[Decided]] = NOTHING_DECIDED,
    *,
    key: str,
) -> None:
    """A card a measure, three in a row; `decisions` about limits by measure, as the store has them."""
    for start in range(0, len(measures), 3):
        for place, measure in zip(st.columns(3), measures[start : start + 3], strict=False):
            with place, st.container(border=True, height="stretch"):
                _card(reading(looked, measure, decisions.get(measure.id, ())), key=f"{key}-{measure.id}")


def _card(read: Reading, *, key: str) -> None:
    value = f"<br>{escape(read.value)}" if read.value else ""
    st.html(
        '<div style="display: flex; gap: 0.75rem; align-items: center">'
        f'<div style="flex: none">{icon(read, mode())}</div>'
        f'<p style="margin: 0"><strong>{escape(read.name)}</strong>{value}</p></div>'
        f'<p style="margin: 0.5rem 0 0">{escape(read.sentence)}</p>'
    )
    if st.button(words("over_time.card"), key=f"card-{key}", help=plain(read.name)):
        over_time_choice.follow(read.measure)
        go_to("over_time")
