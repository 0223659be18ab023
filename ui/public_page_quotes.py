"""Whose words the next edition of the public page quotes, and which part of them."""

from collections.abc import Mapping
from uuid import UUID

import streamlit as st
from sqlmodel import Session

from analysis.narrow import narrow
from analysis.public import only_public
from content.words import words
from models.people import Viewer
from models.report_parts import QuotationChosen
from models.scope import Scope
from reporting.public_edition import MOST_QUOTED, heard_in, last_four_quarters, whose_said
from storage.queries.quotations import Quotation, quotations
from storage.queries.quoted import digest_of
from storage.queries.recommendations import recommendations
from ui import access, excerpt, kept_figures
from ui.plain import plain

ALONE = 0
"""The place of words that stand beside nothing."""
NOT_THESE = "-"
"""The digest of no words."""
PICKED, PAGE = "public-quotes", "public-quotes-page"
"""In the session: the digest of the words that were picked, by their feedback; and which ten are shown."""


def draw(viewer: Viewer) -> None:
    """What may be quoted of the four quarters, the newest first, ten at a time."""
    st.markdown(f"**{words('public_page.quote_heading')}**")
    st.markdown(words("public_page.quote_note", most=MOST_QUOTED))
    days, page = last_four_quarters(access.today()), st.session_state.get(PAGE, 0)
    facts = narrow(only_public(kept_figures.kept(viewer).facts), Scope(since=days.since, until=days.until))
    with access.reading() as session:
        found = quotations(session, viewer, map(UUID, facts.feedback["id"][::-1]), page=page)
    if not found.shown:
        st.markdown(words("public_page.quote_none"))
        return
    with st.expander(words("public_page.quote_choose")):
        for one in found.shown:
            _draw_one(one)
        with st.container(horizontal=True):
            for name, step, is_there in (("earlier", -1, page > 0), ("more", 1, found.has_more)):
                st.button(
                    words(f"public_page.quote_{name}"),
                    key=f"{PAGE}-{name}",
                    disabled=not is_there,
                    on_click=_turn,
                    args=[page + step],
                )


def chosen(viewer: Viewer) -> list[QuotationChosen]:
    """Draw each that was picked as it will stand there, with what asks for its part and its place."""
    picked = _picked()
    if not picked:
        return []
    with access.reading() as session:
        known = {one.feedback_id: one for one in quotations(session, viewer, picked).shown}
        places = _places(session, viewer)
    st.markdown(words("public_page.quote_as_it_stands"))
    found = []
    for feedback_id, digest in picked.items():
        with st.container(border=True):
            found.append(_ask(feedback_id, digest, known.get(feedback_id), places))
            key = f"{PICKED}-out-{feedback_id}"
            st.button(words("public_page.quote_out"), key=key, on_click=_leave_out, args=[feedback_id])
    return found


def _ask(feedback_id: UUID, digest: str, one: Quotation | None, places: Mapping[int, str]) -> QuotationChosen:
    """What was chosen of these words; once they changed they are refused, until they are picked anew."""
    if one is None or digest_of(one.words) != digest:
        st.warning(words("public_page.quote_missing"))
        _picked()[feedback_id] = NOT_THESE
        return QuotationChosen(feedback_id=feedback_id, start=0, end=1, digest=NOT_THESE)
    key = f"{PICKED}-{feedback_id}"
    stretch, beside = excerpt.ask(one.words, key), ALONE
    said = st.empty()
    if places:
        beside = st.selectbox(
            words("public_page.quote_where"),
            [ALONE, *places],
            format_func=lambda number: places.get(number, words("public_page.quote_alone")),
            help=words("public_page.quote_beside_note"),
            key=f"{key}-beside",
        )
    said.text(whose_said(one.counted_on, beside or None))
    return QuotationChosen(
        feedback_id=feedback_id, start=stretch.start, end=stretch.end, digest=digest, beside=beside or None
    )


def _places(session: Session, viewer: Viewer) -> dict[int, str]:
    """What each recommendation is called that has a card on the page, by its number."""
    return {
        one.number: words("public_page.quote_beside", asks=one.asks, number=one.number)
        for one in recommendations(session, viewer)
        if one.is_public and any(answer.is_public for answer in one.responses)
    }


def forget() -> None:
    """Begin the next edition without any."""
    st.session_state.pop(PICKED, None)


def _draw_one(one: Quotation) -> None:
    with st.container(border=True):
        st.text(one.words)
        is_full = one.feedback_id in _picked() or len(_picked()) >= MOST_QUOTED
        said = plain(words("public_page.quote_this", heard=heard_in(one.counted_on)))
        st.button(said, key=f"pick-{one.feedback_id}", disabled=is_full, on_click=_pick, args=[one])


def _picked() -> dict[UUID, str]:
    picked: dict[UUID, str] = st.session_state.setdefault(PICKED, {})
    return picked


def _pick(one: Quotation) -> None:
    _picked()[one.feedback_id] = digest_of(one.words)


def _leave_out(feedback_id: UUID) -> None:
    _picked().pop(feedback_id, None)


def _turn(page: int) -> None:
    st.session_state[PAGE] = page
