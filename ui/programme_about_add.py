"""Add a programme: from one that ships, with what was promised and published of it, or from nothing."""

from dataclasses import replace

import streamlit as st

from actions.add_programme import add_programme
from actions.copy_programmes import copy_promises
from content.programme_files import ProgrammeFile, programme_files
from content.words import words
from models.people import Permission, Viewer
from models.programme import ProgrammeDraft
from storage.queries.services_called import services_called
from ui import access
from ui.forms_desk import acting, desk, filled, say_what_happened
from ui.plain import plain
from ui.programme_about import form_of, service_names
from ui.programme_about_form import Asked, ask
from ui.programme_address import open_at

ADD, YES, NOTHING = "add", "yes", ""
"""In the address; and the choice of no template."""


def offer(viewer: Viewer) -> None:
    """A button that leads to adding one, for whoever may."""
    if viewer.may(Permission.EDIT_DIRECTORY) and st.button(
        words("programme_about.add"), icon=":material/add:"
    ):
        st.query_params.from_dict({ADD: YES})
        st.rerun()


def is_asked_for(viewer: Viewer) -> bool:
    """Whether the address asks to add one, of somebody who may."""
    return st.query_params.get(ADD) == YES and viewer.may(Permission.EDIT_DIRECTORY)


def draw(viewer: Viewer) -> None:
    """Choose what to start from, fill in the boxes, save."""
    if st.button(words("programmes.back"), icon=":material/arrow_back:", type="tertiary"):
        st.query_params.clear()
        st.rerun()
    st.subheader(words("programme_about.add"))
    template = _choose_template()
    form = f"programme-new-{template.id if template else NOTHING}"
    now = _beginning(viewer, template)
    say_what_happened(form)
    with st.form(form, enter_to_submit=False):
        asked = ask(form, now, service_names(viewer), is_new=True)
        is_with_promises = _ask_for_promises(form, template)
        is_saved = st.form_submit_button(words("programme_about.save_new"), type="primary")
    if is_saved:
        _add(viewer, form, asked, template if is_with_promises else None)


def _choose_template() -> ProgrammeFile | None:
    shipped = {file.id: file for file in programme_files()}
    names = {NOTHING: words("programme_about.blank")} | {id: file.draft.name for id, file in shipped.items()}
    chosen = st.selectbox(
        words("programme_about.start_from"), list(names), format_func=names.__getitem__, key="template"
    )
    st.markdown(f":small[:gray[{words('programme_about.hints.start_from')}]]")
    return shipped.get(chosen)


def _beginning(viewer: Viewer, template: ProgrammeFile | None) -> ProgrammeDraft:
    """What the boxes hold at first. Services that the directory doesn't have are named above them."""
    if template is None:
        return ProgrammeDraft("", question_sets=("have_your_say",))
    with access.reading() as session:
        known = services_called(session, viewer.watchdog_id, template.services)
    missing = [name for name in template.services if name not in known]
    if missing:
        st.info(words("programme_about.missing", names=plain("; ".join(missing))))
    return replace(template.draft, services=tuple(known.values()))


def _ask_for_promises(form: str, template: ProgrammeFile | None) -> bool:
    if template is None or not (template.commitments or template.indicators):
        return False
    promises, indicators = len(template.commitments), len(template.indicators)
    said = words("programme_about.with_promises", promises=promises, indicators=indicators)
    is_so = st.checkbox(said, key=filled(form, "with", True))
    st.markdown(f":small[:gray[{words('programme_about.hints.with_promises')}]]")
    return is_so


def _add(viewer: Viewer, form: str, asked: Asked, template: ProgrammeFile | None) -> None:
    at = access.now()
    with acting(form, words("programme_about.added")) as session:
        added = add_programme(session, asked.draft, by=viewer, at=at)
        if template is not None:
            copy_promises(session, added, template, by=viewer, at=at)
        open_at(added.code, "about")
        desk()["form"] = form_of(added.code)
