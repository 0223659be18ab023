"""Figures of who lives in the area, from a file: what it says is shown before any of it is kept."""

from collections.abc import Mapping

import streamlit as st

from actions.take_in_census import CensusFile, census_in, empty_file, take_in_census
from content.kinds_of_people import group_called, groups_of, kinds_of_people
from content.words import words
from models.census import LONGEST_SOURCE, Census
from models.errors import FeedbackError
from models.people import Viewer
from models.period import EARLIEST
from reporting import wording
from ui import access
from ui.plain import plain
from ui.rows import show_rows
from ui.who_we_hear_from import kinds_called

SHOWN = 10
LARGEST_MB = 1
TURN, KEPT = "census-turn", "census-kept"
"""In the session: how many files were kept, so that the next is asked for afresh; whether one just was."""


def take_in(viewer: Viewer, known: Mapping[str, Census]) -> None:
    """Ask for a file, show what it says or what has to be put right, and keep it when that is asked for."""
    turn = st.session_state.setdefault(TURN, 0)
    if st.session_state.pop(KEPT, False):
        st.success(words("census_file.kept"))
    with st.expander(words("census_file.heading"), expanded=not known, key="census-file"):
        st.markdown(words("census_file.what"))
        st.markdown(words("census_file.how"))
        st.download_button(
            words("census_file.empty_file"),
            data=empty_file(),
            file_name="who-lives-in-our-area.csv",
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        given = st.file_uploader(
            words("census_file.file"), type=["csv"], max_upload_size=LARGEST_MB, key=f"census-file-{turn}"
        )
        if given is None:
            return
        try:
            file = census_in(given.getvalue(), given.name)
            if file.wrong:
                _show_wrong(file)
            else:
                _show_what_it_says(file, known)
                _ask_to_keep(viewer, file, turn)
        except FeedbackError as refusal:
            st.error(plain(str(refusal)))


def _show_wrong(file: CensusFile) -> None:
    many = len(file.wrong)
    st.error(words("census_file.wrong_one" if many == 1 else "census_file.wrong", count=f"{many:,}"))
    for row, sentence in file.wrong[:SHOWN]:
        st.text(words("census_file.row" if row else "census_file.whole", row=row, sentence=sentence))
    if many > SHOWN:
        st.markdown(words("census_file.more"))


def _show_what_it_says(file: CensusFile, known: Mapping[str, Census]) -> None:
    st.markdown(words("census_file.says"))
    rows = [
        (
            kinds_of_people()[kind].short,
            group_called(kind, group),
            f"{people:,}",
            wording.percent(people, sum(groups.values())),
        )
        for kind, groups in file.figures.items()
        for group, people in groups.items()
    ]
    show_rows([words(f"census_file.columns.{name}") for name in ("kind", "group", "people", "share")], rows)
    left_out = [
        called
        for kind, groups in file.figures.items()
        for group, called in groups_of(kind).items()
        if group not in groups
    ]
    if left_out:
        st.markdown(words("census_file.left_out", groups=plain("; ".join(left_out))))
    if replaced := [kind for kind in file.figures if kind in known]:
        st.markdown(words("census_file.replaces", kinds=plain(kinds_called(replaced))))


def _ask_to_keep(viewer: Viewer, file: CensusFile, turn: int) -> None:
    source = st.text_input(
        words("census_file.source"), max_chars=LONGEST_SOURCE, autocomplete="off", key=f"census-source-{turn}"
    )
    st.markdown(f":small[:gray[{words('census_file.source_hint')}]]")
    as_of = st.date_input(
        words("census_file.as_of"),
        value=None,
        min_value=EARLIEST,
        max_value=access.today(),
        format="DD/MM/YYYY",
        key=f"census-day-{turn}",
    )
    if st.button(words("census_file.keep"), type="primary"):
        with access.writing() as session:
            take_in_census(session, file, source=source, as_of=as_of, by=viewer, at=access.now())
        st.session_state[TURN], st.session_state[KEPT] = turn + 1, True
        st.rerun()
