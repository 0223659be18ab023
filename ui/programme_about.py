"""A programme itself: partners, dates with their sources, services, questions; and how to change it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import streamlit as st

from actions.change_programme import change_programme
from content.words import words
from models.people import Permission, Viewer
from models.programme import DayGiven, ProgrammeDraft, ProgrammeSeen
from models.setting import SettingKind
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.setting_changes import changes_of
from ui import access, programme_about_facts
from ui.forms_desk import acting, desk, needs_another_look, say_what_happened, seen
from ui.programme_about_form import Asked, as_draft, ask, day_told, in_words
from ui.programme_about_remove import ask_to_remove


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """What it is; to whom may change it, the boxes for that, and what was changed."""
    may_change = viewer.may(Permission.EDIT_DIRECTORY)
    services = service_names(viewer) if may_change else {}
    form = form_of(programme.code)
    if may_change:
        say_what_happened(form, "programme_about.fields", in_words(as_draft(programme), services))
    programme_about_facts.show(viewer, programme, today=access.today())
    if may_change:
        after = seen(form, programme.number)
        _choose_start(viewer, programme, after)
        _change(viewer, programme, after, services)
        with access.reading() as session:
            history = changes_of(session, viewer, SettingKind.PROGRAMME, str(programme.id))
        programme_about_facts.show_history(history, service_names(viewer, has_merged=True))
        ask_to_remove(viewer, programme)


def form_of(code: str) -> str:
    """The name of a programme's form."""
    return f"programme-{code}"


def service_names(viewer: Viewer, *, has_merged: bool = False) -> dict[UUID, str]:
    """Every service by its id; on request also those merged into another, which have the name of that."""
    with access.reading() as session:
        known = services_to_choose_from(session, viewer)
    return {id: one.name for one in known for id in (one.id, *(one.merged if has_merged else ()))}


def starting_from(now: ProgrammeDraft, day: DayGiven) -> ProgrammeDraft:
    """The draft with that day as its start; the day that was used before stays among the others."""
    used = DayGiven(words("programme_about.started"), now.started_on, now.source) if now.started_on else None
    is_told = any((one.day, one.source) == (now.started_on, now.source) for one in now.days)
    days = now.days if used is None or is_told else (*now.days, used)
    return replace(now, started_on=day.day, source=day.source, days=days)


def _choose_start(viewer: Viewer, programme: ProgrammeSeen, after: int) -> None:
    """Another of its days to be the one that figures go by."""
    others = [
        one for one in programme.days if (one.day, one.source) != (programme.started_on, programme.source)
    ]
    if not others:
        return
    with st.form(f"start-{programme.code}"):
        chosen = st.selectbox(
            words("programme_about.use_which"),
            others,
            format_func=lambda one: day_told(one.day, one.what, one.source),
        )
        st.markdown(f":small[:gray[{words('programme_about.hints.use')}]]")
        is_chosen = st.form_submit_button(words("programme_about.use"))
    if is_chosen:
        _save(viewer, programme, Asked(starting_from(as_draft(programme), chosen), {}), after, {})


def _change(viewer: Viewer, programme: ProgrammeSeen, after: int, services: dict[UUID, str]) -> None:
    form = form_of(programme.code)
    with (
        st.expander(words("programme_about.change"), expanded=needs_another_look(form)),
        st.form(form, enter_to_submit=False, border=False),
    ):
        asked = ask(form, as_draft(programme), services, is_new=False)
        is_saved = st.form_submit_button(words("programme_about.save"), type="primary")
    if is_saved:
        _save(viewer, programme, asked, after, in_words(asked.said, services))


def _save(
    viewer: Viewer, programme: ProgrammeSeen, asked: Asked, after: int, typed: Mapping[str, str]
) -> None:
    at = access.now()
    with acting(form_of(programme.code), words("programme_about.saved"), typed) as session:
        if not change_programme(session, programme.id, asked.draft, after=after, by=viewer, at=at):
            desk()["said"] = words("programme_about.not_different")
