"""When answers are due: the law that letters name and the bodies, and which days are bank holidays."""

from dataclasses import asdict
from datetime import date

import streamlit as st

from actions.change_powers import A_YEAR, ABOUT, change_powers
from content.words import day_in_words, words
from models.people import Viewer
from models.powers import PowersSeen
from models.setting import ThresholdKind
from storage.queries.powers import powers
from storage.queries.setting_changes import Change, changes_of
from storage.queries.thresholds import thresholds
from ui import access, forms_boxes, our_settings_holidays
from ui import our_settings as pieces
from ui.forms_desk import acting, say_what_happened, seen
from ui.our_settings_desk import Row, close, is_open

FORM = "powers"
LISTS = ("copies_to", "ladder")
LIST_HEIGHT = 180
"""In pixels: five lines and a bit, so that one that has more shows it."""

HINTS = {
    "asks_under": "law_hint",
    "answers_under": "law_hint",
    "copies_to": "lines_hint",
    "ladder": "lines_hint",
    "annual_report_day": "day_hint",
}


def draw(viewer: Viewer) -> None:
    """Draw this part of the page."""
    with access.reading() as session:
        days = thresholds(session, viewer)
        said = powers(session, viewer.watchdog_id)
        history = changes_of(session, viewer, *ABOUT)
    shorter, longer = days[ThresholdKind.ANSWER_DAYS], days[ThresholdKind.LONGER_ANSWER_DAYS]
    st.markdown(words("clock_settings.days", days=shorter, longer=longer))
    title = words("clock_settings.powers_title")
    _powers(viewer, Row(*ABOUT, title, [_on_lines(change) for change in history]), said)
    our_settings_holidays.draw(viewer)


def _powers(viewer: Viewer, row: Row, now: PowersSeen) -> None:
    with pieces.box(row):
        st.markdown(words("clock_settings.powers_intro"))
        say_what_happened(FORM, "our_settings.fields", _as_typed(now))
        if not is_open(row):
            _show(now)
        if not pieces.is_opened(row):
            return
        after = seen(FORM, row.newest)
        with st.form(FORM, border=False, enter_to_submit=False):
            typed = {field: _box(field, said) for field, said in _as_typed(now).items()}
            is_saved = pieces.save_or_leave(row)
        if is_saved:
            draft = PowersSeen(
                **typed | {field: tuple(typed[field].splitlines()) for field in LISTS}  # type: ignore[arg-type]
            )
            with acting(FORM, words("clock_settings.saved"), typed) as session:
                change_powers(session, draft, after=after, by=viewer, at=access.now())
                close(row)


def _show(now: PowersSeen) -> None:
    day = words("clock_settings.every_year", day=_day_of_year(now.annual_report_day))
    shown = _as_typed(now) | {"annual_report_day": day if now.annual_report_day else ""}
    for field, said in shown.items():
        with st.container(gap=None):
            st.markdown(f":small[:gray[{words(f'our_settings.fields.{field}')}]]")
            st.text(said or words("our_settings.nothing"))


def _box(field: str, now: str) -> str:
    name = words(f"our_settings.fields.{field}")
    with st.container(gap="xxsmall"):
        if field == "annual_report_day":
            typed = forms_boxes.line(FORM, field, name, now)
        else:
            height = LIST_HEIGHT if field in LISTS else None
            typed = forms_boxes.lines(FORM, field, name, now, height=height)
        st.markdown(f":small[:gray[{words(f'clock_settings.{HINTS[field]}')}]]")
    return typed


def _as_typed(now: PowersSeen) -> dict[str, str]:
    return {field: said if isinstance(said, str) else "\n".join(said) for field, said in asdict(now).items()}


def _day_of_year(month_and_day: str) -> str:
    """ "06-30" as "30 June"; empty for an empty one."""
    if not month_and_day:
        return ""
    return day_in_words(date.fromisoformat(f"{A_YEAR}-{month_and_day}")).removesuffix(f" {A_YEAR}")


def _on_lines(change: Change) -> Change:
    """A change as the history shows it: a list is one text."""
    return change._replace(
        changes={
            field: (_listed(before), _listed(after)) for field, (before, after) in change.changes.items()
        }
    )


def _listed(said: object) -> str:
    return "; ".join(said) if isinstance(said, list) else str(said)
