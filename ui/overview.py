"""The parts of the overview that are no pictures: what is new, what needs a person, and its choices."""

import streamlit as st

from actions.tag import this_release
from analysis.lately import Lately
from analysis.measures import measure_called, monthly
from content.words import words
from models.need import Need
from models.people import Permission, Viewer
from reporting.looked import Looked
from reporting.picture import Lines
from reporting.picture_of_changes import what_changed
from reporting.picture_words import not_for_publication
from reporting.pictures_of_overview import groups_worth_showing
from reporting.theme_titles import theme_groups, theme_title
from reporting.voices import Voice
from reporting.what_is_new import what_is_new
from storage.queries.read_so_far import read_so_far
from storage.queries.tags_in_use import NOTHING_READ, versions_in_use
from ui import access, over_time, pictures, spc_cards, theme_trust, today
from ui.go_to import go_to, open_on
from ui.navigation import STAFF_PAGES
from ui.plain import plain

MOST_NEEDS = 3
ON_CARDS = ("answer.told_whom_to_contact", "answer.all_ready", "joins.problem")
"""What a watchdog cares about most, by the ids of measures."""


def tell_of_a_newer_reading(viewer: Viewer) -> None:
    """How much this release has read, for whoever can take it into use, once that is worth doing."""
    release = this_release()
    if not viewer.may(Permission.MANAGE_STORE):
        return
    with access.reading() as session:
        if versions_in_use(session, viewer) in (release, NOTHING_READ):
            return
        so_far = read_so_far(session, viewer, release)
    if so_far.is_ready:
        st.info(words("overview.newer_reading", read=f"{so_far.read:,}", of=f"{so_far.of:,}"))


def cards(viewer: Viewer, looked: Looked, key: str) -> None:
    """How what matters most goes now; nothing of what nobody in this scope was asked."""
    told = [one for one in map(measure_called, ON_CARDS) if monthly(looked.facts, one)["whole"].any()]
    decided = over_time.decisions(viewer, looked.scope, is_people_only=looked.is_people_only)
    spc_cards.draw(looked, told, decided, key=f"overview-{key}")


def lists(viewer: Viewer, looked: Looked, found: Lately, *, with_needs: bool) -> None:
    """What is new, what changed and, once a page, what needs a person."""
    _list("new", what_is_new(looked), looked)
    _list("changed", what_changed(looked, found), looked)
    if with_needs:
        _needs(viewer, looked)


def choose_groups(looked: Looked, key: str) -> list[str]:
    """Which groups of themes are looked at."""
    titles = theme_groups()
    chosen: list[str] = st.pills(
        words("overview.groups"),
        list(titles),
        selection_mode="multi",
        default=groups_worth_showing(looked.tagged),
        wrap=True,
        format_func=lambda group: titles[group],
        key=f"overview-groups-{key}",
    )
    return chosen


def choose_voice(looked: Looked, key: str) -> Voice:
    """By whose word it is shown how things went: people's tags only leaves the machine out."""
    voices = [voice for voice in Voice if voice is not Voice.MACHINE or not looked.is_people_only]
    return st.pills(
        words("overview.voice"),
        voices,
        default=Voice.RATING,
        required=True,
        wrap=True,
        format_func=lambda voice: words(f"overview.voices.{voice.value}"),
        key=f"overview-voice-{key}",
    )


def _list(name: str, lines: Lines, looked: Looked) -> None:
    with st.container(border=True):
        st.subheader(words(f"overview.{name}.heading"), anchor=False)
        pictures.show_band(not_for_publication(lines.people, looked.smallest))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines.said))


def _needs(viewer: Viewer, looked: Looked) -> None:
    """What waits for this viewer, the most harmful first, with the way to where it is done."""
    waiting = [one for one in today.read(viewer).needs if one.need is not Need.NEWER_READING]
    with st.container(border=True):
        st.subheader(words("overview.needs.heading"), anchor=False)
        if not waiting:
            st.markdown(words("overview.needs.nothing"))
        for wanting in waiting[:MOST_NEEDS]:
            page = today.DONE_ON[wanting.need]
            go = words(f"today.needs.{wanting.need.value}.go")
            if _line(viewer, today.sentence(wanting), page, go, key=wanting.need.value):
                if wanting.first is not None:
                    open_on(page, wanting.first)
                go_to(page)
        if (more := len(waiting) - MOST_NEEDS) > 0:
            said = words(f"overview.needs.more_{'one' if more == 1 else 'many'}", count=more)
            if _line(viewer, said, "today", words("overview.needs.all"), key="today"):
                go_to("today")
        if doubted := [theme_title(theme) for theme in looked.theme_marks]:
            kind = "one" if len(doubted) == 1 else "many"
            said = words(f"overview.needs.doubted_{kind}", themes=", ".join(doubted))
            if _line(viewer, said, "theme_review", words("overview.needs.check"), key="doubted"):
                go_to("theme_review")
            st.markdown(f":small[:gray[{plain(theme_trust.explained())}]]")


def _line(viewer: Viewer, said: str, page: str, go: str, *, key: str) -> bool:
    """A sentence and, for whom that page opens, the way there. Returns whether it was pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(said), width="stretch")
        is_open = STAFF_PAGES[page].is_open_to(viewer)
        return is_open and st.button(plain(go), key=f"overview-go-{key}", width="content")
