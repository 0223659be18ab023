"""What to print and take along: the form on paper in each language, and a poster."""

from urllib.parse import urlencode

import streamlit as st

from actions.printed import printed_languages
from content.languages import is_open, languages
from content.question_sets import HAVE_YOUR_SAY, set_to_ask
from content.words import words
from models.people import Permission, Viewer
from storage.queries.programme_form import programme_forms
from storage.queries.services_to_choose_from import services_to_choose_from
from ui import access
from ui.links import button_link, quiet_link


def show_form(viewer: Viewer) -> None:
    """A link to the form in each language, and to each programme's own."""
    st.subheader(words("print.form"))
    st.write(words("print.form_what"))
    for code in printed_languages():
        quiet_link(f"/form.pdf?language={code}", _in_words(code))
    for address, name in own_papers(viewer):
        quiet_link(address, name)


def own_papers(viewer: Viewer) -> list[tuple[str, str]]:
    """Where to print the form of each programme that asks questions of its own, and what that is called."""
    with access.reading() as session:
        forms = programme_forms(session, viewer, on=access.today())
    return [
        (f"/form.pdf?programme={one.code}", words("print.own", programme=one.name))
        for one in forms
        if set_to_ask(one.question_sets) != HAVE_YOUR_SAY
    ]


def ask_for_poster(viewer: Viewer) -> None:
    """What the poster is for; the link to it follows what is chosen."""
    if not (viewer.may(Permission.WRITE_FOR_OTHERS) or viewer.may(Permission.EDIT_DIRECTORY)):
        return
    st.subheader(words("print.poster"))
    st.write(words("print.poster_what"))
    with access.reading() as session:
        services = services_to_choose_from(session, viewer)
    names = {str(one.id): one.name for one in services if one.is_open_on(access.today())}
    service = st.selectbox(
        words("print.service"),
        ["", *names],
        format_func=lambda chosen: names.get(chosen, words("print.any_service")),
        key="poster-service",
    )
    programme = st.text_input(words("print.programme"), key="poster-programme", autocomplete="off")
    st.markdown(f":small[:gray[{words('print.programme_hint')}]]")
    partner = st.text_input(words("print.partner"), key="poster-partner", autocomplete="off")
    st.markdown(f":small[:gray[{words('print.partner_hint')}]]")
    language = st.selectbox(
        words("print.language"), printed_languages(), format_func=_in_words, key="poster-language"
    )
    said = {"service": service, "programme": programme.strip(), "by": partner.strip(), "language": language}
    asked = urlencode({name: value for name, value in said.items() if value})
    button_link(f"/poster.pdf?{asked}", words("print.make"), whole=words("print.make_whole"))


def _in_words(code: str) -> str:
    name = languages()[code].name
    return name if is_open(code) else words("print.unchecked", name=name)
