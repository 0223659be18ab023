"""What the address of the page of recommendations says: which one, or what a new one begins from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from content.words import words
from models.drawn_on import page_as_link
from models.people import Permission, Viewer
from models.recommendation import RecommendationDraft
from models.scope import Looking, looking_from_link, looking_to_link
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.picture_words import band
from ui.desk import PAGE

ONE, NEW, YES, MEASURE = "recommendation", "new", "yes", "measure"
BEGUN = "recommendation_begun"
"""Where the session keeps from what the newest one begins."""


class Begun(NamedTuple):
    """From what a new one begins: in the session, for a finding may hold true numbers, which no address does.

    `address` is the one that it was begun at, for a session has several where somebody goes back. `finding`
    is empty where the picture's numbers are too small; `drawn_on` is the page of the picture, as a link.
    """

    address: str
    finding: str
    drawn_on: str


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
    st.session_state.pop(BEGUN, None)
    st.query_params.from_dict({NEW: YES})


def begun() -> Begun | None:
    """What is known of the picture that the one at this address begins from."""
    kept: Begun | None = st.session_state.get(BEGUN)
    return kept if kept and kept.address == _in_order(st.query_params.to_dict()) else None


def begun_from() -> RecommendationDraft:
    """What the boxes of a new one begin with: the figure that the address names, and what was seen in it."""
    known = begun()
    looking = replace(looking_from_link(st.query_params)[0], beside=None)
    link = [f"{name}={said}" for name, said in looking_to_link(looking).items()]
    measure = st.query_params.get(MEASURE, "")
    drawn_on = known.drawn_on if known and not measure else ""
    return RecommendationDraft(
        asks="",
        finding=known.finding if known else "",
        measure=measure,
        scope="&".join(filter(None, (drawn_on, *link))),
    )


def has_no_finding() -> bool:
    """Whether it begins from a picture of too few people to be published, whose finding is left out."""
    known = begun()
    return known is not None and not known.finding


def offer(viewer: Viewer, picture: Picture, looked: Looked, *, key: str, finding: str = "") -> None:
    """A quiet button that leads from a picture to a new recommendation, for whoever may make one.

    None where it shows nothing that people told us, or never leaves the page. `finding` is what it says,
    where that is more than its sentence.
    """
    is_told = picture.behind.people > 0 and picture.source is not Source.PARTNERS
    if picture.stays or not is_told or not viewer.may(Permission.RECOMMEND):
        return
    if st.button(
        words("recommendations.begin.button"),
        icon=":material/campaign:",
        type="tertiary",
        key=f"recommend-{key}-{picture.name}",
    ):
        looking = Looking(picture.counted_in(looked.scope), is_people_only=looked.is_people_only)
        measure = {MEASURE: picture.measure} if picture.measure else {}
        asked = {NEW: YES, **measure, **looking_to_link(looking)}
        st.session_state[BEGUN] = Begun(
            _in_order(asked),
            _may_be_written(finding or picture.sentence, picture, looked),
            page_as_link(st.session_state.get(PAGE, ""), st.query_params),
        )
        st.switch_page("../pages/recommendations.py", query_params=asked)


def _may_be_written(finding: str, picture: Picture, looked: Looked) -> str:
    """A finding; empty where it has numbers, and any of the picture's are too small to be published."""
    has_numbers = any(sign.isdigit() for sign in finding)
    return "" if has_numbers and band(picture, looked.smallest) else finding


def _in_order(asked: Mapping[str, str]) -> str:
    return urlencode(sorted(asked.items()))
