"""Mail: what waits, what did not go and why, and what was sent; a link can be shown to pass it on."""

import streamlit as st

from actions.background import wake_mail
from actions.send_mail import show_link, try_again
from content.words import words
from models.errors import FeedbackError
from models.people import Viewer
from ui import access, frame, outbox
from ui.outbox import MOST_SHOWN
from ui.outbox import Message as Message
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("outbox")
    frame.wide()
    st.title(words("outbox.title"))
    outbox.say_what_happened()
    groups = outbox.in_groups(outbox.messages(viewer))
    if not groups:
        st.subheader(words("outbox.none"))
        st.markdown(words("outbox.none_hint"))
    for name, group in groups.items():
        st.subheader(words(f"outbox.{name}_heading", count=len(group)))
        if name == "over":
            st.markdown(f":small[:gray[{words('outbox.over_hint')}]]")
        for message in group[:MOST_SHOWN]:
            if name == "open":
                _open_message(viewer, message)
            else:
                outbox.show_line(message)
        if len(group) > MOST_SHOWN:
            st.markdown(words("outbox.newest", count=MOST_SHOWN))


def _open_message(viewer: Viewer, message: Message) -> None:
    """A message that somebody may have to do something about."""
    with st.container(border=True):
        outbox.show_facts(message)
        if message.name is None:
            return
        name = plain(message.name)
        with st.container(horizontal=True):
            is_to_show = message.has_link and st.button(
                words("outbox.show"), key=f"show-{message.id}", help=words("outbox.show_for", name=name)
            )
            is_to_try = (
                bool(message.fault)
                and outbox.is_sent_from_here()
                and st.button(
                    words("outbox.again"),
                    key=f"again-{message.id}",
                    help=words("outbox.again_for", name=name),
                )
            )
        if is_to_show:
            _show(viewer, message)
        if is_to_try:
            _try_again(viewer, message)


def _show(viewer: Viewer, message: Message) -> None:
    try:
        with access.writing() as session:
            path = show_link(session, message.id, by=viewer, at=access.now())
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
    else:
        outbox.show_link(path, message)


def _try_again(viewer: Viewer, message: Message) -> None:
    try:
        with access.writing() as session:
            try_again(session, message.id, by=viewer, at=access.now())
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
    else:
        wake_mail()
        st.session_state[outbox.SAID] = True
        st.rerun()


if __name__ == "__main__":
    page()
