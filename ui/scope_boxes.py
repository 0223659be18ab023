"""The boxes in which one scope is chosen, filled from what is looked at, and read again at a press."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from content.words import words
from models.period import EARLIEST, LATEST, Days, Period, days_of, is_possible, period_of
from models.scope import Scope
from reporting.scope_words import CHOICES, Choices, period_name
from ui.looking import keep_typed, typed_days

OPEN = ("service_id", "who")
FOLDED = tuple(field for field in CHOICES if field not in OPEN)
FOLDED_WIDTH = 208
"""In pixels: three stand beside each other on a desk, one on a phone."""
PERIOD, FIRST, LAST = "period", "first_day", "last_day"


def draw(side: str, scope: Scope, choices: Choices, today: date, on_change: Callable[[], None]) -> None:
    """Draw every choice of a scope: the three most used open, the others folded away."""
    typed = typed_days(side)
    named = period_of(Days(scope.since, scope.until), today)
    is_own = typed is not None or named is Period.OWN
    with st.container(horizontal=True):
        _fill(side, PERIOD, Period.OWN if is_own else named)
        st.selectbox(
            words("scope.period"),
            [*Period],
            format_func=lambda one: period_name(one, today),
            key=key(side, PERIOD),
            on_change=on_change,
        )
        for field in OPEN:
            _box(side, field, scope, choices, on_change)
    if is_own:
        _own_days(side, typed or Days(scope.since, scope.until), on_change)
    if typed and not is_possible(typed, today):
        st.error(words("scope.impossible"))
    count = sum(field in FOLDED for field in scope.chosen)
    label = words("scope.more_chosen", count=count) if count else words("scope.more")
    with st.expander(label, key=key(side, "more")), st.container(horizontal=True):
        for field in FOLDED:
            _box(side, field, scope, choices, on_change)


def chosen(side: str, scope: Scope, today: date) -> Scope:
    """The scope as the boxes have it now; days between which nothing can lie are kept, and not used."""
    said = {
        field: st.session_state[key(side, field)] for field in CHOICES if key(side, field) in st.session_state
    }
    days = Days(scope.since, scope.until)
    match st.session_state.get(key(side, PERIOD)):
        case Period.OWN:
            own = Days(st.session_state.get(key(side, FIRST)), st.session_state.get(key(side, LAST)))
            typed = own if key(side, FIRST) in st.session_state else days
            keep_typed(side, typed)
            days = typed if is_possible(typed, today) else days
        case Period() as period:
            keep_typed(side, None)
            days = days_of(period, today)
    return replace(scope, since=days.since, until=days.until, **said)


def key(side: str, name: str) -> str:
    return f"scope.{side}.{name}"


def _own_days(side: str, days: Days, on_change: Callable[[], None]) -> None:
    with st.container(horizontal=True):
        for name, day in zip((FIRST, LAST), days, strict=True):
            _fill(side, name, day)
            st.date_input(
                words(f"scope.{name}"),
                min_value=EARLIEST,
                max_value=LATEST,
                format="DD/MM/YYYY",
                key=key(side, name),
                on_change=on_change,
                width=FOLDED_WIDTH,
            )


def _box(side: str, field: str, scope: Scope, choices: Choices, on_change: Callable[[], None]) -> None:
    value, names = getattr(scope, field), choices.names[field]
    _fill(side, field, value)
    st.selectbox(
        words(f"scope.{field}"),
        choices.offered(field, value),
        index=None,
        placeholder=words(f"scope.any.{field}"),
        format_func=names.__getitem__,
        key=key(side, field),
        on_change=on_change,
        width=FOLDED_WIDTH if field in FOLDED else "stretch",
    )


def _fill(side: str, name: str, value: Any) -> None:
    st.session_state[key(side, name)] = value
