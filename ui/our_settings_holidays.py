"""Which days are bank holidays here: those that were proclaimed or are none any more, and the next ones."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from actions.bank_holidays import add_bank_holiday, remove_bank_holiday, rename_bank_holiday
from actions.due_days import Moved
from analysis.working_days import bank_holidays, is_weekend
from content.words import day_in_words, words
from models.people import Viewer
from models.setting import SettingKind
from storage.queries.bank_holidays import ChangedDay, changed_days
from storage.queries.setting_changes import Change, changes_of
from ui import access, forms_boxes
from ui import our_settings as pieces
from ui.forms_desk import acting, desk, filled, label, say_what_happened, seen
from ui.our_settings_desk import Row, close

ADD = "bank-holiday-new"
SHOWN = timedelta(days=365)
WIDTH = 560
"""In pixels, of the box of a day: what is to be put right in it is a sentence."""


def draw(viewer: Viewer) -> None:
    """Draw this part of the page."""
    with access.reading() as session:
        changed = changed_days(session, viewer)
        histories = [
            changes_of(session, viewer, SettingKind.BANK_HOLIDAY, one.day.isoformat()) for one in changed
        ]
    st.subheader(words("clock_settings.holidays_title"), anchor=False)
    st.markdown(words("clock_settings.holidays_intro"))
    say_what_happened(ADD)
    for one, history in zip(changed, histories, strict=True):
        title = words("clock_settings.day_title", day=_day(one.day), name=one.name)
        row = Row(
            SettingKind.BANK_HOLIDAY, one.day.isoformat(), title, [_in_words(change) for change in history]
        )
        _changed_day(viewer, row, one)
    _add(viewer)
    _show_next(changed)


def _changed_day(viewer: Viewer, row: Row, one: ChangedDay) -> None:
    form = f"bank-holiday-{one.day.isoformat()}"
    with pieces.box(row):
        st.markdown(words(f"clock_settings.{'is_holiday' if one.is_holiday else 'is_none'}"))
        say_what_happened(form, "our_settings.fields", {"name": one.name})
        if not pieces.is_opened(row):
            return
        after = seen(form, row.newest)
        with st.form(form, border=False):
            name = forms_boxes.line(form, "name", words("clock_settings.name"), one.name)
            is_saved = pieces.save_or_leave(row)
            is_removed = st.form_submit_button(words("clock_settings.remove"))
        if is_saved:
            with acting(form, words("our_settings.saved"), {"name": name}) as session:
                rename_bank_holiday(session, one.day, name, after=after, by=viewer, at=access.now())
                close(row)
        if is_removed:
            with acting(form, words("clock_settings.removed")) as session:
                moved = remove_bank_holiday(session, one.day, after=after, by=viewer, at=access.now())
                close(row)
                desk()["form"] = ADD  # the day has no box any more to say it in
                desk()["said"] += f" {_said(moved)}"


def _add(viewer: Viewer) -> None:
    with st.container(border=True), st.form(ADD, border=False, clear_on_submit=False):
        st.markdown(f"**{words('clock_settings.add_title')}**")
        day = forms_boxes.day(ADD, "day", words("clock_settings.day"), None, width=WIDTH)
        name = forms_boxes.line(ADD, "name", words("clock_settings.name"), "")
        said, _ = label(ADD, "is_sure", words("clock_settings.sure"))
        is_sure = st.checkbox(said, key=filled(ADD, "is_sure", False))
        is_pressed = st.form_submit_button(words("clock_settings.add"), type="primary")
    if is_pressed:
        with acting(ADD, "") as session:
            moved = add_bank_holiday(session, day, name, is_sure=is_sure, by=viewer, at=access.now())
            desk()["said"] = f"{words('clock_settings.added')} {_said(moved)}"


def _said(moved: Sequence[Moved]) -> str:
    """Whose answer is due on another day now."""
    if not moved:
        return words("clock_settings.none_moved")
    return " ".join(
        words(
            "clock_settings.moved",
            number=one.number,
            before=day_in_words(one.before),
            after=day_in_words(one.after),
        )
        for one in moved
    )


def _show_next(changed: Sequence[ChangedDay]) -> None:
    """Every bank holiday of the next twelve months, so that one that is missing is noticed."""
    today = access.today()
    years = (today.year, today.year + 1)
    known = {day: name for year in years for day, name in bank_holidays(year).items()}
    for one in changed:
        known.pop(one.day, None)
        if one.is_holiday:
            known[one.day] = one.name
    with st.expander(words("clock_settings.next_title")), st.container(gap=None):
        for day in sorted(known):
            if today <= day < today + SHOWN and not is_weekend(day):
                name = known[day].replace("(observed)", words("clock_settings.instead"))
                st.text(words("clock_settings.day_title", day=_day(day), name=name))


def _day(day: date) -> str:
    """ "Wednesday 25 November 2026"."""
    return f"{words(f'clock_settings.weekdays.{day.weekday()}')} {day_in_words(day)}"


def _in_words(change: Change) -> Change:
    """A change as the history shows it."""
    said = {True: words("clock_settings.yes"), False: words("clock_settings.no")}
    return change._replace(
        changes={
            field: (said.get(before, before), said.get(after, after))
            for field, (before, after) in change.changes.items()
        }
    )
