"""Overview: what is new, what changed, what needs a person; and what people spoke of, and how it went."""

import streamlit as st

from content.words import words
from models.people import Viewer
from reporting import pictures_of_overview as pictures_of
from reporting.looked import Looked
from reporting.picture_of_changes import changes, lately_of
from reporting.voices import Voice
from ui import access, checklist, frame, overview, pictures, scope_picker, sides


def page() -> None:
    viewer = access.open_page("overview")
    frame.wide()
    st.title(words("overview.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    overview.tell_of_a_newer_reading(viewer)
    sides.draw_each(viewer, scope_picker.pick(viewer), lambda looked, side: draw(viewer, looked, side))


def draw(viewer: Viewer, looked: Looked, side: str) -> None:
    """Everything of one side; what needs a person is no matter of a scope, and stands on the first."""
    overview.cards(viewer, looked, side)
    found = lately_of(looked)
    overview.lists(viewer, looked, found, with_needs=side == scope_picker.FIRST)
    pictures.draw(changes(looked, found), viewer, looked, key=side)
    groups = overview.choose_groups(looked, side)
    pictures.draw(pictures_of.themes(looked, groups), viewer, looked, key=side)
    voice = overview.choose_voice(looked, side)
    pictures.draw(pictures_of.by_theme(looked, groups, voice), viewer, looked, key=side)
    pictures.draw(pictures_of.people(looked), viewer, looked, key=side)
    for each in dict.fromkeys((Voice.RATING, voice)):
        pictures.draw(pictures_of.by_month(looked, each), viewer, looked, key=side)


if __name__ == "__main__":
    page()
