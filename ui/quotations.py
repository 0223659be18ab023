"""What may be quoted of a service: what its author let us publish and a moderator approved, ten at a time."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from content.words import words
from models.facts import Facts
from models.people import Permission, Viewer
from models.scope import Scope
from reporting.looked import Looked
from reporting.theme_titles import theme_title
from storage.queries.quotations import A_PAGE, Quotation, quotations
from ui import access, search_choices
from ui.go_to import go_to
from ui.plain import plain


def show(viewer: Viewer, looked: Looked, *, key: str) -> None:
    """Draw the quotations of a side of a page, `key`, for whoever may read what was approved."""
    st.subheader(words("one_service.quotations.heading"))
    if not viewer.may(Permission.READ_APPROVED):
        st.markdown(words("one_service.quotations.not_yours"))
        return
    st.markdown(words("one_service.quotations.lead"))
    theme = _theme(looked, key)
    facts = looked.tagged
    newest = looked.facts.feedback.index[::-1]
    if theme:
        newest = newest[newest.isin(facts.themes["row"][facts.themes["theme"] == theme])]
    page = _page(looked.scope, theme, key)
    with access.reading() as session:
        ids = map(UUID, looked.facts.feedback["id"].reindex(newest))
        found = quotations(session, viewer, ids, page=page)
    if not found.shown:
        st.markdown(words(f"one_service.quotations.{'none_theme' if theme else 'none'}"))
        return
    kinds = _kinds(found.shown, looked.facts)
    for one in found.shown:
        _draw(one, kinds[one.feedback_id])
    _turn(key, page, has_more=found.has_more)
    st.markdown(f":small[:gray[{words('one_service.quotations.how')}]]")
    if viewer.may(Permission.EXPORT_WORDS):
        _take(looked.scope, key)


def _theme(looked: Looked, key: str) -> str | None:
    people = looked.tagged.themes["theme"].value_counts()
    titles = {str(theme): theme_title(str(theme)) for theme in people.index[people > 0]}
    in_order = sorted(titles, key=titles.__getitem__)
    chosen: str | None = st.selectbox(
        words("one_service.quotations.theme"),
        [None, *in_order],
        format_func=lambda one: titles[one] if one else words("one_service.quotations.any_theme"),
        key=f"quotations-theme-{key}",
    )
    return chosen


def _page(scope: Scope, theme: str | None, key: str) -> int:
    """The page this session is on; the first again for another scope or theme."""
    asked, place = repr((scope, theme)), f"quotations-{key}"
    if st.session_state.get(place, {}).get("asked") != asked:
        st.session_state[place] = {"asked": asked, "page": 0}
    page: int = st.session_state[place]["page"]
    return page


def _draw(one: Quotation, kinds: str) -> None:
    with st.container(border=True):
        st.text(one.words)
        said = words("one_service.quotations.said", month=f"{one.counted_on:%B %Y}", kinds=plain(kinds))
        st.markdown(f":small[:gray[{said}]]")


def _kinds(shown: Sequence[Quotation], facts: Facts) -> dict[UUID, str]:
    """The kinds of service that each is about, which say less than their names."""
    known, texts = facts.directory.services, facts.feedback["id"]
    written = [text for one in shown for text in (one.feedback_id.hex, str(one.feedback_id))]
    found = {UUID(text): row for row, text in texts[texts.isin(written)].items()}
    named = {}
    for one in shown:
        services = facts.services["service"][facts.services["row"] == found[one.feedback_id]]
        sectors = dict.fromkeys(known[service].sector for service in services if service in known)
        named[one.feedback_id] = ", ".join(words(f"named.sector.{sector}") for sector in sectors)
    return named


def _turn(key: str, page: int, *, has_more: bool) -> None:
    if not page and not has_more:
        return
    place = f"quotations-{key}"
    with st.container(horizontal=True):
        for name, step, is_there in (("earlier", -1, page > 0), ("more", 1, has_more)):
            if st.button(
                words(f"one_service.quotations.{name}", count=A_PAGE),
                key=f"{place}-{name}",
                disabled=not is_there,
            ):
                st.session_state[place]["page"] = page + step
                st.rerun()


def _take(scope: Scope, key: str) -> None:
    st.markdown(f":small[:gray[{words('one_service.quotations.take_note')}]]")
    if st.button(words("one_service.quotations.take"), key=f"quotations-take-{key}"):
        search_choices.open_on_scope(scope)
        go_to("search")
