"""The boxes that say what is measured, and in what: for a promise, and for a figure that is published."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analysis.measures import measure_called
from analysis.taxonomy import load_taxonomy
from content.words import words
from models.commitment import Direction, looking_of
from models.limits import scope_of_chart
from models.people import Viewer
from models.scope import EVERYTHING, Looking
from reporting.scope_words import choices_of, scope_in_words
from reporting.spc_wording import name_of
from ui import kept_figures, over_time_choice
from ui.forms_desk import filled, label
from ui.plain import plain

FIELDS = ("journey", "who", "service_id", "sector")
"""What of a scope is chosen here; what else one has stays as it is."""
WIDTH = 300


def measure_name(measure: str) -> str:
    """What a measure is called; its id where there is none such."""
    try:
        return name_of(measure_called(measure))
    except ValueError:
        return measure


def scope_said(viewer: Viewer, looking: Looking) -> str:
    """A scope in words."""
    return scope_in_words(looking.scope, choices_of(kept_figures.kept(viewer).facts).names)


def ask_measure(viewer: Viewer, form: str, now: str) -> str:
    """Ask what is measured, told of by now or not; what is chosen `now` stays on offer."""
    offered = over_time_choice.offers(kept_figures.kept(viewer).facts, also=load_taxonomy().themes)
    if now and now not in offered:
        offered = {now: measure_name(now), **offered}
    said, visibility = label(form, "measure", words("commitments.fields.measure"))
    chosen: str | None = st.selectbox(
        said,
        [*offered],
        index=None,
        placeholder=words("commitments.choose.measure"),
        format_func=lambda one: offered[one],
        key=filled(form, "measure", now or None),
        label_visibility=visibility,
    )
    return chosen or ""


def ask_direction(form: str, now: Direction | None, called: str) -> Direction | None:
    """Ask which way it goes; left open, it is the way that is better for people."""
    said, visibility = label(form, "direction", called)
    chosen: Direction | None = st.selectbox(
        said,
        list(Direction),
        index=None,
        placeholder=words("commitments.choose.direction"),
        format_func=lambda one: words(f"commitments.choose.{one.value}"),
        key=filled(form, "direction", now),
        label_visibility=visibility,
        width=WIDTH,
    )
    return chosen


def ask_scope(viewer: Viewer, form: str, scope: str, programme: str) -> Callable[[str], str]:
    """Ask what it is measured in, told of by now or not.

    Returns the scope as it is stored, by the measure that is chosen.
    """
    looking = looking_of(scope)[0]
    choices = choices_of(kept_figures.kept(viewer).facts)
    _, visibility = label(form, "scope", words("commitments.fields.scope"))
    if visibility == "visible":
        st.markdown(f":small[{words('commitments.fields.scope')}]")
    chosen = {}
    with st.container(horizontal=True):
        for field in FIELDS:
            now, names = getattr(looking.scope, field), choices.names[field]
            now = now if now in names else None
            chosen[field] = st.selectbox(
                words(f"scope.{field}"),
                [*names],
                index=None,
                placeholder=words(f"scope.any.{field}"),
                format_func=names.__getitem__,
                key=filled(form, field, now),
                width=WIDTH,
            )
    is_of_programme = looking.scope.programme == programme
    is_ours = st.checkbox(
        words("commitments.choose.programme"), key=filled(form, "programme", is_of_programme)
    )
    code = programme if is_ours else None if is_of_programme else looking.scope.programme
    asked = replace(looking.scope, **chosen, programme=code)
    also = replace(asked, **dict.fromkeys((*FIELDS, "programme")))
    if also != EVERYTHING:
        kept = plain(scope_in_words(also, choices.names))
        st.markdown(f":small[:gray[{words('commitments.hints.also', scope=kept)}]]")
    return lambda measure: scope_of_chart(asked, measure, is_people_only=looking.is_people_only)
