"""One recommendation: what to do next, what was asked and why, what happened, and what was answered."""

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from analysis.working_days import Changes
from content.words import day_in_words, words
from models.drawn_on import PAGE
from models.people import Permission, Viewer
from models.recommendation_seen import ClockState, RecommendationSeen
from models.watchdog import HERE
from reporting.clock_words import clock_in_words
from reporting.letters import Sender, letters_for
from reporting.recommendation_next import Next, next_of_ladder, next_thing
from ui import (
    access,
    links,
    recommendation_address,
    recommendation_letters,
    recommendation_link,
    recommendation_steps,
    responses,
)
from ui.forms_desk import desk, say_what_happened
from ui.plain import plain
from ui.recommendation_ask import (
    END,
    NEW,
    PUBLISH,
    ask_to_change,
    ask_to_end,
    ask_to_publish,
    warn_of_numbers,
)
from ui.recommendation_letters import LETTER


def draw(viewer: Viewer, one: RecommendationSeen, changes: Changes) -> None:
    """The whole of it for this viewer."""
    may_change = viewer.may(Permission.RECOMMEND) and one.ended_at is None
    st.button(
        words("recommendations.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=recommendation_address.open_at,
    )
    last = desk()["form"]
    if last.startswith((NEW, *(f"{form}{one.id}" for form in (END, PUBLISH, LETTER)))):
        say_what_happened(last)
    _head(one, changes)
    link = recommendation_link.link_of(viewer, one) if may_change else None
    sender = recommendation_letters.sender_of(viewer, changes, link)
    if one.ended_at is None:
        with st.container(border=True):
            st.subheader(words("recommendations.next.heading"), anchor=False)
            st.markdown(plain(_next(one, sender)))
    if may_change:
        with st.expander(words("recommendations.link.heading"), key=f"link-{one.id}"):
            recommendation_link.draw(viewer, one, link)
        if letters_for(one, sender):
            with st.expander(words("recommendations.letter.heading"), key=f"letters-{one.id}"):
                recommendation_letters.draw(viewer, one, sender)
        with st.expander(words("recommendations.note.heading"), key=f"note-{one.id}"):
            recommendation_steps.ask_for_step(viewer, one)
    _asked(one)
    st.subheader(words("recommendations.steps.heading"), anchor=False)
    recommendation_steps.show_steps(viewer, one, may_change=may_change)
    responses.draw(viewer, one)
    _manage(viewer, one, may_change=may_change)


def _head(one: RecommendationSeen, changes: Changes) -> None:
    kind = words(f"recommendations.kinds.{one.kind.value}")
    number = words("recommendations.number", number=one.number)
    st.markdown(f":small[:gray[{plain(f'{kind} {number}')}]]")
    st.header(plain(one.asks), anchor=False)
    st.markdown(f"**{plain(clock_in_words(one, access.today(), changes))}**")
    name = "asked_of_post" if one.addressed_to else "asked_of"
    st.text(words(f"recommendations.one.{name}", body=one.body, post=one.addressed_to))
    if one.answers_now and one.answers_now != one.body:
        st.text(words("recommendations.one.answers_now", name=one.answers_now))
    if one.ended_at:
        day = day_in_words(one.ended_at.astimezone(HERE).date())
        name = one.ended_by or words("recommendations.our_files")
        st.text(words("recommendations.one.ended", day=day, name=name, reason=one.ended_because))
    if one.is_public and one.published_at:
        day = day_in_words(one.published_at.astimezone(HERE).date())
        name = one.published_by or words("recommendations.our_files")
        st.text(words("recommendations.one.published", day=day, name=name))
    if one.state(access.today()) is ClockState.DRAFT:
        warn_of_numbers(one.finding, one.asks, one.details)
        if one.answers_now and one.answers_now != one.body:
            gone = {"body": one.body, "after": one.answers_now}
            st.warning(plain(words("recommendations.hints.ended_body", **gone)))


def _next(one: RecommendationSeen, sender: Sender) -> str:
    ladder, today = sender.powers.ladder, sender.today
    now = next_thing(one, ladder, today, sender.changes)
    if now is Next.ESCALATE:
        return words("recommendations.next.escalate", name=next_of_ladder(one, ladder))
    if now is not Next.WAIT:
        return words(f"recommendations.next.{now.value}")
    if one.recheck_on:
        return words("recommendations.next.wait_recheck", day=day_in_words(one.recheck_on))
    is_running = one.state(today) is ClockState.RUNNING
    return words(f"recommendations.next.wait_{'running' if is_running else 'pressed'}")


def _asked(one: RecommendationSeen) -> None:
    st.subheader(words("recommendations.one.facts"), anchor=False)
    st.markdown(f"**{words('recommendations.one.finding')}**")
    st.text(one.finding)
    if one.measure or one.scope:
        links.quiet_link(picture_of(one), words("recommendations.one.picture"))
        if one.lost:
            st.markdown(f":small[{words('recommendations.one.lost')}]")
    asks = "information" if one.kind.value == "information" else "asks"
    st.markdown(f"**{words(f'recommendations.one.{asks}')}**")
    st.text(one.asks)
    if one.details:
        st.text(one.details)
    if one.copied_to:
        st.text(words("recommendations.one.copied_to", names=", ".join(one.copied_to)))
    if one.programme:
        st.text(words("recommendations.one.programme", name=one.programme))


def picture_of(one: RecommendationSeen) -> str:
    """Where the finding can be looked at again: the measure over time, or else the page that drew it."""
    said = dict(parse_qsl(one.scope))
    page = said.pop(PAGE, "overview")
    if one.measure:
        page, said = "over_time", {"measure": one.measure, **said}
    return f"/{page}?{urlencode(said)}"


def _manage(viewer: Viewer, one: RecommendationSeen, *, may_change: bool) -> None:
    is_sent = one.sent_on is not None
    may_publish = is_sent and one.published_at is None and one.ended_at is None
    if may_publish and viewer.may(Permission.PUBLISH):
        with st.expander(words("recommendations.publish.heading"), key=f"publish-{one.id}"):
            ask_to_publish(viewer, one)
    if may_change:
        heading = words(f"recommendations.change.heading{'_sent' if is_sent else ''}")
        with st.expander(heading, key=f"change-{one.id}"):
            if not is_sent:
                ask_to_change(viewer, one)
            ask_to_end(viewer, one)
