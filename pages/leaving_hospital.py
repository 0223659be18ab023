"""Leaving hospital: the eight questions, the day itself and what came after, families, and winters."""

from dataclasses import replace
from functools import partial

import streamlit as st

from content.baselines import beside, notes, studies
from content.words import words
from models.limits import Decided
from models.people import Viewer
from models.scope import Looking
from models.vocabulary import Journey
from reporting.looked import Looked
from reporting.pictures_of_leaving import PARTS, Part, asked, measures
from reporting.pictures_over_time import over_time as over_time_of
from ui import (
    access,
    checklist,
    frame,
    over_time,
    over_time_choice,
    pictures,
    scope_picker,
    sides,
    spc_cards,
)
from ui.go_to import go_to
from ui.plain import plain

USUALLY_FOLLOWED = "told_whom_to_contact"


def page() -> None:
    viewer = access.open_page("leaving_hospital")
    frame.wide()
    st.title(words("leaving_hospital.title"))
    if checklist.show_instead_of_nothing(viewer):
        return
    looking = scope_picker.pick(viewer, Journey.LEAVING_HOSPITAL)
    chosen = {scope.journey for scope in (looking.scope, looking.beside) if scope}
    if chosen - {None, Journey.LEAVING_HOSPITAL}:
        st.info(words("leaving_hospital.only_leaving"))
    part = st.pills(
        words("leaving_hospital.part"),
        list(Part),
        default=Part.QUESTIONS,
        required=True,
        wrap=True,
        key="leaving-part",
        format_func=lambda part: words(f"leaving_hospital.parts.{part.value}"),
    )
    sides.draw_each(viewer, of_leaving(looking), lambda looked, side: draw(viewer, looked, side, part))


def of_leaving(looking: Looking) -> Looking:
    """The same, of leaving hospital whatever else it was about."""
    leaving = partial(scope_picker.about, always=Journey.LEAVING_HOSPITAL)
    beside = None if looking.beside is None else leaving(looking.beside)
    return replace(looking, scope=leaving(looking.scope), beside=beside)


def draw(viewer: Viewer, looked: Looked, side: str, part: Part) -> None:
    for picture in PARTS[part]:
        pictures.draw(picture(looked), viewer, looked, key=side)
    if part is Part.QUESTIONS:
        found_elsewhere(side)
        month_by_month(viewer, looked, side)


def found_elsewhere(side: str) -> None:
    """What other studies found, in full, with what makes each another question."""
    with st.expander(words("leaving_hospital.elsewhere"), key=f"{side}-elsewhere"):
        for study in studies():
            st.markdown(f"**{plain(study.about)}**")
            st.markdown("\n".join(f"- {plain(one.said)}" for one in study.findings))


def month_by_month(viewer: Viewer, looked: Looked, side: str) -> None:
    """How each of the eight reads by now, and one of them in full."""
    st.subheader(words("leaving_hospital.changing"))
    decided = decisions_about(viewer, looked)
    spc_cards.draw(looked, list(measures().values()), decided, key=side)
    question = st.selectbox(
        words("leaving_hospital.follow"),
        list(measures()),
        index=list(measures()).index(USUALLY_FOLLOWED),
        format_func=asked,
        key=f"{side}-follow",
    )
    measure = measures()[question]
    picture = over_time_of(looked, measure, decided.get(measure.id, ()))
    elsewhere = notes(*beside(question))
    pictures.draw(replace(picture, notes=(*picture.notes, *elsewhere)), viewer, looked, key=side)
    if st.button(words("leaving_hospital.follow_more"), key=f"{side}-more"):
        over_time_choice.follow(measure)
        go_to("over_time")


def decisions_about(viewer: Viewer, looked: Looked) -> dict[str, tuple[Decided, ...]]:
    """What was decided here, or where no choice is made of what it is about: the eight have only one."""
    decided = partial(over_time.decisions, viewer, is_people_only=looked.is_people_only)
    return decided(replace(looked.scope, journey=None)) | decided(looked.scope)


if __name__ == "__main__":
    page()
