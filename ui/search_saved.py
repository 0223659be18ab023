"""The searches that somebody keeps: to open one, to delete it, and to keep what is asked just now."""

import streamlit as st

from actions.save_search import delete_search, save_search
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from models.saved_search import LONGEST_NAME
from storage.queries.search_saved import Saved, saved_searches
from ui import access, search_choices
from ui.plain import plain


def show_list(viewer: Viewer) -> None:
    """The viewer's own by name, each with the way to ask it again; nothing while there are none."""
    saved = _of(viewer)
    if not saved:
        return
    with st.expander(words("search.saved.list", count=f"{len(saved)}")):
        for one in saved:
            with st.container(border=True, horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain(one.name)}**", width="stretch")
                st.button(words("search.saved.open"), key=f"open-saved-{one.id}", on_click=_open, args=[one])
                if st.button(words("search.saved.delete"), key=f"delete-saved-{one.id}"):
                    with access.writing() as session:
                        delete_search(session, one.id, by=viewer)
                    st.rerun()


def offer(viewer: Viewer, typed: str) -> None:
    """Ask for a name, and keep what is asked just now."""
    many = len(_of(viewer))
    with st.expander(words("search.saved.keep")):
        name = st.text_input(
            words("search.saved.name"),
            placeholder=words("search.saved.name_hint"),
            max_chars=LONGEST_NAME,
            key=f"search-name-{many}",
        )
        st.markdown(f":small[:gray[{words('search.saved.note')}]]")
        if st.button(words("search.saved.save")):
            try:
                with access.writing() as session:
                    save_search(session, name, typed, search_choices.written(), by=viewer, at=access.now())
            except FeedbackError as problem:
                st.error(plain(str(problem)))
            else:
                st.toast(words("search.saved.done"))
                st.rerun()


def _of(viewer: Viewer) -> list[Saved]:
    with access.reading() as session:
        return saved_searches(session, viewer)


def _open(saved: Saved) -> None:
    st.session_state["search-box"] = saved.typed
    search_choices.open_on(saved.chosen)
