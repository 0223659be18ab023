"""What bodies answered to a recommendation, or to what one person told us, with state and forms."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import streamlit as st

from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.provider_response import CameBy, ChangeState, ResponseSeen
from models.recommendation import RecommendationKind
from models.recommendation_seen import RecommendationSeen
from models.watchdog import HERE
from reporting.marked import marked
from storage.queries.bodies_answering import bodies_to_choose_from
from storage.queries.responses import responses_to_feedback
from storage.queries.responses_waiting import responses_waiting
from ui import access
from ui.forms_desk import desk, say_what_happened
from ui.go_to import open_on
from ui.plain import plain
from ui.responses_ask import BACK, ask_to_check, ask_to_enter, ask_to_publish, ask_to_take_back


def draw(viewer: Viewer, recommendation: RecommendationSeen) -> None:
    """The answers to one recommendation, newest first, and the boxes for another once it is sent."""
    st.subheader(words("responses.heading"), anchor=False)
    _show_each(viewer, recommendation.responses)
    if recommendation.sent_on is None or not viewer.may(Permission.ENTER_RESPONSES):
        return
    with access.reading() as session:
        bodies = bodies_to_choose_from(session, viewer)
    named = (one for one, name in bodies.names.items() if name == recommendation.answers_now)
    likely = next(named, recommendation.organisation_id)
    heading = "enter_another" if recommendation.answer else "enter"
    with st.expander(words(f"responses.{heading}"), key=f"enter-response-{recommendation.id}"):
        ask_to_enter(
            viewer,
            bodies._replace(likely=likely),
            recommendation_id=recommendation.id,
            has_stance=recommendation.kind is RecommendationKind.RECOMMENDATION,
        )


def draw_of_feedback(viewer: Viewer, feedback_id: UUID) -> None:
    """The answers to one piece of feedback, and the boxes for one that came, where it may be passed on."""
    with access.reading() as session:
        answers = responses_to_feedback(session, viewer, feedback_id)
        may_enter = viewer.may(Permission.ENTER_RESPONSES)
        bodies = bodies_to_choose_from(session, viewer, feedback_id) if may_enter else None
    with st.container(border=True):
        st.subheader(words("responses.feedback.heading"), anchor=False)
        _show_each(viewer, answers)
        if bodies is None:
            return
        if not bodies.is_passed_on:
            st.markdown(words("responses.feedback.not_passed_on"))
            return
        with st.expander(words("responses.enter"), key=f"enter-response-{feedback_id}"):
            ask_to_enter(viewer, bodies, feedback_id=feedback_id)


def draw_waiting(viewer: Viewer) -> None:
    """Answers to what people told us that wait to be checked or published, each with a way to its story."""
    if not viewer.may(Permission.ENTER_RESPONSES):
        return
    with access.reading() as session:
        found = responses_waiting(session, viewer)
    if not found:
        return
    st.subheader(words("responses.waiting.heading"), anchor=False)
    for number, one in enumerate(found):
        day, state = day_in_words(one.received_on), "checked" if one.is_checked else "entered"
        state = words(f"responses.state.{state}")
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(words("responses.waiting.line", body=one.body, day=day, state=state))
            go = words("responses.waiting.go", reference=one.reference)
            if st.button(plain(go), key=f"response-waiting-{number}-{one.feedback_id}"):
                open_on("whole_story", one.feedback_id)


def show_in_public(answers: Sequence[ResponseSeen]) -> None:
    """Answers as anybody may read them."""
    for answer in answers:
        with st.container(border=True):
            _show_what(answer)
            st.html(marked(answer.shown, []))


def _show_each(viewer: Viewer, answers: Sequence[ResponseSeen]) -> None:
    last = desk()["form"]
    if last in {f"{BACK}{one.id}" for one in answers if one.ended_at}:
        say_what_happened(last)
    if not answers:
        st.markdown(words("responses.none"))
    for answer in answers:
        with st.container(border=True):
            _show(viewer, answer)
            if answer.ended_at is None:
                _show_forms(viewer, answer)


def _show(viewer: Viewer, answer: ResponseSeen) -> None:
    st.markdown(f"**{words(f'responses.state.{_state(answer)}')}**")
    _show_what(answer)
    if answer.from_whom:
        st.text(words("responses.from_whom", name=answer.from_whom))
    if answer.shown:
        st.markdown(f":small[:gray[{words('responses.shown')}]]")
        st.html(marked(answer.shown, []))
    if answer.words and answer.shown:
        with st.expander(words("responses.came"), key=f"came-{answer.id}"):
            st.html(marked(answer.words, []))
    elif answer.words:
        st.markdown(f":small[:gray[{words('responses.came')}]]")
        st.html(marked(answer.words, []))
    elif not answer.shown:
        st.markdown(words("responses.came_hidden"))
    with st.container(gap="xxsmall"):
        _show_who(answer)


def _show_who(answer: ResponseSeen) -> None:
    """Who did what with it, and when."""
    entered_by = words("responses.the_body") if answer.came_by is CameBy.LINK else answer.entered_by
    acts = (
        ("entered_by", entered_by, answer.entered_at),
        ("checked_by", answer.checked_by, answer.checked_at),
        ("published_by", answer.published_by, answer.published_at),
        ("taken_back_by", answer.ended_by, answer.ended_at),
    )
    for act, name, at in acts:
        if at is not None:
            who = name or words("responses.somebody")
            st.text(words(f"responses.{act}", name=who, day=_day(at), reason=answer.ended_because))
    if answer.checked_by and answer.checked_by == answer.entered_by:
        st.markdown(words("responses.check.same_person"))


def _show_what(answer: ResponseSeen) -> None:
    """Who answered, when and how it came, what they will do, and what changes."""
    with st.container(gap="xxsmall"):
        _show_facts(answer)


def _show_facts(answer: ResponseSeen) -> None:
    st.text(words("responses.dated", body=answer.body, day=day_in_words(answer.dated_on)))
    came_by = words(f"responses.came_by_inside.{answer.came_by.value}")
    st.text(words("responses.arrived", came_by=came_by, day=day_in_words(answer.received_on)))
    if answer.stance:
        st.text(words(f"responses.stance.{answer.stance.value}"))
    if answer.reason:
        st.text(words("responses.because", reason=answer.reason))
    if answer.change is not ChangeState.NONE:
        change, what = words(f"responses.change.{answer.change.value}"), answer.change_what
        by = day_in_words(answer.change_by) if answer.change_by else ""
        key = "responses.change_of_by" if by else "responses.change_of"
        st.text(words(key, change=change, what=what, day=by))


def _show_forms(viewer: Viewer, answer: ResponseSeen) -> None:
    """Checking and publishing for whoever publishes; taking back also for whoever enters, until then."""
    publishes = viewer.may(Permission.PUBLISH)
    if publishes and answer.words:
        key = "again" if answer.checked_at else "heading"
        is_open = answer.checked_at is None
        with st.expander(words(f"responses.check.{key}"), key=f"check-{answer.id}", expanded=is_open):
            ask_to_check(viewer, answer)
    if publishes and answer.checked_at and not answer.is_public:
        ask_to_publish(viewer, answer)
    elif not publishes and not answer.is_public:
        st.markdown(words("responses.publish.not_yours"))
    if publishes or (viewer.may(Permission.ENTER_RESPONSES) and not answer.is_public):
        with st.expander(words("responses.take_back.heading"), key=f"take-back-{answer.id}"):
            ask_to_take_back(viewer, answer)


def _state(answer: ResponseSeen) -> str:
    if answer.ended_at is not None:
        return "taken_back"
    if answer.published_at is not None:
        return "published"
    return "checked" if answer.checked_at else "entered"


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())
