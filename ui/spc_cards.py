"""Cards of measures beside each other: how each reads now, and the way to its chart."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from analysis.follow import Every
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
BY_ITSELF: Mapping[str, Every | None] = {}


def to_its_chart(measure: Measure) -> None:
    """Open the page Over time at this measure."""
    over_time_choice.follow(measure)
    go_to("over_time")


def draw(
    looked: Looked,
    measures: Sequence[Measure],
    decisions: Mapping[str, Sequence[Decided]] = NOTHING_DECIDED,
    *,
    key: str,
    every: Mapping[str, Every | None] = BY_ITSELF,
    pick: Callable[[Measure], None] = to_its_chart,
    label: str = "over_time.card",
) -> None:
    """A card a measure, three in a row where one scope is shown; `decisions` about limits by measure.

    `every` says by measure how long a point's time is, `pick` is what a press on a card does, and `label`
    is where the words on its button are filed.
    """
    readings = [reading(looked, one, decisions.get(one.id, ()), every=every.get(one.id)) for one in measures]
    show_band(not_for_publication((one for read in readings for one in read.people), looked.smallest))
    in_a_row = 1 if are_two() else 3
    for start in range(0, len(readings), in_a_row):
        for place, read in zip(st.columns(in_a_row), readings[start : start + in_a_row], strict=False):
            with place, st.container(border=True, height="stretch"):
                _card(read, pick, words(label), key=f"{key}-{read.measure.id}")


def _card(read: Reading, pick: Callable[[Measure], None], label: str, *, key: str) -> None:
    value = f"<br>{escape(read.value)}" if read.value else ""
    drawn = icon(read, mode())
    ring = f'<div style="flex: none; line-height: 0">{drawn}</div>' if drawn else ""
    st.html(
        '<div style="display: flex; gap: 0.75rem; align-items: center">'
        f'{ring}<p style="margin: 0"><strong>{escape(read.name)}</strong>{value}</p></div>'
        f'<p style="margin: 0.5rem 0 0">{escape(read.sentence)}</p>'
    )
    if st.button(plain(label), key=f"card-{key}", help=plain(read.name)):
        pick(read.measure)
