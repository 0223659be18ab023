"""Whether they were rung back about one story: when it was promised, how often it was tried, how it ended."""

from datetime import datetime

import streamlit as st

from content.words import words
from storage.queries.callbacks import StoryCallback
from storage.queries.whole_story import Story
from ui import access
from ui.plain import plain


def show_callbacks(story: Story) -> None:
    """Each callback about it, for whoever reads feedback; nothing where nobody asked to be rung."""
    if not story.callbacks:
        return
    with st.container(border=True):
        st.subheader(words("callbacks.of_story.title"), anchor=False)
        for one in story.callbacks:
            with st.container(gap="xxsmall"):
                _show(one)


def _show(one: StoryCallback) -> None:
    asked = words("callbacks.of_story.asked", moment=_moment(one.asked_at), due=_moment(one.due_at))
    st.markdown(plain(asked))
    if not one.tries:
        st.markdown(words("callbacks.tries_none"))
    for tried in one.tries:
        result = words(f"named.callback_result.{tried.result.value}")
        by = tried.by or words("callbacks.somebody")
        line = words("callbacks.tried_line", when=_moment(tried.at), by=by, result=result)
        st.markdown(f"- {plain(line)}")
    if one.closed_at is None or one.outcome is None:
        st.markdown(words("callbacks.of_story.waits"))
        return
    outcome = words(f"named.callback_outcome.{one.outcome.value}")
    st.markdown(plain(words("callbacks.of_story.ended", moment=_moment(one.closed_at), outcome=outcome)))


def _moment(at: datetime) -> str:
    here = at.astimezone(access.HERE)
    return f"{here.day} {here:%b %Y, %H:%M}"
