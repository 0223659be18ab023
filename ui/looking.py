"""What does this session look at? It stays from page to page, and the address of each says it."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from models.period import Days, is_possible
from models.scope import EVERYTHING, IN_A_LINK, Looking, Scope, looking_from_link, looking_to_link
from reporting.scope_words import Choices
from ui.desk import ARRIVAL

LOOKING, SEEN, LOST, TYPED = "looking", "looking_seen", "looking_lost", "looking_typed"
"""In the session: what is looked at, as its link says it; the address that was dealt with last, and which
arrival on a page that was; the fields of a link that could not be read; days that were typed, by side."""

NO_PERIOD: dict[str, Any] = {"since": None, "until": None}


def now_looking(choices: Choices, today: date) -> Looking:
    """What is looked at: as an address that was opened just now says, else as it was.

    What in it cannot be read, or is no longer there, is left open and named in `lost`.
    """
    if (opened := _opened()) is not None:
        st.session_state[LOOKING] = opened
        _forget_typed()
    looking, unread = looking_from_link(st.session_state.get(LOOKING, {}))
    scope, gone = _readable(looking.scope, choices, today)
    beside, gone_beside = _readable(looking.beside or EVERYTHING, choices, today)
    looking = replace(looking, scope=scope, beside=beside if looking.beside is not None else None)
    if left := dict.fromkeys((*unread, *gone, *gone_beside)):
        st.session_state[LOST] = tuple(left)
    st.session_state[LOOKING] = looking_to_link(looking)
    return looking


def look_at(looking: Looking) -> None:
    """Have the run that follows look at this. The address that stands there by now is not read again."""
    st.session_state[LOOKING] = looking_to_link(looking)
    st.session_state[SEEN] = _here()
    st.session_state.pop(LOST, None)


def start_with(looking: Looking) -> None:
    """The same, and days that were typed into the boxes are forgotten."""
    _forget_typed()
    look_at(looking)


def are_two() -> bool:
    """Whether two scopes are looked at, one beside the other."""
    return looking_from_link(st.session_state.get(LOOKING, {}))[0].beside is not None


def say_in_address(looking: Looking) -> None:
    """Have the address of this page say what is looked at; the rest of it stays."""
    link = looking_to_link(looking)
    if _address() != link:
        others = {name: said for name, said in st.query_params.items() if name not in IN_A_LINK}
        st.query_params.from_dict({**others, **link})
    st.session_state[SEEN] = _here()


def lost() -> tuple[str, ...]:
    """The fields of what was opened that could not be used, until something else is chosen."""
    names: tuple[str, ...] = st.session_state.get(LOST, ())
    return names


def typed_days(side: str) -> Days | None:
    """The days that somebody typed on this side, whether or not anything lies between them."""
    days = st.session_state.get(TYPED, {}).get(side)
    return None if days is None else Days(*days)


def keep_typed(side: str, days: Days | None) -> None:
    others = {one: kept for one, kept in st.session_state.get(TYPED, {}).items() if one != side}
    st.session_state[TYPED] = others if days is None else {**others, side: tuple(days)}


def _opened() -> dict[str, str] | None:
    """What an address says that was opened since the last run.

    An empty one on arrival is the side bar's: then everything stays as it was.
    """
    arrival, address = _here()
    arrival_before, address_before = st.session_state.get(SEEN, (None, {}))
    is_another = address != address_before if arrival == arrival_before else bool(address)
    return address if is_another else None


def _readable(scope: Scope, choices: Choices, today: date) -> tuple[Scope, tuple[str, ...]]:
    """The scope without what is not there, and the names of that."""
    left: dict[str, Any] = dict.fromkeys(choices.unknown(scope))
    if not is_possible(Days(scope.since, scope.until), today):
        left |= NO_PERIOD
    return replace(scope, **left), tuple(left)


def _here() -> tuple[int, dict[str, str]]:
    return st.session_state.get(ARRIVAL, 0), _address()


def _address() -> dict[str, str]:
    return {name: said for name, said in st.query_params.items() if name in IN_A_LINK}


def _forget_typed() -> None:
    st.session_state.pop(TYPED, None)
    st.session_state.pop(LOST, None)
