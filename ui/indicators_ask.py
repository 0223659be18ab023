"""The forms that say what a published figure is: add one, and change it."""

from collections.abc import Mapping

import streamlit as st

from actions.indicators import add_indicator, change_indicator
from content.words import words
from models.commitment import Direction, looking_of
from models.indicator import IndicatorDraft, IndicatorSeen, Unit
from models.people import Viewer
from models.programme import ProgrammeSeen
from ui import access, forms_boxes
from ui.commitments_measure import ask_measure, ask_scope, measure_name, scope_said
from ui.forms_desk import acting, filled, label, say_what_happened, seen

FIELDS = "indicators.fields"
WIDTH = 300


def ask_to_add(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """The boxes of a new one."""
    form = f"new-figure-{programme.id}"
    say_what_happened(form)
    draft = _ask(viewer, form, programme.code, None)
    if draft is not None:
        with acting(form, words("indicators.add.done")) as session:
            add_indicator(session, programme.id, draft, by=viewer, at=access.now())


def ask_to_change(viewer: Viewer, indicator: IndicatorSeen, programme: ProgrammeSeen) -> None:
    """The boxes, filled with what it says."""
    form = f"change-figure-{indicator.id}"
    say_what_happened(form, FIELDS, _as_typed(viewer, indicator))
    after = seen(form, indicator.number)
    draft = _ask(viewer, form, programme.code, indicator)
    if draft is not None:
        with acting(form, words("indicators.change_it.done"), _as_typed(viewer, draft)) as session:
            change_indicator(session, indicator.id, draft, after=after, by=viewer, at=access.now())


def _ask(viewer: Viewer, form: str, code: str, now: IndicatorSeen | None) -> IndicatorDraft | None:
    """The draft once Save is pressed, else None."""
    with st.form(form, enter_to_submit=False):
        name = _line(form, "name", now.name if now else "")
        called = words(f"{FIELDS}.definition")
        definition = forms_boxes.lines(form, "definition", called, now.definition if now else "")
        published_by = _line(form, "published_by", now.published_by if now else "")
        source = _line(form, "source", now.source if now else "")
        with st.container(horizontal=True):
            said, visibility = label(form, "unit", words(f"{FIELDS}.unit"))
            unit: Unit = st.selectbox(
                said,
                list(Unit),
                format_func=lambda one: words(f"indicators.units.{one.value}"),
                key=filled(form, "unit", now.unit if now else Unit.PERCENT),
                label_visibility=visibility,
                width=WIDTH,
            )
            better: Direction | None = st.selectbox(
                words(f"{FIELDS}.better"),
                list(Direction),
                index=None,
                placeholder=words("indicators.choose.better"),
                format_func=lambda one: words(f"indicators.choose.{one.value}"),
                key=filled(form, "better", now.better if now else None),
                width=WIDTH,
            )
        st.markdown(f":small[:gray[{words('indicators.hints.beside')}]]")
        measure = ask_measure(viewer, form, now.measure if now else "")
        if now and now.lost:
            st.warning(words("indicators.hints.lost"))
        scope = ask_scope(viewer, form, now.scope if now else "", code)
        save = words("indicators.change_it.save" if now else "indicators.add.save")
        if not st.form_submit_button(save, type="primary"):
            return None
    return IndicatorDraft(
        name=name,
        definition=definition,
        unit=unit,
        published_by=published_by,
        source=source,
        better=better,
        measure=measure,
        scope=scope(measure) if measure else "",
    )


def _line(form: str, field: str, now: str) -> str:
    return forms_boxes.line(form, field, words(f"{FIELDS}.{field}"), now)


def _as_typed(viewer: Viewer, draft: IndicatorDraft | IndicatorSeen) -> Mapping[str, str]:
    """What is in the boxes, as people read it."""
    typed = {
        "name": draft.name,
        "definition": draft.definition,
        "published_by": draft.published_by,
        "source": draft.source,
        "unit": words(f"indicators.units.{draft.unit.value}"),
        "better": words(f"indicators.choose.{draft.better.value}") if draft.better else "",
        "measure": measure_name(draft.measure),
        "scope": scope_said(viewer, looking_of(draft.scope)[0]) if draft.measure else "",
    }
    return {field: said for field, said in typed.items() if said}
