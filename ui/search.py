"""What was found among the approved words, a card for each, and the way to take it away as a file."""

from collections.abc import Mapping
from typing import TypedDict, cast

import streamlit as st

from actions.export_words import TakenAway, export_words
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from models.vocabulary import TextPart, WordsUse
from reporting.marked import Line, Mark, marked
from reporting.snippet import snippet
from reporting.theme_titles import theme_title
from reporting.words_file import FileKind
from storage.queries.search_scope import SearchScope
from storage.queries.search_words import A_PAGE, Found, FoundWords, search_words
from storage.queries.tags_in_use import versions_in_use
from storage.search_asked import LONGEST_ASKED, Asked, read_asked
from ui import access, theme_trust
from ui.go_to import open_on
from ui.moderation_facts import line
from ui.plain import plain

WAYS = ("words", "phrase", "either", "without", "start")


class Place(TypedDict):
    """How far down which question's list this session is, and the file it made: what for and as what."""

    question: str
    page: int
    file: TakenAway | None
    made_as: str


def ask() -> str:
    """Draw the box, and how it can be used; return what was typed."""
    typed = st.text_input(
        words("search.box"), placeholder=words("search.box_hint"), max_chars=LONGEST_ASKED, key="search-box"
    )
    with st.expander(words("search.how")):
        for way in WAYS:
            st.markdown(f"- {words(f'search.how_{way}')}")
    return typed


def read(typed: str) -> Asked | None:
    """What is to be looked for; None, and why, where that is nothing."""
    if not typed.strip():
        st.info(words("search.nothing_asked"))
        return None
    try:
        return read_asked(typed)
    except FeedbackError as problem:
        st.warning(plain(str(problem)))
        return None


def find(viewer: Viewer, asked: Asked, choice: SearchScope) -> tuple[Found, Place]:
    """One page of what is found, and where in it this session is: at the top of a new question."""
    question = repr((asked, choice))
    if st.session_state.get("search", {}).get("question") != question:
        st.session_state["search"] = Place(question=question, page=0, file=None, made_as="")
    place = cast(Place, st.session_state["search"])
    with access.reading() as session:
        versions = versions_in_use(session, viewer)
        found = search_words(session, viewer, asked, choice, versions, page=place["page"])
        if found.total and not found.results:  # some were taken back meanwhile
            place["page"] = 0
            found = search_words(session, viewer, asked, choice, versions)
    return found, place


def show_none(choice: SearchScope) -> None:
    """That nothing was found, and what to try."""
    st.info(words("search.none"))
    st.markdown(words("search.none_try"))
    if choice.chosen:
        st.markdown(words("search.none_narrowed"))
    st.markdown(words("search.none_waiting"))


def show(found: Found, place: Place, viewer: Viewer) -> None:
    """How many there are, a card for each of this page, and the way to the others."""
    first = place["page"] * A_PAGE + 1
    last = first + len(found.results) - 1
    if found.total == 1:
        said = words("search.one")
    elif found.total <= A_PAGE:
        said = words("search.many", count=f"{found.total:,}")
    else:
        said = words("search.shown", first=f"{first:,}", last=f"{last:,}", count=f"{found.total:,}")
    st.subheader(said)
    marks = theme_trust.marks(viewer)
    for one in found.results:
        _card(one, marks)
    if any(theme in marks for one in found.results for theme in one.themes):
        st.markdown(f":small[:gray[{theme_trust.explained()}]]")
    if found.total > A_PAGE:
        with st.container(horizontal=True):
            if st.button(words("search.earlier"), disabled=first == 1):
                _turn(place, -1)
            if st.button(words("search.later"), disabled=last >= found.total):
                _turn(place, 1)


def offer_file(viewer: Viewer, asked: Asked, choice: SearchScope, place: Place) -> None:
    """Ask what for and as what, make the file, and hand it over."""
    with st.expander(words("search.take")):
        st.markdown(f":small[:gray[{words('search.take_note')}]]")
        use = st.radio(
            words("search.take_use"),
            [*WordsUse],
            format_func=lambda one: words(f"named.words_use.{one.value}"),
            key="search-use",
        )
        kind = st.radio(
            words("search.take_kind"),
            [*FileKind],
            format_func=lambda one: words(f"search.take_{one.value}"),
            horizontal=True,
            key="search-kind",
        )
        if st.button(words("search.take_make")):
            place["made_as"] = f"{use}-{kind}"
            place["file"] = export_words(
                access.store(), asked, choice, use=use, kind=kind, by=viewer, at=access.now()
            )
        if (taken := place["file"]) is None or place["made_as"] != f"{use}-{kind}":
            return
        if not taken.rows:
            st.warning(words("search.take_none"))
            return
        key = "search.take_some" if taken.left_out else "search.take_all"
        st.markdown(words(key, rows=f"{taken.rows:,}", left_out=f"{taken.left_out:,}"))
        st.download_button(words("search.take_save"), data=taken.file, file_name=taken.name)


def _card(one: FoundWords, marks: Mapping[str, str]) -> None:
    with st.container(border=True):
        about = words(
            "search.about",
            reference=plain(one.reference),
            month=f"{one.counted_on:%B %Y}",
            channel=words(f"named.channel.{one.channel.value}"),
        )
        st.markdown(f"**{about}**")
        shown = max(one.texts, key=lambda each: len(each.spans))
        if shown.part is not TextPart.WORDS:
            st.markdown(f":small[:gray[{words(f'search.{shown.part.value}')}]]")
        text, spans = snippet(shown.text, shown.spans)
        st.html(marked(text, [Mark(start, end, None, Line.SOLID) for start, end in spans]))
        if one.services:
            line(words("search.columns.services"), ", ".join(one.services))
        if one.themes:
            line(
                words("search.columns.themes"),
                ", ".join(theme_title(theme, marks) for theme in one.themes),
            )
        if one.is_publishable:
            st.markdown(f":small[:gray[{words('search.for_anybody')}]]")
        if st.button(words("search.open", reference=plain(one.reference)), key=f"open-{one.feedback_id}"):
            open_on("whole_story", one.feedback_id)


def _turn(place: Place, pages: int) -> None:
    place["page"] += pages
    st.rerun()
