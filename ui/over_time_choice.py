"""Which measure is followed, and how: kept while somebody moves between pages, and said in the address."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import streamlit as st

from analysis.follow import Every
from analysis.measures import ANSWERED, OTHERS, Measure, measure_called
from content.words import words
from models.facts import Facts
from reporting.spc_wording import name_of

MEASURE, SEEN = "over_time_measure", "over_time_seen"
"""In the session: the id of what is followed, and what the address said of it last."""
BOX = "over_time.measure"
GROUPS = ("people", "answer", "no", "joins", "rating", "theme")
FIRST = "answer.told_whom_to_contact"


class Following(NamedTuple):
    """What was chosen. Without `every`, the number of people decides."""

    measure: Measure
    every: Every | None
    is_screened: bool


def follow(measure: Measure) -> None:
    """Have the page follow this when it is opened next."""
    st.session_state[MEASURE] = measure.id


def settle(facts: Facts) -> dict[str, str]:
    """What can be followed, by name. What is followed is settled here, before a link to it is drawn."""
    offered = offers(facts)
    said = st.query_params.get("measure", "")
    if said and said != st.session_state.get(SEEN):
        if said in offered:
            st.session_state[MEASURE] = said
        else:
            st.warning(words("over_time.unknown"))
    now = st.session_state.get(MEASURE)
    _follow(now if now in offered else FIRST)
    return offered


def choose(offered: Mapping[str, str]) -> Following:
    """Draw the choices, of what `settle` offers, and return what was chosen."""
    st.session_state[BOX] = st.session_state[MEASURE]
    chosen = st.selectbox(
        words("over_time.measure"),
        [*offered],
        format_func=lambda one: offered[one],
        key=BOX,
        on_change=_picked,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        every = st.selectbox(
            words("over_time.every"),
            [None, *Every],
            format_func=lambda one: words(f"over_time.{one.value}" if one else "over_time.by_itself"),
            width=380,
        )
        is_screened = st.toggle(words("over_time.screen"), help=words("over_time.screen_help"))
    return Following(measure_called(chosen), every, is_screened)


def _picked() -> None:
    _follow(st.session_state[BOX])


def _follow(id: str) -> None:
    st.session_state[MEASURE] = st.session_state[SEEN] = st.query_params["measure"] = id


def offers(facts: Facts, *, also: Iterable[str] = ()) -> dict[str, str]:
    """What can be followed, each with its group before its name, in the order of the list.

    Of themes, those that anybody's words have; and `also` others.
    """
    told = dict.fromkeys((*facts.themes["theme"].cat.categories, *also))
    themes = [f"theme.{theme}" for theme in told]
    ids = [
        *(one.id for one in OTHERS),
        *(f"answer.{question}" for question in ANSWERED),
        *(f"answer.{question}.no" for question in ANSWERED),
    ]
    named = {id: name_of(measure_called(id)) for id in [*ids, *themes]}
    order = sorted(named, key=lambda id: GROUPS.index(_group(id)))
    return {id: f"{words(f'over_time.groups.{_group(id)}')}: {named[id]}" for id in order}


def _group(id: str) -> str:
    kind = id.partition(".")[0]
    return "no" if id.endswith(".no") else {"contact": "answer"}.get(kind, kind)
