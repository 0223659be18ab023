"""Remove a programme that was added by mistake: asked twice, and only where nothing would be lost."""

import streamlit as st

from actions.remove_programme import remove_programme
from content.words import words
from models.people import Viewer
from models.programme import ProgrammeSeen
from storage.queries.programme_used import is_programme_used
from ui import access, programme_address
from ui.forms_desk import acting, say_what_happened


def ask_to_remove(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """A box to tick and a button, for one that nobody has told us of and nothing was decided about."""
    with access.reading() as session:
        if is_programme_used(session, viewer.watchdog_id, programme.id):
            return
    form = f"remove-programme-{programme.code}"
    say_what_happened(form)
    with st.expander(words("programme_about.remove.heading")), st.form(form, border=False):
        st.markdown(words("programme_about.remove.what"))
        is_sure = st.checkbox(words("programme_about.remove.sure"))
        is_pressed = st.form_submit_button(words("programme_about.remove.remove"))
    if is_pressed and not is_sure:
        st.error(words("programme_about.remove.not_sure"))
    elif is_pressed:
        with acting(form, "") as session:
            remove_programme(session, programme.id, by=viewer, at=access.now())
            programme_address.open_at("")
