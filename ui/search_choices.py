"""What a search is narrowed down by, folded away until somebody wants it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from content.words import words
from models.people import Permission, Viewer
from models.period import EARLIEST, LATEST, Days, Period, days_of, is_possible, period_of
from models.scope import EVERYTHING, Scope
from models.vocabulary import Sentiment
from reporting.scope_words import CHOICES, names_of, period_name, scope_in_words
from storage.queries.search_choices import search_choices
from storage.queries.search_scope import SearchScope
from storage.queries.services_to_choose_from import services_to_choose_from
from ui import access
from ui.plain import plain

One = TypeVar("One")
MOST_CRITICAL = 5
BOX = "search-choice-"
OPENED, LOST = "search_opened", "search_lost"
PERIODS = [period for period in Period if period is not Period.ALL_TIME]


def open_on(chosen: Mapping[str, str]) -> None:
    """Have the next run choose what was written down, as far as it is still on offer."""
    st.session_state[OPENED] = dict(chosen)


def open_on_scope(scope: Scope) -> None:
    """Have the search page look through what the figures are made of."""
    days = Days(scope.since, scope.until)
    period = period_of(days, access.today())
    said = {field.removesuffix("_id"): str(getattr(scope, field)) for field in scope.chosen}
    if period is not Period.OWN:
        said = {name: value for name, value in said.items() if name not in Days._fields}
    open_on(said | ({} if period is Period.ALL_TIME else {"period": period.value}))


def written() -> dict[str, str]:
    """What is chosen, as it is written down: by the name of the choice."""
    boxes = {str(key): value for key, value in st.session_state.items() if str(key).startswith(BOX)}
    return {key.removeprefix(BOX): str(value) for key, value in boxes.items() if value is not None}


def choose(viewer: Viewer) -> SearchScope:
    """Draw the choices and return what was chosen."""
    with access.reading() as session:
        services = {one.id: one.name for one in services_to_choose_from(session, viewer)}
        there = search_choices(session, viewer)
    names = names_of(services=services, **there._asdict())
    opened: dict[str, str] | None = st.session_state.pop(OPENED, None)
    one_of = partial(_one_of, opened)
    with st.expander(words("search.narrow")), st.container(horizontal=True):
        days = _days(opened)
        said: dict[str, Any] = {}
        for field in CHOICES:
            if names[field]:
                name = field.removesuffix("_id")
                said[field] = one_of(name, names[field], names[field].__getitem__)
        sentiment = one_of("sentiment", Sentiment, lambda one: words(f"named.sentiment.{one}"))
        is_publishable = one_of(
            "outcome", (False, True), lambda one: words("search.anybody" if one else "search.inside")
        )
        criticality = None
        if viewer.may(Permission.MODERATE):
            levels = range(1, MOST_CRITICAL + 1)
            criticality = one_of("criticality", levels, lambda one: words("search.at_least", least=one))
    scope = Scope(since=days.since, until=days.until, **said)
    choice = SearchScope(scope, sentiment, is_publishable, criticality)
    _say_what_is_lost(opened, choice)
    if scope != EVERYTHING:
        st.markdown(words("search.within", scope=plain(scope_in_words(scope, names))))
    return choice


def _days(opened: dict[str, str] | None) -> Days:
    """The days that are looked through; all of them while what was typed goes from no day to another."""
    today = access.today()
    period = _one_of(opened, "period", PERIODS, lambda one: period_name(one, today))
    if period is not Period.OWN:
        return days_of(period, today) if period else Days()
    days = Days(*(_day(opened, name) for name in Days._fields))
    if is_possible(days, today):
        return days
    st.error(words("search.impossible"))
    return Days()


def _day(opened: dict[str, str] | None, name: str) -> date | None:
    key = f"{BOX}{name}"
    if opened is not None:
        said = opened.pop(name, "")
        st.session_state[key] = date.fromisoformat(said) if said else None
    day: date | None = st.date_input(
        words(f"search.{name}"),
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        format="DD/MM/YYYY",
        key=key,
    )
    return day


def _one_of(
    opened: dict[str, str] | None, name: str, options: Iterable[One], called: Callable[[One], str]
) -> One | None:
    """One list to choose from; None while it is left open. What it offers is taken out of `opened`."""
    offered, key = [*options], f"{BOX}{name}"
    if opened is not None:
        st.session_state[key] = next((one for one in offered if str(one) == opened.get(name)), None)
        if st.session_state[key] is not None:
            del opened[name]
    return st.selectbox(
        words(f"search.{name}"),
        offered,
        index=None,
        placeholder=words("search.any"),
        format_func=called,
        key=key,
    )


def _say_what_is_lost(left: Mapping[str, str] | None, choice: SearchScope) -> None:
    """Of what was opened, what is on offer no more: said until something else is chosen."""
    if left is not None:
        st.session_state[LOST] = (tuple(left), repr(choice))
    names, chosen = st.session_state.get(LOST, ((), ""))
    if names and chosen == repr(choice):
        said = ", ".join(words(f"search.{name}") for name in names)
        st.warning(words("search.saved.lost", choices=said))
