"""Search: look for words in what was approved, narrow it down, open one, or take them away."""

import streamlit as st

from content.words import words
from models.errors import FeedbackError
from models.people import Permission
from ui import access, frame, search, search_choices, search_saved
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("search")
    frame.wide()
    st.title(words("search.title"))
    st.markdown(words("search.lead"))
    search_saved.show_list(viewer)
    typed = search.ask()
    choice = search_choices.choose(viewer)
    if (asked := search.read(typed)) is None:
        return
    search_saved.offer(viewer, typed)
    try:
        found, place = search.find(viewer, asked, choice)
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    if not found.total:
        search.show_none(choice)
        return
    search.show(found, place, viewer)
    if viewer.may(Permission.EXPORT_WORDS):
        search.offer_file(viewer, asked, choice, place)


if __name__ == "__main__":
    page()
