"""One story as a page draws it: the words, inert, beside what others read, and the ways on from there."""

from uuid import UUID

import streamlit as st

from actions.keep_approved import names_of_redactions
from actions.open_story import Opened as Opened
from actions.open_story import open_story
from analysis.redaction import Cut, redact
from content.look.tokens import Mode
from content.words import day_in_words, words
from models.errors import TakenBack, WrongKey
from models.people import Permission, Viewer
from models.vocabulary import TextPart
from reporting.marked import Line, Mark, marked
from reporting.redacted import redacted_as_html
from storage.queries.approved_words import Approved
from storage.queries.moderation_queue import ToModerate
from storage.queries.texts_of import BETWEEN
from storage.queries.whole_story import story_called
from ui import access
from ui.by_reference import find_by_reference
from ui.desk import desk, take_up
from ui.escalations_ask import ask_to_raise
from ui.go_to import go_to, open_on
from ui.plain import plain
from ui.theme_review import begin_with
from ui.whole_story_parts import state_of


def find(viewer: Viewer) -> UUID | None:
    """Ask for a reference. Returns whose it is, else what lies on the desk; None, and why, for neither."""
    said = st.text_input(
        words("moderation.find"), key="find-story", placeholder=words("moderation.find_hint")
    )
    if not said.strip():
        return UUID(desk()["open"]) if desk()["open"] else None
    return find_by_reference(viewer, said, story_called)


def opened(viewer: Viewer, feedback_id: UUID) -> Opened | None:
    """One piece of feedback, put on the desk and opened; None, and why, where it doesn't open."""
    mine = desk()
    take_up(mine, feedback_id)
    try:
        one = open_story(access.store(), feedback_id, visit=mine["visit"], by=viewer, at=access.now())
    except (TakenBack, WrongKey) as problem:
        mine["open"] = ""
        st.error(plain(str(problem)))
        return None
    if one is None:
        mine["open"] = ""
        st.warning(words("whole_story.not_open"))
    return one


def show_head(one: Opened) -> None:
    """Which one it is, how it came to us, and how it stands."""
    story = one.story
    facts = words(
        "whole_story.facts",
        reference=plain(story.reference),
        channel=words(f"named.channel.{story.channel.value}"),
        received=plain(day_in_words(story.received_at.astimezone(access.HERE).date())),
        state=plain(state_of(story)),
    )
    st.markdown(facts)
    if story.words_gone_at:
        gone = plain(day_in_words(story.words_gone_at.astimezone(access.HERE).date()))
        st.info(words("whole_story.words_gone", day=gone))


def show_words(one: Opened) -> None:
    """What they told us, with what was taken out marked, beside what others read; or that alone."""
    if one.told is None:
        _show_approved(one.story.approved)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _show_told(one.told, one.story.approved)
    with right:
        _show_approved(one.story.approved, one.told)


def show_what_one_may_do(viewer: Viewer, one: Opened) -> None:
    """The ways on, for each what their role lets them do."""
    story = one.story
    with st.container(border=True):
        st.subheader(words("whole_story.do"), anchor=False)
        if viewer.may(Permission.MODERATE) and _button("check", one):
            open_on("moderation", story.feedback_id)
        is_unchecked = story.approved and not story.tags.answers and not story.tags.unseen
        if viewer.may(Permission.REVIEW_TAGS) and is_unchecked and _button("check_tags", one):
            begin_with(story.feedback_id)
            go_to("theme_review")
        if viewer.may(Permission.HANDLE_REQUESTS) and _button("request", one):
            go_to("data_requests")
        ask_to_raise(viewer, story)


def _button(name: str, one: Opened) -> bool:
    return st.button(words(f"whole_story.{name}"), key=f"{name}-{one.story.feedback_id}")


def _show_told(told: ToModerate, approved: Approved | None) -> None:
    """Their own words, each text inert, with a line under what others don't read."""
    with st.container(border=True):
        st.subheader(words("whole_story.said"), anchor=False)
        whole = _texts(told)
        for part, text in whole.items():
            if not text:
                continue
            _show_part(part)
            cuts = approved.cuts[part] if approved else ()
            marks = [Mark(cut.start, cut.end, number, Line.SOLID) for number, cut in enumerate(cuts, start=1)]
            st.html(marked(text, marks))
        note = words("whole_story.said_marked" if any(whole.values()) else "whole_story.no_words")
        st.markdown(f":small[:gray[{note}]]")


def _show_approved(approved: Approved | None, told: ToModerate | None = None) -> None:
    """What others read: dark labels stand where something was taken out, as far as that can be drawn."""
    with st.container(border=True):
        st.subheader(words("whole_story.approved"), anchor=False)
        if approved is None:
            st.markdown(words("whole_story.not_approved"))
            return
        kept = {
            TextPart.WORDS: approved.words,
            TextPart.SHOULD_HAPPEN: approved.should_happen,
            TextPart.ADDED: approved.added,
        }
        mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
        sealed = _texts(told) if told else {}
        for part, text in kept.items():
            if not text:
                continue
            _show_part(part)
            cuts = [Cut(*cut) for cut in approved.cuts[part]]
            drawn = redact(sealed.get(part, ""), cuts, names_of_redactions())
            st.html(redacted_as_html(drawn, mode) if drawn.text == text else marked(text, []))
        if not any(kept.values()):
            st.markdown(words("whole_story.no_words"))
        note = "approved_anybody" if approved.is_publishable else "approved_inside"
        st.markdown(f":small[:gray[{words(f'whole_story.{note}')}]]")


def _show_part(part: TextPart) -> None:
    if part is not TextPart.WORDS:
        st.markdown(f":small[:gray[{words(f'whole_story.{part.value}')}]]")


def _texts(told: ToModerate) -> dict[TextPart, str]:
    return {
        TextPart.WORDS: told.words,
        TextPart.SHOULD_HAPPEN: told.should_happen,
        TextPart.ADDED: BETWEEN.join(added.words for added in told.added),
    }
