"""From a mark of a picture to what the people behind it said, as far as it is approved to be read."""

from typing import TypedDict, cast

import streamlit as st

from content.words import words
from models.people import Permission, Viewer
from models.vocabulary import TextPart
from reporting import wording
from reporting.chart_spec import MARK
from reporting.looked import Looked
from reporting.marked import marked
from reporting.picture import Picture
from storage.queries.approved_behind import A_PAGE, ApprovedBehind, ReadBehind, approved_behind
from ui import access
from ui.go_to import open_on
from ui.navigation import STAFF_PAGES
from ui.plain import plain


class Place(TypedDict):
    """Behind which mark somebody reads, and how far down."""

    mark: str
    page: int


def may_read(picture: Picture, viewer: Viewer) -> bool:
    """Whether there is anything behind the picture that this viewer may read."""
    return bool(picture.marks) and viewer.may(Permission.READ_APPROVED)


def open_at(name: str, mark: str, *, key: str) -> None:
    """Have the picture `name` open at this mark, until somebody chooses another or none."""
    st.session_state.setdefault(_key(name, key), mark)


def pressed(name: str, marks: frozenset[str], *, key: str) -> None:
    """Choose the mark of a chart that was pressed. What is pressed beside all marks changes nothing."""
    for one in st.session_state[f"{key}-{name}-chart"]["selection"].get(MARK, []):
        if one.get(MARK) in marks:
            st.session_state[_key(name, key)] = one[MARK]


def offer(picture: Picture, viewer: Viewer, looked: Looked, *, key: str) -> None:
    """Let somebody choose a mark, and show what is behind it."""
    chosen = st.session_state.get(_key(picture.name, key))
    names = {mark: _mark(mark, picture) for mark in picture.marks}
    with st.expander(words("pictures.behind.title"), expanded=chosen in picture.marks):
        mark = st.selectbox(
            words("pictures.behind.pick"),
            list(picture.marks),
            index=None,
            placeholder=words("pictures.behind.nothing_picked"),
            format_func=names.__getitem__,  # a choice outlives its page, and must hold no rows
            key=_key(picture.name, key),
        )
        if mark is not None:
            _show(mark, picture, viewer, looked, key=f"{key}-{picture.name}")


def _key(name: str, key: str) -> str:
    return f"{key}-{name}-mark"


def _mark(name: str, picture: Picture) -> str:
    return words("pictures.behind.mark", name=name, people=wording.people(len(picture.marks[name])))


def _show(mark: str, picture: Picture, viewer: Viewer, looked: Looked, *, key: str) -> None:
    place = _place(mark, key)
    days = looked.whole.feedback["day"].reindex(sorted(picture.marks[mark], reverse=True))
    newest = days.sort_values(ascending=False, kind="stable")
    with access.reading() as session:
        behind = approved_behind(session, viewer, looked.whole.ids(newest.index), page=place["page"])
    st.markdown(_how_many(behind, len(newest)))
    for one in behind.comments:
        _card(one, viewer, key)
    if behind.total > A_PAGE:
        _turning(place, behind, key)


def _place(mark: str, key: str) -> Place:
    """How far down the list of this mark somebody is: at the top of another one's."""
    state = f"{key}-place"
    if st.session_state.get(state, {}).get("mark") != mark:
        st.session_state[state] = Place(mark=mark, page=0)
    return cast(Place, st.session_state[state])


def _how_many(behind: ApprovedBehind, people: int) -> str:
    if not behind.total:
        return words("pictures.behind.none", people=f"{people:,}")
    if people == 1:
        return words("pictures.behind.one")
    return words("pictures.behind.some", approved=f"{behind.total:,}", people=f"{people:,}")


def _card(one: ReadBehind, viewer: Viewer, key: str) -> None:
    with st.container(border=True):
        about = words(
            "search.about",
            reference=plain(one.reference),
            month=f"{one.counted_on:%B %Y}",
            channel=words(f"named.channel.{one.channel.value}"),
        )
        st.markdown(f"**{about}**")
        for part, said in one.texts.items():
            if part is not TextPart.WORDS:
                st.markdown(f":small[:gray[{words(f'search.{part.value}')}]]")
            st.html(marked(said, ()))
        if STAFF_PAGES["whole_story"].is_open_to(viewer):
            opens = words("search.open", reference=plain(one.reference))
            if st.button(opens, key=f"{key}-open-{one.feedback_id}"):
                open_on("whole_story", one.feedback_id)


def _turning(place: Place, behind: ApprovedBehind, key: str) -> None:
    first = place["page"] * A_PAGE + 1
    last = first + len(behind.comments) - 1
    st.markdown(f":small[:gray[{words('pictures.behind.shown', first=f'{first:,}', last=f'{last:,}')}]]")
    with st.container(horizontal=True):
        for way, pages, is_at_end in (("newer", -1, first == 1), ("older", 1, last >= behind.total)):
            st.button(
                words(f"pictures.behind.{way}"),
                disabled=is_at_end,
                key=f"{key}-{way}",
                on_click=_turn,
                args=(place, pages),
            )


def _turn(place: Place, pages: int) -> None:
    place["page"] += pages
