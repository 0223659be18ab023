"""Who we have not heard from: what people say about themselves, beside who lives in the area."""

import streamlit as st

from content.words import words
from models.people import Permission
from ui import access, checklist, frame, pictures
from ui import who_we_hear_from as pieces
from ui.census_file import take_in


def page() -> None:
    viewer = access.open_page("who_we_hear_from")
    frame.wide()
    st.title(words("who_we_hear_from.title"))
    may_take_in = viewer.may(Permission.EDIT_DIRECTORY)
    census = pieces.census(viewer)
    if checklist.show_instead_of_nothing(viewer):
        if may_take_in:
            take_in(viewer, census)
        return
    st.markdown(words("who_we_hear_from.intro"))
    if census:
        pieces.say_what_may_be_published()
        found = pieces.compared(viewer, census, pieces.pick_period())
        for picture in found.pictures:
            pictures.draw(picture, viewer, found.looked, key="first")
        pieces.say_what_is_missing(found)
    else:
        st.info(words("who_we_hear_from.nothing_yet"))
        if not may_take_in:
            st.markdown(words("who_we_hear_from.ask_for_it"))
    if may_take_in:
        take_in(viewer, census)


if __name__ == "__main__":
    page()
