"""One measure over time, and what was decided about its limits."""

from datetime import date

import streamlit as st

from actions.set_limits import LimitsDraft, set_limits, take_back_limits
from analysis.measures import Measure, monthly
from content.words import words
from models.errors import Problems
from models.limits import Decided, LimitsKind, scope_of_chart
from models.people import Permission, Viewer
from models.scope import Scope
from reporting import wording
from reporting.looked import Looked
from reporting.pictures_over_time import over_time
from reporting.spc_shown import facts_of
from storage.queries.limits_decisions import limits_decisions
from ui import access, pictures, public_only
from ui.over_time_choice import Following
from ui.plain import plain

SAID = "over_time_said"
"""In the session: what has just been done, to be said once."""


def decisions(viewer: Viewer, scope: Scope, *, is_people_only: bool) -> dict[str, tuple[Decided, ...]]:
    """What was decided about the limits of charts in a scope, by measure."""
    with access.reading() as session:
        return limits_decisions(session, viewer, scope, is_people_only=is_people_only)


def draw(viewer: Viewer, looked: Looked, following: Following, *, key: str) -> None:
    """The chart of what is followed, and below it the decisions for who may make them."""
    measure = following.measure
    every = decisions(viewer, looked.scope, is_people_only=looked.is_people_only)
    decided = every.get(measure.id, ())
    picture = over_time(looked, measure, decided, every=following.every, screen=following.is_screened)
    pictures.draw(picture, viewer, looked, key=key)
    if viewer.may(Permission.SET_LIMITS):
        with st.expander(words("over_time.decide.heading"), key=f"decide-{key}"):
            _said(key)
            _list(viewer, decided, key=key)
            if public_only.is_on():
                st.info(words("pictures.public_only.not_to_decide"))
            else:
                _ask(viewer, looked, measure, decided, key=key)


def _said(key: str) -> None:
    side, said = st.session_state.pop(SAID, ("", ""))
    if side == key:
        st.success(words(f"over_time.decide.{said}"))


def _list(viewer: Viewer, decided: tuple[Decided, ...], *, key: str) -> None:
    for one in decided:
        month = wording.month_name(one.month)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap="xsmall", width="stretch"):
                st.markdown(f"**{plain(words(f'over_time.decide.{one.kind.value}_made', month=month))}**")
                st.text(one.reason)
                day = wording.day(one.signed_at.date())
                st.text(words("over_time.decide.signed", name=one.signed_by, day=day))
            if st.button(
                words("over_time.decide.take_back"),
                key=f"take-back-{key}-{one.id}",
                help=plain(words("over_time.decide.take_back_help", month=month)),
            ):
                with access.writing() as session:
                    take_back_limits(session, one.id, by=viewer, at=access.now())
                _done(key, "taken_back")


def _ask(viewer: Viewer, looked: Looked, measure: Measure, decided: tuple[Decided, ...], *, key: str) -> None:
    """Ask for one more decision, unless what holds leaves no room for any."""
    told_in = _told_in(looked, measure)
    if not told_in or any(one.kind is LimitsKind.FROZEN for one in decided):
        return
    kinds = [LimitsKind.STEP] if decided else [*LimitsKind]
    st.markdown(words("over_time.decide.about"))
    with st.form(f"decide-form-{key}", clear_on_submit=False, enter_to_submit=False):
        kind = st.radio(
            words("over_time.decide.kind"),
            kinds,
            format_func=lambda one: words(f"over_time.decide.{one.value}"),
            captions=[words(f"over_time.decide.{one.value}_help") for one in kinds],
            key=f"kind-{key}",
        )
        month = st.selectbox(
            words("over_time.decide.month"),
            sorted(told_in, reverse=True),
            format_func=wording.month_name,
            key=f"month-{key}",
        )
        reason = st.text_area(
            words("over_time.decide.reason"),
            help=words("over_time.decide.reason_help"),
            max_chars=500,
            key=f"reason-{key}",
        )
        is_pressed = st.form_submit_button(words("over_time.decide.save"), type="primary")
    if is_pressed:
        chart = scope_of_chart(looked.scope, measure.id, is_people_only=looked.is_people_only)
        draft = LimitsDraft(measure.id, chart, kind, month, reason)
        try:
            with access.writing() as session:
                set_limits(session, draft, told_in=told_in, by=viewer, at=access.now())
        except Problems as refused:
            for said in refused.by_question.values():
                st.error(plain(said))
            return
        _done(key, "done")


def _told_in(looked: Looked, measure: Measure) -> list[date]:
    months = monthly(facts_of(looked, measure), measure)
    return [month.date() for month in months.loc[months["whole"] > 0, "month"]]


def _done(key: str, said: str) -> None:
    st.session_state[SAID] = (key, said)
    st.rerun()
