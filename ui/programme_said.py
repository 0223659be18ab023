"""What people say about a programme: the pictures of its kind, or what to do where nobody has told us yet."""

from dataclasses import replace

import streamlit as st

from analysis.narrow import narrow
from analysis.programme_counts import sides_of
from content.words import words
from models.facts import Facts
from models.people import Viewer
from models.programme import ProgrammeKind, ProgrammeSeen
from models.scope import Looking, Scope
from models.vocabulary import Journey
from reporting.looked import Looked
from reporting.own_days import looked_with_own_days
from reporting.wording import SHOW_FROM
from settings import settings
from ui import access, kept_figures, programme_address, programme_said_kinds, sides
from ui.go_to import go_to
from ui.looking import start_with

MORE = ("overview", "joins", "leaving_hospital", "over_time")
"""The pages that show more of the same people."""
ITS, ALL = "its", "all"
OF_LEAVING = (ProgrammeKind.SERVICE, ProgrammeKind.SEASONAL_PLAN)
"""Kinds of programme for people who leave hospital."""
OF_THEMES = (ProgrammeKind.CONSULTATION, ProgrammeKind.STRATEGY)


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Draw this part of the page."""
    facts = kept_figures.everybody(viewer)
    its = narrow(facts, Scope(programme=programme.code))
    if not its.people:
        _nobody_yet(programme)
        if programme.kind not in OF_LEAVING:
            return
    looking = programme_address.pick_period(programme, has_themes=programme.kind in OF_THEMES)
    if programme.kind in OF_LEAVING and not programme.covers_all:
        looking = _of_whom(programme, its, looking)
    show = _pick_what(programme)

    def of_one_side(looked: Looked, side: str) -> None:
        drawn = looked_with_own_days(looked, programme)
        programme_said_kinds.DRAWN[programme.kind][show](viewer, drawn, programme, side)

    sides.draw_each(viewer, looking, of_one_side)
    _ways_on(looking)


def form_address(programme: ProgrammeSeen) -> str:
    """Where a programme's own form is."""
    return f"{settings().address.rstrip('/')}/say?programme={programme.code}"


def _pick_what(programme: ProgrammeSeen) -> str:
    """What is shown, where its kind has more than one thing to show."""
    kind = programme.kind.value
    names = [*programme_said_kinds.DRAWN[programme.kind]]
    if len(names) == 1:
        return names[0]
    return programme_address.choose(
        programme_address.SHOW,
        names,
        "programme_said.part",
        f"programme_said.{kind}_parts",
        key=f"programme-show-{programme.code}",
    )


def _of_whom(programme: ProgrammeSeen, its: Facts, looking: Looking) -> Looking:
    """The same, of whom it is chosen.

    Where hardly anybody could tell us of it, as before a service began, it is everybody who left hospital.
    """
    told = its.people
    if programme.kind is ProgrammeKind.SERVICE:
        started = programme.started_on
        told = int(sides_of(its, started).before.sum()) if started else 0
    whose = programme_address.choose(
        programme_address.WHOSE,
        [ITS, ALL],
        "programme_said.whose.label",
        "programme_said.whose",
        key=f"programme-whose-{programme.code}",
        default=ITS if told >= SHOW_FROM else ALL,
    )
    if whose == ITS:
        return looking
    return replace(looking, scope=replace(looking.scope, programme=None, journey=Journey.LEAVING_HOSPITAL))


def _nobody_yet(programme: ProgrammeSeen) -> None:
    """What to do so that somebody tells us; of what has ended nothing can be done."""
    if programme.ended_on and programme.ended_on < access.today():
        st.info(words("programme_said.nobody_ended"))
        return
    st.info(words("programme_said.nobody_yet"))
    st.markdown(words("programme_said.nobody_how"))
    st.code(form_address(programme), language=None, wrap_lines=True)
    st.button(
        words("programme_said.poster"),
        on_click=programme_address.open_at,
        args=[programme.code, "about"],
    )


def _ways_on(looking: Looking) -> None:
    st.markdown(f":small[:gray[{words('programme_said.more')}]]")
    with st.container(horizontal=True):
        for page in MORE:
            if st.button(words(f"programme_said.pages.{page}"), key=f"more-{page}", type="tertiary"):
                start_with(looking)
                go_to(page)
