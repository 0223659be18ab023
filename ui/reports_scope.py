"""What a report counts: the boxes of every page of figures, usual days at a press, and how many that is."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import streamlit as st

from analysis.narrow import narrow
from analysis.public import only_public
from content.words import words
from models.commitment import looking_of
from models.facts import Facts
from models.people import Viewer
from models.period import Days, months_back
from models.scope import Scope, to_link
from reporting import wording
from reporting.scope_words import Choices, choices_of, days_in_words, scope_in_words
from storage.queries.programmes import programmes
from ui import access, kept_figures, scope_boxes
from ui.looking import keep_typed
from ui.plain import plain

YEAR_BEGINS = 4
"""The month with which the year of an annual report begins; it ends with March."""


def ask(viewer: Viewer, side: str, scope: Scope, *, fixed: Days | None = None) -> Scope:
    """Draw the boxes, filled with `scope` at first, and return what they say now. `side` names them.

    Days that are `fixed` are not chosen.
    """
    facts, today, place = kept_figures.everybody(viewer), access.today(), f"{side}-scope"
    choices = choices_of(facts)
    now = scope_of(st.session_state.setdefault(place, link_of(scope)), choices)
    if fixed:
        now = replace(now, since=fixed.since, until=fixed.until)
    with st.container(horizontal=True):
        for name, days in ({} if fixed else _usual_days(today)).items():
            st.button(
                words(f"reports.scope.{name}"),
                key=f"{side}-{name}",
                help=plain(days_in_words(days)),
                on_click=_choose,
                args=[side, replace(now, since=days.since, until=days.until)],
            )
    scope_boxes.draw(side, now, choices, today, partial(_changed, side, now, today))
    say_what_counts(facts, now, choices)
    return now


def forget(side: str) -> None:
    """Fill the boxes afresh when they are drawn next."""
    st.session_state.pop(f"{side}-scope", None)
    keep_typed(side, None)


def scope_of(link: str, choices: Choices) -> Scope:
    """The scope that a report keeps, less what is not there any more."""
    scope = looking_of(link)[0].scope
    return replace(scope, **dict.fromkeys(choices.unknown(scope)))


def link_of(scope: Scope) -> str:
    """A scope as a report keeps it."""
    return "&".join(f"{name}={value}" for name, value in sorted(to_link(scope).items()))


def said(viewer: Viewer, link: str) -> str:
    """What a report counts, in words."""
    choices = choices_of(kept_figures.everybody(viewer))
    return scope_in_words(scope_of(link, choices), choices.names)


def say_what_counts(facts: Facts, scope: Scope, choices: Choices) -> None:
    """In words: what is counted, how many people told us, and how many of them may be counted publicly."""
    there = narrow(facts, scope)
    told, public = there.people, only_public(there).people
    st.markdown(f"**{plain(scope_in_words(scope, choices.names))}**")
    st.markdown(
        words(
            "reports.scope.counts" if told else "reports.scope.nobody",
            told=plain(wording.people(told).capitalize()),
            public=plain(wording.people(public)),
        )
    )


def programme_id(viewer: Viewer, scope: Scope) -> UUID | None:
    """The programme that a scope names."""
    if scope.programme is None:
        return None
    with access.reading() as session:
        known = {one.code: one.id for one in programmes(session, viewer)}
    return known.get(scope.programme)


def year_ends(today: date) -> list[date]:
    """The last days of the years that an annual report may be about, newest first."""
    newest = date(today.year, YEAR_BEGINS, 1) - timedelta(days=1)
    newest = newest if newest < today else newest.replace(year=newest.year - 1)
    return [newest.replace(year=newest.year - before) for before in range(3)]


def year_of(end: date) -> Days:
    """The days of a year by its last."""
    return Days(end.replace(year=end.year - 1) + timedelta(days=1), end)


def last_quarter(today: date) -> Days:
    """The last three months that are over: from January, April, July or October on."""
    begins = months_back(today, (today.month - 1) % 3)
    return Days(months_back(begins, 3), begins - timedelta(days=1))


def _usual_days(today: date) -> dict[str, Days]:
    """The last two whole quarters and the last year: what boards ask about."""
    quarter = last_quarter(today)
    before = last_quarter(quarter.until or today)
    return {"quarter": quarter, "quarter_before": before, "year": year_of(year_ends(today)[0])}


def _changed(side: str, now: Scope, today: date) -> None:
    st.session_state[f"{side}-scope"] = link_of(scope_boxes.chosen(side, now, today))


def _choose(side: str, scope: Scope) -> None:
    keep_typed(side, None)
    st.session_state[f"{side}-scope"] = link_of(scope)
