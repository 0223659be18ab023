"""What the address of a programme's page says: which programme, which part, what of it, and the period."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from content.words import words
from models.period import Days, Period, days_of, is_possible, period_of
from models.programme import ProgrammeSeen
from models.scope import Looking, Scope, looking_from_link, looking_to_link
from reporting.scope_words import days_in_words, period_name
from ui import access
from ui.looking import LOOKING, look_at

PROGRAMME, PART, SHOW, WHOSE = "programme", "part", "show", "whose"
"""The names in the address. `show` is what is shown of one part, and `whose` of which people."""
PERIOD, PEOPLE_ONLY = "programme-period", "programme-people-only"


def open_at(code: str, part: str = "") -> None:
    """Have the address name a programme, and perhaps a part of its page; with no code, the list of all."""
    said = {PROGRAMME: code, PART: part}
    st.query_params.from_dict({name: value for name, value in said.items() if value})


def choose(
    name: str,
    options: Sequence[str],
    label: str,
    called: str,
    *,
    key: str,
    default: str = "",
) -> str:
    """Draw a choice that begins as the address says, and have the address say what is chosen.

    The words of its label are filed under `label`, those of its options under `called`. Without `default` it
    begins with the first of the options.
    """
    usual = default or options[0]
    said = st.query_params.get(name, "")
    st.session_state[key] = said if said in options else usual
    chosen = st.pills(
        words(label),
        options,
        required=True,
        wrap=True,
        format_func=lambda one: words(f"{called}.{one}"),
        label_visibility="collapsed",
        key=key,
        on_change=_say,
        args=[name, key],
    )
    return chosen or usual


def pick_period(programme: ProgrammeSeen, *, has_themes: bool) -> Looking:
    """Draw the choice of the period and return what is looked at: this programme, and nothing narrower.

    The period is that of the other pages of figures too. With `has_themes` it can be chosen whose tags count.
    """
    today = access.today()
    now = _now(today)
    days = Days(now.scope.since, now.scope.until)
    named = period_of(days, today)
    periods = [one for one in Period if one is not Period.OWN or named is Period.OWN]
    st.session_state[PERIOD], st.session_state[PEOPLE_ONLY] = named, now.is_people_only
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words("scope.period"),
            periods,
            format_func=lambda one: days_in_words(days) if one is Period.OWN else period_name(one, today),
            key=PERIOD,
            on_change=_chosen,
            args=[now, today],
            width=380,
        )
        if has_themes:
            st.toggle(
                words("scope.people_only.switch"),
                help=words("scope.people_only.help"),
                key=PEOPLE_ONLY,
                on_change=_chosen,
                args=[now, today],
            )
    _keep(now)
    scope = Scope(since=days.since, until=days.until, programme=programme.code)
    return Looking(scope, is_people_only=now.is_people_only and has_themes)


def _now(today: date) -> Looking:
    """What the session looks at, with the period of the address if that names one."""
    shared, _ = looking_from_link(st.session_state.get(LOOKING, {}))
    said, _ = looking_from_link(st.query_params)
    if said.scope.since or said.scope.until or said.is_people_only:
        scope = replace(shared.scope, since=said.scope.since, until=said.scope.until)
        shared = Looking(scope, shared.beside, said.is_people_only)
    if not is_possible(Days(shared.scope.since, shared.scope.until), today):
        shared = replace(shared, scope=replace(shared.scope, since=None, until=None))
    return shared


def _chosen(now: Looking, today: date) -> None:
    period = st.session_state[PERIOD]
    scope = now.scope
    if period is not Period.OWN:
        days = days_of(period, today)
        scope = replace(scope, since=days.since, until=days.until)
    _keep(Looking(scope, now.beside, st.session_state.get(PEOPLE_ONLY, now.is_people_only)))


def _keep(looking: Looking) -> None:
    """Have the address and the other pages of figures say the period."""
    scope = Scope(since=looking.scope.since, until=looking.scope.until)
    link = looking_to_link(Looking(scope, is_people_only=looking.is_people_only))
    said = {name: st.query_params[name] for name in (PROGRAMME, PART, SHOW, WHOSE) if name in st.query_params}
    if {**said, **link} != st.query_params.to_dict():
        st.query_params.from_dict({**said, **link})
    look_at(looking)


def _say(name: str, key: str) -> None:
    st.query_params[name] = str(st.session_state[key])
