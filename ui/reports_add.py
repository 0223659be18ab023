"""What can be added to a report: words of ours, a picture, somebody's words, or a recommendation."""

from collections.abc import Callable, Sequence

import streamlit as st

from content.words import words
from models.report_parts import Part, PictureChosen, QuotationChosen, RecommendationChosen, TextOfOurs
from reporting.report_pictures import CATALOGUE, offered
from ui import reports_quote
from ui.forms_desk import boxes_of
from ui.reports_parts import Around, show
from ui.reports_save import form_of


def ask(around: Around, names: Sequence[str]) -> tuple[Part, int] | None:
    """The part that was asked for, and before which of the others it comes; None where none was.

    `names` are what the parts are called that are there.
    """
    form = boxes_of(form_of(around.report))
    st.subheader(words("reports.add.heading"), anchor=False)
    kind = st.pills(
        words("reports.add.kind"),
        [*KINDS],
        format_func=lambda one: words(f"reports.add.kinds.{one}"),
        key=f"add-{form}",
    )
    if kind is None:
        return None
    places = [*range(len(names) + 1)]
    place: int = st.selectbox(
        words("reports.add.place"),
        places,
        index=len(names),
        format_func=lambda at: (
            words("reports.add.after", name=names[at - 1]) if at else words("reports.add.first")
        ),
        key=f"place-{form}-{len(names)}",
    )
    part = KINDS[kind](around)
    return None if part is None else (part, place)


def _text(around: Around) -> Part | None:
    st.markdown(words("reports.add.text_note"))
    return TextOfOurs() if _is_pressed("text") else None


def _picture(around: Around) -> Part | None:
    there = {part.name for part in around.report.parts if isinstance(part, PictureChosen)}
    names = [
        one.name
        for one in offered(around.material.looked.scope, around.material.programme)
        if one.name not in there
    ]
    chosen = st.selectbox(
        words("reports.add.picture"),
        names,
        index=None,
        placeholder=words("reports.add.choose"),
        format_func=lambda one: CATALOGUE[one].label,
        key=f"picture-{boxes_of(form_of(around.report))}",
    )
    if chosen is None:
        return None
    part = PictureChosen(name=chosen)
    with st.container(border=True):
        show(around, part)
    return part if _is_pressed("picture") else None


def _quotation(around: Around) -> Part | None:
    found = reports_quote.ask(around)
    if found is None:
        return None
    feedback_id, stretch = found
    if not _is_pressed("quotation"):
        return None
    return QuotationChosen(feedback_id=feedback_id, start=stretch.start, end=stretch.end)


def _recommendation(around: Around) -> Part | None:
    there = {part.recommendation_id for part in around.report.parts if isinstance(part, RecommendationChosen)}
    open_ = {
        one.id: one
        for one in around.material.recommendations.values()
        if one.ended_at is None and one.id not in there
    }
    st.html(
        f'<p style="margin: 0"><a href="/recommendations?new=yes" target="_blank" style="color: inherit">'
        f"{words('reports.add.make_recommendation')}</a></p>"
    )
    if not open_:
        st.info(words("reports.add.no_recommendation"))
        return None
    chosen = st.selectbox(
        words("reports.add.recommendation"),
        [*open_],
        index=None,
        placeholder=words("reports.add.choose"),
        format_func=lambda one: words(
            "reports.add.recommended", number=open_[one].number, asks=open_[one].asks, body=open_[one].body
        ),
        key=f"recommendation-{boxes_of(form_of(around.report))}",
    )
    if chosen is None or not _is_pressed("recommendation"):
        return None
    return RecommendationChosen(recommendation_id=chosen)


def _is_pressed(kind: str) -> bool:
    return st.button(words(f"reports.add.{kind}_go"), key=f"add-{kind}", type="primary")


KINDS: dict[str, Callable[[Around], Part | None]] = {
    "text": _text,
    "picture": _picture,
    "quotation": _quotation,
    "recommendation": _recommendation,
}
