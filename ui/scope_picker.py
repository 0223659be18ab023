"""Which feedback is looked at: the choices that every figure on a page follows, and a link to them."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from content.words import words
from models.facts import Facts
from models.people import Permission, Viewer
from models.period import Days, Period, days_of, months_back
from models.scope import OF_ONE_PAGE, Looking, Scope, Who, looking_to_link
from models.vocabulary import Journey
from reporting.scope_words import choices_of, scope_in_words
from settings import settings
from storage.queries.happenings import PROGRAMME
from ui import access, kept_figures, scope_boxes, search_choices
from ui.desk import PAGE
from ui.go_to import go_to
from ui.looking import look_at, lost, now_looking, say_in_address, start_with
from ui.plain import plain

FIRST, BESIDE = "first", "beside"
"""The sides of a page that looks at two scopes."""

BESIDE_SWITCH, PEOPLE_SWITCH = "scope.put-beside", "scope.people-only"
BEFORE = 12
"""Months before a programme began that are put beside those after."""


def pick(viewer: Viewer, always: Journey | None = None) -> Looking:
    """Draw the choices and return what was chosen. The address of the page says it too.

    `always` is what a page is about whatever else is chosen.
    """
    facts, today = kept_figures.kept(viewer).facts, access.today()
    choices = choices_of(facts)
    looking = now_looking(choices, today)
    on_change = partial(_chosen, looking, today)
    if names := lost():
        labels = dict.fromkeys(words(f"scope.{_label(name)}") for name in names)
        st.warning(words("scope.lost", choices=", ".join(labels)))
    sides = {FIRST: looking.scope} | ({} if looking.beside is None else {BESIDE: looking.beside})
    for place, (side, scope) in zip(st.columns(len(sides), gap="large"), sides.items(), strict=True):
        with place:
            if looking.beside is not None:
                st.markdown(f"**{words(f'scope.beside.{side}')}**")
            scope_boxes.draw(side, scope, choices, today, on_change)
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, key, is_on in (
            ("people_only", PEOPLE_SWITCH, looking.is_people_only),
            ("beside", BESIDE_SWITCH, looking.beside is not None),
        ):
            st.session_state[key] = is_on
            help_ = words(f"scope.{name}.help")
            st.toggle(words(f"scope.{name}.switch"), key=key, on_change=on_change, help=help_)
        _offer_ways_on(viewer, looking, always)
    if looking.beside is None:
        st.markdown(f"**{plain(scope_in_words(about(looking.scope, always), choices.names))}**")
    else:
        _offer_pairs(looking, facts, today)
    say_in_address(looking)
    return looking


def _chosen(looking: Looking, today: date) -> None:
    """Look at what the boxes have now; what is put beside begins as a copy."""
    scope = scope_boxes.chosen(FIRST, looking.scope, today)
    beside = None
    if st.session_state.get(BESIDE_SWITCH):
        beside = scope if looking.beside is None else scope_boxes.chosen(BESIDE, looking.beside, today)
    look_at(Looking(scope, beside, bool(st.session_state.get(PEOPLE_SWITCH))))


def _offer_pairs(looking: Looking, facts: Facts, today: date) -> None:
    """The pairs that are asked for most, a press each."""
    pairs = {
        words("scope.beside.winters"): tuple(
            _in(looking.scope, days_of(winter, today)) for winter in (Period.WINTER, Period.WINTER_BEFORE)
        ),
        words("scope.beside.families"): tuple(
            replace(looking.scope, who=who) for who in (Who.PATIENTS, Who.FAMILIES)
        ),
    }
    known = facts.directory.programmes.get(looking.scope.programme or "")
    starts = [one for one in facts.happenings if one.kind == PROGRAMME and one.on <= today]
    if start := max((one for one in starts if known is None or one.name == known.name), default=None):
        pairs[words("scope.beside.programme", name=plain(start.name))] = (
            _in(looking.scope, Days(months_back(start.on, BEFORE), start.on - timedelta(days=1))),
            _in(looking.scope, Days(start.on, None)),
        )
    with st.container(horizontal=True):
        for label, (scope, beside) in pairs.items():
            pair = replace(looking, scope=scope, beside=beside)
            st.button(label, on_click=start_with, args=[pair])


def _offer_ways_on(viewer: Viewer, looking: Looking, always: Journey | None) -> None:
    """What to do with what is looked at: let go of it, search in it, show it to somebody."""
    if looking != Looking():
        st.button(
            words("scope.clear"),
            icon=":material/close:",
            type="tertiary",
            on_click=start_with,
            args=[Looking()],
        )
    if viewer.may(Permission.READ_APPROVED) and st.button(
        words("scope.search"), icon=":material/search:", type="tertiary"
    ):
        search_choices.open_on_scope(about(looking.scope, always))
        go_to("search")
    with st.popover(words("scope.link"), icon=":material/link:", type="tertiary"):
        st.markdown(words("scope.link_note"))
        st.code(_whole_address(looking), language=None, wrap_lines=True)


def _whole_address(looking: Looking) -> str:
    """The address of this page as it draws what is looked at."""
    drawn = {name: said for name, said in st.query_params.items() if name in OF_ONE_PAGE}
    page, link = st.session_state.get(PAGE, ""), urlencode({**looking_to_link(looking), **drawn})
    return f"{settings().address.rstrip('/')}/{page}" + (f"?{link}" if link else "")


def about(scope: Scope, always: Journey | None) -> Scope:
    """The scope, on the one thing that a page is always about."""
    return replace(scope, journey=always) if always else scope


def _in(scope: Scope, days: Days) -> Scope:
    return replace(scope, since=days.since, until=days.until)


def _label(field: str) -> str:
    return "period" if field in ("since", "until") else field
