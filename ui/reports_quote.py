"""Choose whose words to quote, of those who may be, and from which sentence to which."""

from uuid import UUID

import streamlit as st

from content.words import words
from models.report_parts import QuotationChosen
from reporting.excerpts import Stretch
from reporting.theme_titles import theme_title
from storage.queries.quotations import A_PAGE, quotations
from ui import access, excerpt
from ui.forms_desk import boxes_of
from ui.reports_parts import Around, words_of
from ui.reports_save import form_of


def ask(around: Around) -> tuple[UUID, Stretch] | None:
    """Whose words are chosen by now and which part of them; None while nobody's are."""
    form = boxes_of(form_of(around.report))
    place = f"quote-{form}"
    st.markdown(words("reports.quote.lead"))
    if chosen := st.session_state.get(place):
        return _excerpt(around, UUID(chosen), place)
    theme = _theme(around, form)
    page: int = st.session_state.setdefault(f"{place}-page-{theme}", 0)
    with access.reading() as session:
        found = quotations(session, around.viewer, _ids(around, theme), page=page)
    if not found.shown:
        st.info(words("reports.quote.none"))
    for one in found.shown:
        with st.container(border=True):
            st.text(one.words)
            st.button(
                words("reports.quote.this"),
                key=f"quote-{one.feedback_id}",
                help=words("reports.quote.this_help"),
                on_click=_choose,
                args=[place, str(one.feedback_id)],
            )
    with st.container(horizontal=True):
        for name, step, is_there in (("newer", -1, page > 0), ("older", 1, found.has_more)):
            if is_there:
                st.button(
                    words(f"reports.quote.{name}", count=A_PAGE),
                    key=f"{place}-{name}",
                    on_click=_turn,
                    args=[f"{place}-page-{theme}", page + step],
                )
    return None


def _theme(around: Around, form: str) -> str | None:
    people = around.facts.themes["theme"].value_counts()
    titles = {str(theme): theme_title(str(theme)) for theme in people.index[people > 0]}
    chosen: str | None = st.selectbox(
        words("reports.quote.theme"),
        sorted(titles, key=titles.__getitem__),
        index=None,
        placeholder=words("reports.quote.any_theme"),
        format_func=titles.__getitem__,
        key=f"quote-theme-{form}",
    )
    return chosen


def _ids(around: Around, theme: str | None) -> list[UUID]:
    """Who told us in the scope of the report, newest first, and is not quoted in it yet."""
    facts = around.facts
    newest = facts.feedback.index[::-1]
    if theme:
        newest = newest[newest.isin(facts.themes["row"][facts.themes["theme"] == theme])]
    there = {part.feedback_id for part in around.report.parts if isinstance(part, QuotationChosen)}
    return [one for one in map(UUID, facts.feedback["id"].reindex(newest)) if one not in there]


def _excerpt(around: Around, feedback_id: UUID, place: str) -> tuple[UUID, Stretch] | None:
    said = words_of(around.viewer, [feedback_id]).get(feedback_id, "")
    st.button(words("reports.quote.another"), key=f"{place}-another", on_click=_choose, args=[place, ""])
    if not said.strip():
        st.warning(words("reports.write.quotation_gone"))
        return None
    stretch = excerpt.ask(said, place)
    st.markdown(f":small[:gray[{words('reports.quote.care')}]]")
    return feedback_id, stretch


def _choose(place: str, feedback_id: str) -> None:
    st.session_state[place] = feedback_id


def _turn(place: str, page: int) -> None:
    st.session_state[place] = page
