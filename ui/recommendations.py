"""The list of recommendations, one of them, or the boxes of a new one, as the address says."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from actions.take_figures import take_figures
from analysis.working_days import Changes
from content.words import words
from models.people import Permission, Viewer
from models.recommendation_seen import ClockState, RecommendationSeen
from models.scope import EVERYTHING
from reporting.clock_words import clock_in_words
from reporting.recommendation_next import ORDER, in_order
from reporting.recommendation_table import heading, rows
from reporting.words_file import FileKind, words_file
from storage.queries.bank_holidays import holiday_changes
from storage.queries.recommendations import recommendations
from ui import access, card, recommendation_address, recommendation_ask, recommendation_one, responses
from ui.plain import plain

STATE, BODY = "recommendations-state", "recommendations-body"
BODY_WIDTH = 380
ASKED = "all"
"""Whatever has not ended."""

STATES = (ASKED, *(state.value for state in ORDER))


def draw(viewer: Viewer) -> None:
    """Draw the page for this viewer."""
    if recommendation_address.is_new() and viewer.may(Permission.RECOMMEND):
        recommendation_ask.ask_to_add(viewer)
        return
    with access.reading() as session:
        found = recommendations(session, viewer, today=access.today())
        changes = holiday_changes(session, viewer.watchdog_id)
    number = recommendation_address.number()
    chosen = next((one for one in found if str(one.number) == number), None)
    if chosen is not None:
        recommendation_one.draw(viewer, chosen, changes)
        return
    if number:
        st.warning(words("recommendations.gone"))
    _list(viewer, found, changes)


def _list(viewer: Viewer, found: Sequence[RecommendationSeen], changes: Changes) -> None:
    st.markdown(words("recommendations.lead" if found else "recommendations.none"))
    responses.draw_waiting(viewer)
    if viewer.may(Permission.RECOMMEND):
        st.button(
            words("recommendations.add.heading"),
            icon=":material/add:",
            key="recommendations-new",
            on_click=recommendation_address.begin,
        )
    if not found:
        return
    today = access.today()
    shown = in_order(_chosen(found), today)
    if not shown:
        st.info(words("recommendations.none_such"))
        return
    for one in shown:
        _card(one, clock_in_words(one, today, changes))
    st.subheader(words("recommendations.take_away.heading"), anchor=False)
    with st.container(horizontal=True):
        for kind in FileKind:
            st.download_button(
                words(f"recommendations.take_away.{kind.value}"),
                data=partial(_taken, viewer, kind, tuple(shown), changes),
                file_name=f"{words('recommendations.take_away.file', day=f'{today}')}.{kind.value}",
                mime=kind.mime,
                on_click="ignore",
                key=f"recommendations-{kind.value}",
            )


def _chosen(found: Sequence[RecommendationSeen]) -> list[RecommendationSeen]:
    """Draw the choices of a state and a body, and return what is like that."""
    today = access.today()
    bodies = sorted({_body(one) for one in found}, key=str.casefold)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = st.pills(
            words("recommendations.choose.state"),
            STATES,
            default=ASKED,
            required=True,
            wrap=True,
            format_func=lambda one: words(f"recommendations.states.{one}"),
            key=STATE,
        )
        body = st.selectbox(
            words("recommendations.choose.body"),
            bodies,
            index=None,
            placeholder=words("recommendations.choose.any_body"),
            key=BODY,
            width=BODY_WIDTH,
        )
    wanted = set(ClockState) - {ClockState.ENDED} if state == ASKED else {ClockState(state)}
    return [one for one in found if one.state(today) in wanted and body in (None, _body(one))]


def _body(one: RecommendationSeen) -> str:
    return one.answers_now or one.body


def _card(one: RecommendationSeen, clock: str) -> None:
    number = words("recommendations.number", number=one.number)
    said, button = card.words_and_button()
    with said:
        st.text(f"{number} · {one.asks}")
        st.markdown(f"**{plain(clock)}**")
        kind = words(f"recommendations.kinds.{one.kind.value}")
        st.markdown(f":small[:gray[{plain(f'{kind} · {one.body}')}]]")
    button.button(
        words("recommendations.open"),
        key=f"open-{one.number}",
        help=words("recommendations.open_help", number=plain(number)),
        on_click=recommendation_address.open_at,
        args=[one.number],
    )


def _taken(viewer: Viewer, kind: FileKind, shown: Sequence[RecommendationSeen], changes: Changes) -> bytes:
    """The table as a file, with a row in the record that it was taken."""
    made = words_file(kind, heading(), rows(shown, access.today(), changes))
    with access.writing() as session:
        take_figures(
            session,
            "recommendations",
            kind.value,
            EVERYTHING,
            is_publishable=False,
            by=viewer,
            at=access.now(),
        )
    return made
