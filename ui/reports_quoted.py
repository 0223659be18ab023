"""Whose words stand in what was published and may not be shown any more, and what is to be done about it."""

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from actions.settle_quotation import settle
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.report import DocumentKind
from models.watchdog import HERE
from storage.queries.quoted import ToSettle, to_settle_list
from ui import access, forms_boxes, reports_address, reports_links
from ui.forms_desk import acting, desk, say_what_happened
from ui.plain import plain

FORM = "quoted-"


def draw(viewer: Viewer) -> None:
    """Draw each person's words with every document that quotes them; nobody's words are shown."""
    with access.reading() as session:
        found = to_settle_list(session, viewer)
    st.markdown(words("reports.quoted.lead"))
    last = desk()["form"]
    if last.startswith(FORM) and last not in {f"{FORM}{one.id}" for one in found}:
        say_what_happened(last)
    if not found:
        st.success(words("reports.quoted.none"))
    people = sorted(found, key=lambda one: _order(one, found))
    for at, (_, theirs) in enumerate(groupby(people, key=lambda one: one.feedback_id), start=1):
        with st.container(border=True):
            _person(viewer, at, list(theirs))


def _order(one: ToSettle, found: Iterable[ToSettle]) -> tuple[int, int]:
    """Everybody where they come first in the list, with their documents together."""
    ids = [each.feedback_id for each in found]
    return ids.index(one.feedback_id), -one.version


def _person(viewer: Viewer, at: int, theirs: list[ToSettle]) -> None:
    first = theirs[0]
    st.subheader(words("reports.quoted.person", number=plain(str(at))), anchor=False)
    why = words(f"reports.quoted.why.{first.why.value}")
    if first.since:
        day = day_in_words(first.since.astimezone(HERE).date())
        why = words("reports.quoted.since", why=why, day=day)
    st.markdown(plain(why))
    for one in theirs:
        _document(viewer, one)


def _document(viewer: Viewer, one: ToSettle) -> None:
    day = day_in_words(one.published_at.astimezone(HERE).date())
    kind = "report" if one.kind is DocumentKind.REPORT else "page"
    named = words(f"reports.quoted.{kind}", title=one.title, version=one.version, day=day)
    st.markdown(f"**{plain(named)}**")
    if one.is_taken_down:
        st.markdown(f":small[:gray[{words('reports.quoted.is_down')}]]")
    elif one.report is not None:
        reports_links.show(f"/report/{one.report}", query=f"?version={one.version}")
    todo = [] if one.is_taken_down else [words(f"reports.quoted.do_{kind}")]
    todo.append(words("reports.quoted.do_copies"))
    if one.copied_to:
        todo.append(words("reports.quoted.do_bodies", bodies=", ".join(one.copied_to)))
    st.markdown("\n".join(f"- {plain(each)}" for each in todo))
    if one.report is not None and not one.is_taken_down:
        st.button(
            words("reports.quoted.open"),
            key=f"open-quoted-{one.id}",
            on_click=reports_address.open_report,
            args=[str(one.report), "write"],
        )
    if viewer.may(Permission.PUBLISH):
        _settle(viewer, one)
    else:
        st.markdown(f":small[:gray[{words('reports.publish.who')}]]")


def _settle(viewer: Viewer, one: ToSettle) -> None:
    form = f"{FORM}{one.id}"
    say_what_happened(form)
    with st.form(form, enter_to_submit=False, border=False):
        how = forms_boxes.lines(form, "how", words("reports.fields.how"), "")
        is_pressed = st.form_submit_button(words("reports.quoted.done"))
    if is_pressed:
        with acting(form, words("reports.quoted.is_done")) as session:
            settle(session, one.id, how, by=viewer, at=access.now())
