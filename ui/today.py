"""The front page of staff: what needs somebody, a sentence for each, with the way to where it is done."""

from datetime import datetime, timedelta
from typing import NamedTuple

import streamlit as st

from actions.tag import this_release
from analysis.working_days import a_working_day_ago
from content.words import words
from models.need import Need, Wanting
from models.people import Viewer
from storage.queries.needs_today import Week, needs_today, this_week
from ui import access
from ui.go_to import go_to, open_on
from ui.navigation import STAFF_PAGES
from ui.plain import plain

DONE_ON = {
    Need.CONCERNS_OVERDUE: "escalations",
    Need.LEAD_IS_LATE: "people",
    Need.NOBODY_LEADS: "people",
    Need.CONCERNS_OPEN: "escalations",
    Need.NO_NAMED_LEAD: "our_settings",
    Need.NUMBERS_MISSING: "our_settings",
    Need.NUMBERS_UNCHECKED: "our_settings",
    Need.TAKEN_BACK: "moderation",
    Need.SEVERE: "moderation",
    Need.CALLBACKS_LATE: "callbacks",
    Need.ENTRIES_LATE: "phone_entry",
    Need.CALLBACKS_OF_NOBODY: "callbacks",
    Need.CALLBACKS_OF_OTHERS: "callbacks",
    Need.ENTRIES_OF_OTHERS: "phone_entry",
    Need.ADDED: "moderation",
    Need.WAITING: "moderation",
    Need.HELD: "moderation",
    Need.TO_TELL: "whole_story",
    Need.CALLBACKS_DUE: "callbacks",
    Need.KEPT_TOO_LONG: "health",
    Need.TRAIL_UNGUARDED: "health",
    Need.NO_BACKUP: "health",
    Need.MAIL_FAILED: "outbox",
    Need.TAGGING_FAILED: "health",
    Need.DISAGREEMENTS: "theme_review",
    Need.SECOND_READINGS: "theme_review",
    Need.TAGS_TO_CHECK: "theme_review",
    Need.QUOTED_TAKEN_BACK: "reports",
    Need.ANSWERS_LATE: "recommendations",
    Need.ANSWERS_DUE: "recommendations",
    Need.RESPONSES_TO_CHECK: "recommendations",
    Need.RECHECKS: "recommendations",
    Need.ANNUAL_REPORT: "reports",
    Need.PAGE_OLD: "reports",
    Need.PROMISES: "programmes",
    Need.SCHEME_ENDS: "programmes",
    Need.NEWER_READING: "overview",
}
"""The page on which each is seen to."""

WAITED = {Need.SEVERE, Need.ADDED, Need.WAITING, Need.HELD}
"""Of these the sentence says how many have waited too long."""

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


class Today(NamedTuple):
    """What needs the viewer, and what happened in the last seven days."""

    needs: list[Wanting]
    week: Week


def read(viewer: Viewer) -> Today:
    """Ask once for everything that the page shows."""
    now = access.now()
    with access.reading() as session:
        needs = needs_today(session, viewer, this_release(), unsent_since=a_working_day_ago(now), at=now)
        return Today(needs, this_week(session, viewer, at=now))


def show_need(viewer: Viewer, wanting: Wanting) -> None:
    """One sentence, since when, and the way to where it is done for whom that page opens."""
    said, since = sentence(wanting), how_long(wanting, access.now())
    overdue = words("today.overdue") if wanting.overdue else ""
    page = DONE_ON[wanting.need]
    go = words(f"today.needs.{wanting.need.value}.go") if STAFF_PAGES[page].is_open_to(viewer) else ""
    if _line(overdue, said, since, go, key=wanting.need.value):
        if wanting.first is not None:
            open_on(page, wanting.first)
        go_to(page)


def show_nothing() -> None:
    """What is said when there is nothing to do."""
    st.subheader(words("today.none"), anchor=False)
    st.markdown(words("today.none_hint"))


def show_what_one_may_do(viewer: Viewer) -> None:
    """What is not waiting, and can be done at any time."""
    ways = {"write": "phone_entry", "raise": "escalations"}
    for name, page in ways.items():
        if STAFF_PAGES[page].is_open_to(viewer):
            bold, more, go = (words(f"today.{name}{part}") for part in ("", "_hint", "_go"))
            if _line(bold, "", more, go, key=name):
                go_to(page)


def show_week(week: Week) -> None:
    """What the watchdog heard, checked and may publish, in words."""
    st.subheader(words("today.week"), anchor=False)
    counts = {"received": week.received, "checked": week.checked, "published": week.published}
    said = [
        words(f"today.week_{name}_one")
        if count == 1
        else words(f"today.week_{name}", count=plain(f"{count:,}"))
        for name, count in counts.items()
    ]
    for each in said:
        st.text(each)


def sentence(wanting: Wanting) -> str:
    """What needs somebody, with its number."""
    place = f"today.needs.{wanting.need.value}"
    if wanting.count == 1:
        return words(f"{place}.one")
    return words(f"{place}.many" if wanting.count else f"{place}.none", count=f"{wanting.count:,}")


def how_long(wanting: Wanting, now: datetime) -> str:
    """Since when the oldest waits, or until when there is time; and how many have waited too long."""
    said = []
    if wanting.since is not None:
        said.append(words(f"today.needs.{wanting.need.value}.since", age=age(abs(now - wanting.since))))
    if wanting.overdue and wanting.need in WAITED and wanting.count > 1:
        many = {1: "one", wanting.count: "all"}.get(wanting.overdue, "many")
        said.append(words(f"today.late_{many}", count=f"{wanting.overdue:,}"))
    return " ".join(said)


def age(time: timedelta) -> str:
    """How long, in the largest whole unit: "3 hours"."""
    for unit, length in (("days", DAYS), ("hours", HOURS), ("minutes", timedelta(minutes=1))):
        if count := time // length:
            return words(f"today.ages.{unit}_{'one' if count == 1 else 'many'}", count=f"{count:,}")
    return words("today.ages.minute")


def _line(bold: str, said: str, more: str, go: str, *, key: str) -> bool:
    """A sentence, what goes with it and a button that leads on. Returns whether that was pressed."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{plain(bold)}** {plain(said)}" if bold else plain(said))
            if more:
                st.markdown(f":small[:gray[{plain(more)}]]")
        return bool(go) and st.button(plain(go), key=f"go-{key}", width="content")
