"""What is on record of a published figure: all that was entered, taken back and changed, and by whom."""

from datetime import date, datetime

import streamlit as st

from actions.indicators import take_back_figure
from content.days_named import days_named
from content.words import day_in_words, words
from models.commitment import looking_of
from models.errors import Problems
from models.indicator import FigureSeen, IndicatorSeen, Unit
from models.people import Viewer
from models.setting import SettingKind
from models.watchdog import HERE
from reporting.indicator_words import amount
from storage.queries.setting_changes import Change, changes_of
from ui import access
from ui.commitments_measure import measure_name, scope_said
from ui.forms_desk import acting, filled, label, say_what_happened


def ask_to_take_back(viewer: Viewer, indicator: IndicatorSeen) -> None:
    """Choose one of the figures that hold."""
    form = f"back-{indicator.id}"
    say_what_happened(form)
    if not indicator.figures:
        return
    held = {one.days: one for one in reversed(indicator.figures)}
    with st.form(form, enter_to_submit=False):
        said, visibility = label(form, "days", words("indicators.history.which"))
        chosen: tuple[date, date] | None = st.selectbox(
            said,
            [*held],
            index=None,
            placeholder=words("indicators.history.choose"),
            format_func=lambda days: _said(indicator, held[days]),
            key=filled(form, "days", None),
            label_visibility=visibility,
        )
        is_pressed = st.form_submit_button(words("indicators.history.take_back"))
    if is_pressed:
        with acting(form, words("indicators.history.back")) as session:
            if chosen is None:
                raise Problems({"days": words("indicators.history.choose")})
            take_back_figure(session, indicator.id, *chosen, by=viewer, at=access.now())


def show_history(viewer: Viewer, indicator: IndicatorSeen) -> None:
    """Every figure and every change, newest first, and who added it."""
    with access.reading() as session:
        changes = changes_of(session, viewer, SettingKind.INDICATOR, str(indicator.id))
    lines = [(one.entered_at, [_entered(indicator, one)]) for one in indicator.entered if one.entered_at]
    lines += [(change.at, _changed(viewer, change)) for change in changes]
    with st.container(gap="xxsmall"):
        for _, said in sorted(lines, key=lambda line: line[0], reverse=True):
            for line in said:
                st.text(line)
        if indicator.added_at:
            name = indicator.added_by or words("indicators.our_files")
            st.text(words("indicators.history.added", day=_day(indicator.added_at), name=name))


def _said(indicator: IndicatorSeen, one: FigureSeen) -> str:
    value = amount(indicator.unit, one.value or 0)
    return words("indicators.chart.figure", when=days_named(*one.days), value=value)


def _entered(indicator: IndicatorSeen, one: FigureSeen) -> str:
    gaps = {
        "day": _day(one.entered_at) if one.entered_at else "",
        "name": one.entered_by or words("indicators.our_files"),
        "when": days_named(*one.days),
    }
    if one.value is None:
        return words("indicators.history.taken_back", **gaps)
    said = words("indicators.history.entered", value=amount(indicator.unit, one.value), **gaps)
    return words("indicators.history.source", said=said, source=one.source) if one.source else said


def _changed(viewer: Viewer, change: Change) -> list[str]:
    said = [words("indicators.history.changed", day=_day(change.at), name=change.who)]
    for field, (before, after) in change.changes.items():
        values = {"before": _as_words(viewer, field, before), "after": _as_words(viewer, field, after)}
        name = words(f"indicators.fields.{field}")
        said.append(words("indicators.history.changed_line", field=name, **values))
    return said


def _as_words(viewer: Viewer, field: str, value: str | None) -> str:
    """One value of the history as people read it."""
    if not value:
        return words("indicators.history.nothing")
    match field:
        case "unit":
            return words(f"indicators.units.{Unit(value).value}")
        case "better":
            return words(f"indicators.choose.{value}")
        case "measure":
            return measure_name(value)
        case "scope":
            return scope_said(viewer, looking_of(value)[0])
    return value


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())
