"""A file from the partners of a scheme: looked at before it is taken in, and erased when somebody asks."""

from datetime import date
from typing import TypedDict, cast

import streamlit as st

from actions.scheme_contacts import (
    ContactsFile,
    contacts_in,
    empty_file,
    erase_contacts,
    last_day_allowed,
    take_in_contacts,
)
from content.words import words
from models.errors import FeedbackError, Problems
from models.people import Viewer
from models.programme import ProgrammeSeen
from models.scheme import LONGEST_BASIS, LONGEST_PARTNERS, ContactKind, SharingDraft
from reporting import wording
from reporting.pictures_of_scheme import kind_called
from storage.scrub import scrub
from ui import access
from ui.plain import plain
from ui.rows import show_rows

SHOWN = 10
LARGEST_MB = 1
DESK = "scheme_contacts"


class Desk(TypedDict):
    """`turn` is how many acts were done, so that the boxes of the next are empty; `said` is what one did."""

    turn: int
    said: str


def say_what_happened() -> None:
    """What the last act did, once."""
    if said := _desk()["said"]:
        st.success(plain(said))
        _desk()["said"] = ""


def take_in(viewer: Viewer, programme: ProgrammeSeen, *, is_first: bool) -> None:
    """Ask for a file, show what it says or what has to be put right, and take it in when somebody asks."""
    turn = _desk()["turn"]
    with st.expander(words("scheme_contacts.file.heading"), expanded=is_first, key="contacts-file"):
        st.markdown(words("scheme_contacts.file.what"))
        st.markdown(words("scheme_contacts.file.columns"))
        st.download_button(
            words("scheme_contacts.file.empty_file"),
            data=empty_file(),
            file_name="contacts-of-a-scheme.csv",
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        given = st.file_uploader(
            words("scheme_contacts.file.file"),
            type=["csv"],
            max_upload_size=LARGEST_MB,
            key=f"contacts-file-{turn}",
        )
        if given is None:
            return
        try:
            # What a file is called could name somebody, so nothing says it.
            file = contacts_in(given.getvalue(), words("scheme_contacts.file.file"))
        except FeedbackError as refusal:
            st.error(plain(str(refusal)))
            return
        if file.wrong:
            _show_wrong(file)
        else:
            _show_what_it_says(file)
            _ask_to_take_in(viewer, programme, file, turn)


def erase(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Let somebody erase at once what is held."""
    turn = _desk()["turn"]
    with st.expander(words("scheme_contacts.erase.heading"), key="contacts-erase"):
        is_sure = st.checkbox(words("scheme_contacts.erase.sure"), key=f"contacts-sure-{turn}")
        if st.button(words("scheme_contacts.erase.do"), disabled=not is_sure, key="contacts-erase-now"):
            try:
                with access.writing() as session:
                    erase_contacts(session, programme.id, by=viewer, at=access.now())
            except FeedbackError as refusal:
                st.error(plain(str(refusal)))
            else:
                _done(words("scheme_contacts.erase.done"))


def _show_wrong(file: ContactsFile) -> None:
    many = len(file.wrong)
    key = "wrong_one" if many == 1 else "wrong"
    st.error(words(f"scheme_contacts.file.{key}", count=f"{many:,}"))
    for row, sentence in file.wrong[:SHOWN]:
        key = "row" if row else "whole"
        st.text(words(f"scheme_contacts.file.{key}", row=row, sentence=sentence))
    if many > SHOWN:
        st.markdown(words("scheme_contacts.file.rest"))


def _show_what_it_says(file: ContactsFile) -> None:
    """How many people of each kind, and no more: nobody needs to see a single one to take it in."""
    phases: dict[ContactKind, dict[str, int]] = {}
    for given in file.rows:
        of_kind = phases.setdefault(given.kind, {})
        person = given.pseudonym.casefold()
        of_kind[person] = of_kind.get(person, 0) + 1
    everybody = {person for of_kind in phases.values() for person in of_kind}
    st.markdown(words("scheme_contacts.file.says", people=plain(wording.people(len(everybody)))))
    rows = [
        (
            kind_called(kind),
            *(str(sum(many == wanted for many in phases[kind].values())) for wanted in (2, 1)),
        )
        for kind in ContactKind
        if kind in phases
    ]
    show_rows([words(f"scheme_contacts.file_columns.{name}") for name in ("kind", "both", "half")], rows)


def _ask_to_take_in(viewer: Viewer, programme: ProgrammeSeen, file: ContactsFile, turn: int) -> None:
    sharing = _ask_for_sharing(turn)
    if not st.button(words("scheme_contacts.file.keep"), type="primary", key="contacts-keep"):
        return
    try:
        with access.writing() as session:
            take_in_contacts(session, programme.id, sharing, file.rows, by=viewer, at=access.now())
    except Problems as refusal:
        problems = refusal.by_question.values()
        key = "problems.one" if len(problems) == 1 else "problems.several"
        said = "\n\n".join(plain(problem) for problem in problems)
        st.error(f"**{words(key, count=len(problems))}**\n\n{said}")
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
    else:
        _done(words("scheme_contacts.file.kept"))


def _ask_for_sharing(turn: int) -> SharingDraft:
    basis = st.text_area(
        words("scheme_contacts.file.basis"), max_chars=LONGEST_BASIS, key=f"contacts-basis-{turn}"
    )
    st.markdown(f":small[:gray[{words('scheme_contacts.file.basis_hint')}]]")
    agreed_with = st.text_input(
        words("scheme_contacts.file.agreed_with"),
        max_chars=LONGEST_PARTNERS,
        autocomplete="off",
        key=f"contacts-partners-{turn}",
    )
    today = access.today()
    expires_on: date | None = st.date_input(
        words("scheme_contacts.file.expires_on"),
        value=None,
        min_value=today.replace(year=today.year - 1, day=1),
        max_value=last_day_allowed(today),
        format="DD/MM/YYYY",
        key=f"contacts-last-day-{turn}",
    )
    st.markdown(f":small[:gray[{words('scheme_contacts.file.expires_hint')}]]")
    return SharingDraft(basis, agreed_with, expires_on)


def _done(said: str) -> None:
    """Leave nothing of the rows that went, and draw the page afresh."""
    scrub(access.store())
    mine = _desk()
    mine["turn"], mine["said"] = mine["turn"] + 1, said
    st.rerun()


def _desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    return cast(Desk, st.session_state.setdefault(DESK, Desk(turn=0, said="")))
