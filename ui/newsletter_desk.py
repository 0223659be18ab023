"""The newsletter: how many take it, the list to send it to, and a draft of a month's text."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

from actions.newsletter_links import LASTS
from actions.newsletter_list import take_list
from content.words import words
from models.people import Permission, Viewer
from models.programme import ProgrammeSeen
from reporting.newsletter import TextKind
from reporting.wording import month_name
from settings import settings
from storage.queries.newsletter import readers
from ui import access
from ui.newsletter_desk_draft import drafted, take_draft

ENDING = {TextKind.TEXT: "txt", TextKind.MARKDOWN: "md"}


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Draw this part of the page."""
    if not viewer.may(Permission.SEND_NEWSLETTER):
        return
    _who_takes_it(viewer)
    _draft(viewer)


def _who_takes_it(viewer: Viewer) -> None:
    with access.reading() as session:
        many, waiting = readers(session, viewer)
    st.subheader(words("newsletter_desk.readers_heading"), anchor=False)
    st.markdown(words(f"newsletter_desk.{_key('reader', many)}", count=f"{many:,}"))
    st.markdown(words(f"newsletter_desk.{_key('wait', waiting)}", count=f"{waiting:,}", days=LASTS.days))
    if not settings().smtp_host:
        st.warning(words("newsletter_desk.no_server"))
    st.markdown(words("newsletter_desk.sign_up"))
    st.code(f"{settings().address.rstrip('/')}/newsletter", language=None, wrap_lines=True)
    if many:
        st.download_button(
            words("newsletter_desk.take"),
            data=partial(_list, viewer),
            file_name=f"newsletter-{access.today():%Y-%m-%d}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.markdown(f":small[:gray[{words('newsletter_desk.take_note')}]]")


def _key(what: str, many: int) -> str:
    """Which words say so many."""
    none = {"reader": "nobody", "wait": "waits_none"}[what]
    one = {"reader": "one_reader", "wait": "waits_one"}[what]
    return {0: none, 1: one}.get(many, f"{what}s")


def _list(viewer: Viewer) -> bytes:
    with access.writing() as session:
        return take_list(session, by=viewer, at=access.now()).file


def _draft(viewer: Viewer) -> None:
    st.subheader(words("newsletter_desk.draft_heading"), anchor=False)
    st.markdown(words("newsletter_desk.draft_note"))
    months = _months(access.today())
    month = st.pills(
        words("newsletter_desk.month"),
        months,
        default=months[0],
        required=True,
        format_func=month_name,
        key="newsletter-month",
    )
    kind = st.pills(
        words("newsletter_desk.as_what"),
        list(TextKind),
        default=TextKind.TEXT,
        required=True,
        format_func=lambda one: words(f"newsletter_desk.kind.{one.value}"),
        key="newsletter-kind",
    )
    key = f"newsletter-{month:%Y-%m}-{kind.value}"
    st.button(words("newsletter_desk.afresh"), on_click=_forget, args=[key])
    if key not in st.session_state:
        st.session_state[key] = drafted(viewer, month, kind)
    st.markdown(f":small[:gray[{words('newsletter_desk.reasons_note')}]]")
    text = st.text_area(words("newsletter_desk.text"), key=key, height=420) or ""
    with st.expander(words("newsletter_desk.copy")):
        st.code(text, language=None, wrap_lines=True)
    st.download_button(
        words("newsletter_desk.download"),
        data=partial(take_draft, viewer, month, kind, text),
        file_name=f"newsletter-{month:%Y-%m}.{ENDING[kind]}",
        mime="text/plain",
        on_click="ignore",
    )


def _months(today: date) -> list[date]:
    """This month and the last one, by their first days."""
    this = today.replace(day=1)
    return [this, (this - timedelta(days=1)).replace(day=1)]


def _forget(key: str) -> None:
    st.session_state.pop(key, None)
