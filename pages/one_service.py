"""One service: what people say about it, in their words too, and where they came from and went to."""

import streamlit as st

from content.words import words
from models.people import Viewer
from reporting.looked import Looked
from ui import access, checklist, frame, one_service, pictures, quotations, scope_picker, sides


def page() -> None:
    viewer = access.open_page("one_service")
    frame.wide()
    st.title(words("one_service.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    one_service.follow_merged(viewer)
    looking = scope_picker.pick(viewer)
    if not one_service.is_chosen(looking.scope):
        one_service.offer_list(viewer, looking)
        return
    one_service.introduce(viewer, looking)
    sides.draw_each(viewer, looking, lambda looked, key: _side(viewer, looked, key))


def _side(viewer: Viewer, looked: Looked, key: str) -> None:
    if not one_service.is_chosen(looked.scope):
        st.info(words("one_service.choose_one"))
        return
    for picture in one_service.figures_of_words(viewer, looked):
        pictures.draw(picture, viewer, looked, key=key)
    quotations.show(viewer, looked, key=key)
    for picture in one_service.figures_of_ways(looked):
        pictures.draw(picture, viewer, looked, key=key)
    one_service.show_answers(viewer, looked.scope)


if __name__ == "__main__":
    page()
