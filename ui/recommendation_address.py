"""What the address of the page of recommendations says: which one, or what a new one begins from."""

import streamlit as st

from content.words import words
from models.people import Permission, Viewer
from models.recommendation import RecommendationDraft
from models.scope import Looking, Scope, looking_from_link, looking_to_link

ONE, NEW, YES, MEASURE = "recommendation", "new", "yes", "measure"
FINDING = "recommendation_finding"
"""In the session, for it may hold true numbers, which no address does."""


def number() -> str:
    """The number of the recommendation that is looked at; empty for the list."""
    return st.query_params.get(ONE, "")


def is_new() -> bool:
    return st.query_params.get(NEW) == YES


def open_at(number: int | None = None) -> None:
    """Have the address name a recommendation; without a number, the list of all."""
    st.query_params.from_dict({ONE: str(number)} if number else {})


def begin() -> None:
    """Have the address ask for the boxes of a new one, which begins from nothing."""
    st.session_state.pop(FINDING, None)
    st.query_params.from_dict({NEW: YES})


def begun_from() -> RecommendationDraft:
    """What the boxes of a new one begin with: the figure that the address names, and what was seen in it."""
    scope = looking_from_link(st.query_params)[0].scope
    return RecommendationDraft(
        asks="",
        finding=st.session_state.get(FINDING, ""),
        measure=st.query_params.get(MEASURE, ""),
        scope=scope_as_link(scope),
    )


def scope_as_link(scope: Scope) -> str:
    """A scope with its period, as a recommendation keeps it."""
    return "&".join(f"{name}={said}" for name, said in looking_to_link(Looking(scope)).items())


def offer(viewer: Viewer, finding: str, measure: str, scope: Scope, *, key: str) -> None:
    """A button under a picture that leads to a new recommendation, for whoever may make one."""
    if viewer.may(Permission.RECOMMEND) and st.button(
        words("recommendations.begin.button"), icon=":material/campaign:", key=f"recommend-{key}"
    ):
        st.session_state[FINDING] = finding
        said = {NEW: YES, MEASURE: measure, **looking_to_link(Looking(scope))}
        st.switch_page("../pages/recommendations.py", query_params=said)
