"""Settings: the numbers to ring, what is too small to publish, which questions are asked, and who we are."""

import streamlit as st

from actions.change_watchdog import change_watchdog
from actions.set_signpost import check_signpost, clear_signpost, set_signpost
from actions.set_threshold import set_threshold
from actions.switch_question_set import switch_question_set
from content.words import words
from models.people import Viewer
from ui import access, our_settings_clock, our_settings_lead
from ui import our_settings as pieces
from ui import our_settings_desk as desk
from ui import our_settings_rows as rows


def page() -> None:
    viewer = access.open_page("our_settings")
    st.title(words("our_settings.title"))
    if (section := pieces.pick_section(viewer)) == "numbers":
        for number in rows.numbers(viewer):
            _number(viewer, number)
    elif section == "thresholds":
        for threshold in rows.all_thresholds(viewer):
            _threshold(viewer, threshold)
    elif section == "forms":
        for asked in rows.question_sets(viewer):
            _question_set(viewer, asked)
    elif section == "clock":
        our_settings_clock.draw(viewer)
    else:
        _details(viewer)
        our_settings_lead.choose(viewer)


def _number(viewer: Viewer, number: rows.NumberRow) -> None:
    """Show a number to ring; change it, take it away, or say that it is still right."""
    row, kept = number.row, number.kept
    with pieces.box(row):
        rows.show_number(number)
        if desk.asks(row):
            if pieces.sure(row, "our_settings.shuts", "our_settings.shuts_yes"):
                _take_away(viewer, number)
        elif desk.is_open(row):
            _change_number(viewer, number)
        elif pieces.change_or(row, "still_right" if kept.number else ""):
            with desk.acting(row, words("our_settings.now_checked")) as session:
                check_signpost(session, kept.kind, after=desk.seen(row), by=viewer, at=access.now())


def _change_number(viewer: Viewer, number: rows.NumberRow) -> None:
    row, kept = number.row, number.kept
    with pieces.form(row, number=kept.number, hours=kept.hours):
        typed = pieces.text_box(row, "number", hint="our_settings.number_hint")
        hours = pieces.text_box(row, "hours", hint="our_settings.hours_hint")
        is_saved = pieces.save_or_leave(row, note="our_settings.counts_as_checked")
    if is_saved and kept.number and not typed.strip():
        if not number.keeps_open:
            _take_away(viewer, number)
        desk.ask_again(row)
        st.rerun()
    if is_saved:
        after, at = desk.seen(row), access.now()
        with desk.acting(row, words("our_settings.saved")) as session:
            set_signpost(session, kept.kind, number=typed, hours=hours, after=after, by=viewer, at=at)


def _take_away(viewer: Viewer, number: rows.NumberRow) -> None:
    with desk.acting(number.row, words("our_settings.taken_away")) as session:
        clear_signpost(session, number.kept.kind, after=desk.seen(number.row), by=viewer, at=access.now())


def _threshold(viewer: Viewer, threshold: rows.ThresholdRow) -> None:
    """Show a number that decides what may be published; choose another."""
    row, kind = threshold.row, threshold.kind
    with pieces.box(row):
        rows.show_threshold(threshold)
        if not pieces.is_opened(row):
            return
        with pieces.form(row, value=threshold.value):
            value = pieces.number_box(row, hint=rows.range_of(threshold))
            is_saved = pieces.save_or_leave(row)
        if is_saved:
            with desk.acting(row, words("our_settings.saved")) as session:
                set_threshold(session, kind, value, after=desk.seen(row), by=viewer, at=access.now())


def _question_set(viewer: Viewer, asked: rows.QuestionSetRow) -> None:
    """Show whether a set of questions is asked; switch it on or off."""
    row = asked.row
    with pieces.box(row):
        rows.show_question_set(asked)
        if desk.asks(row):
            is_pressed = pieces.sure(row, "our_settings.closes", "our_settings.closes_yes")
        else:
            is_pressed = pieces.switch(row, is_on=asked.is_on, asks=asked.closes_all)
        if is_pressed:
            with desk.acting(row, words(f"our_settings.{'closed' if asked.is_on else 'opened'}")) as session:
                is_on, after, at = not asked.is_on, desk.seen(row), access.now()
                switch_question_set(session, asked.name, is_on=is_on, after=after, by=viewer, at=at)


def _details(viewer: Viewer) -> None:
    """Show what people read about the watchdog; change it."""
    row, now = rows.details(viewer)
    with pieces.box(row):
        rows.show_details(now)
        if not pieces.is_opened(row):
            return
        with pieces.form(row, name=now.name, area=now.area, telephone=now.telephone):
            typed = {field: pieces.text_box(row, field) for field in ("name", "area")}
            typed["telephone"] = pieces.text_box(row, "telephone", hint="our_settings.telephone_hint")
            is_saved = pieces.save_or_leave(row)
        if is_saved:
            with desk.acting(row, words("our_settings.saved")) as session:
                change_watchdog(session, **typed, after=desk.seen(row), by=viewer, at=access.now())


if __name__ == "__main__":
    page()
