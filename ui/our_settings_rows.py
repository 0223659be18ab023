"""The rows of the settings as they are now, each with its history, and how each is shown."""

from typing import NamedTuple

import streamlit as st

from content.question_sets import HAVE_YOUR_SAY, question_set, question_set_names
from content.signposting import default_signposts
from content.thresholds import ThresholdDefault, default_thresholds
from content.words import words
from models.people import Viewer
from models.setting import SettingKind, ThresholdKind
from models.watchdog import CHECKED_FOR_DAYS, SAFEGUARDING, Watchdog, is_to_be_checked
from reporting import wording
from storage.queries.setting_changes import changes_of
from storage.queries.signposts import NumberKept, numbers_kept
from storage.queries.thresholds import thresholds
from storage.queries.why_shut import WhyShut, switched_on, why_shut
from ui import access
from ui.data_requests import due_tomorrow
from ui.our_settings_desk import Row
from ui.plain import plain


class NumberRow(NamedTuple):
    """A number to ring. `keeps_open` is whether the form shuts without it."""

    row: Row
    kept: NumberKept
    keeps_open: bool


class ThresholdRow(NamedTuple):
    """A threshold, and what may be chosen; `due` is what the coming night forgets by it."""

    row: Row
    kind: ThresholdKind
    value: int
    allowed: ThresholdDefault
    due: str = ""


class QuestionSetRow(NamedTuple):
    """A set of questions. `closes_all`: once it is off, no form is open, not a programme's own either."""

    row: Row
    name: str
    is_on: bool
    closes_all: bool
    shut: WhyShut | None


def numbers(viewer: Viewer) -> list[NumberRow]:
    """Every kind of number, known or not; those that the form can't open without come first."""
    kinds = sorted(default_signposts(), key=lambda default: default.kind not in SAFEGUARDING)
    with access.reading() as session:
        known = numbers_kept(session, viewer)
        found = []
        for default in kinds:
            kept = known.get(default.kind) or NumberKept(default.kind, default.title, "", "", None)
            history = changes_of(session, viewer, SettingKind.SIGNPOST, kept.kind.value)
            row = Row(SettingKind.SIGNPOST, kept.kind.value, kept.title, history)
            found.append(NumberRow(row, kept, kept.kind in SAFEGUARDING))
    return found


def all_thresholds(viewer: Viewer) -> list[ThresholdRow]:
    """Every threshold."""
    due = due_tomorrow(viewer)
    with access.reading() as session:
        values = thresholds(session, viewer)
        return [
            ThresholdRow(
                Row(
                    SettingKind.THRESHOLD,
                    kind.value,
                    allowed.title,
                    changes_of(session, viewer, SettingKind.THRESHOLD, kind.value),
                ),
                kind,
                values[kind],
                allowed,
                due.get(kind, ""),
            )
            for kind, allowed in default_thresholds().items()
        ]


def question_sets(viewer: Viewer) -> list[QuestionSetRow]:
    """Every set of questions that ships, and whether it is asked: what asks what happened comes first."""
    names = sorted(question_set_names(), key=lambda name: question_set(name).is_kept_apart)
    with access.reading() as session:
        on = switched_on(session, viewer)
        return [
            QuestionSetRow(
                Row(
                    SettingKind.QUESTION_SET,
                    name,
                    words(f"our_settings.question_sets.{name}"),
                    changes_of(session, viewer, SettingKind.QUESTION_SET, name),
                ),
                name,
                is_on=name in on,
                closes_all=name == HAVE_YOUR_SAY and name in on,
                shut=why_shut(session, viewer, name),
            )
            for name in names
        ]


def details(viewer: Viewer) -> tuple[Row, Watchdog]:
    """What the watchdog says of itself."""
    watchdog = access.watchdog()
    with access.reading() as session:
        history = changes_of(session, viewer, SettingKind.WATCHDOG, viewer.watchdog_id)
    return Row(SettingKind.WATCHDOG, viewer.watchdog_id, watchdog.name, history), watchdog


def show_number(shown: NumberRow) -> None:
    """What people are given to ring, when it is answered, and whether to check it again."""
    kept = shown.kept
    if not kept.number:
        st.markdown(words("our_settings.not_known"))
        if shown.keeps_open:
            st.markdown(f":red[**{words('our_settings.keeps_shut')}**]")
        return
    with st.container(gap=None):
        st.text(kept.number)
        if kept.hours:
            st.text(kept.hours)
    is_due = is_to_be_checked(kept.checked_on, access.today())
    badge = f":orange-badge[{words('our_settings.check_again')}] " if is_due else ""
    st.markdown(f"{badge}:small[:gray[{_checked(kept)}]]")


def show_threshold(shown: ThresholdRow) -> None:
    """The number, what it does, and what may be chosen."""
    with st.container(gap="xxsmall"):
        st.markdown(f"**{shown.value:,}**")
        st.markdown(plain(shown.allowed.explanation))
        if shown.due:
            st.markdown(plain(shown.due))


def range_of(shown: ThresholdRow) -> str:
    """What may be chosen, what it starts as, and whom that was learned from."""
    allowed = shown.allowed
    return words(
        "our_settings.range",
        smallest=allowed.smallest,
        largest=allowed.largest,
        value=allowed.value,
        source=allowed.source,
    )


def show_question_set(shown: QuestionSetRow) -> None:
    """Whether people can fill it in just now."""
    if not shown.is_on:
        st.markdown(words("our_settings.not_asked"))
    else:
        st.markdown(words("our_settings.asked_but_shut" if shown.shut else "our_settings.asked"))


def show_details(watchdog: Watchdog) -> None:
    """The area and the telephone, under the name."""
    for field, said in (("area", watchdog.area), ("telephone", watchdog.telephone)):
        with st.container(gap=None):
            st.markdown(f":small[:gray[{words(f'our_settings.fields.{field}')}]]")
            st.text(said or words("our_settings.not_known"))


def _checked(kept: NumberKept) -> str:
    if kept.checked_on is None:
        return words("our_settings.never_checked")
    if is_to_be_checked(kept.checked_on, access.today()):
        return words("our_settings.check_again_why", days=CHECKED_FOR_DAYS)
    return words("our_settings.checked", day=plain(wording.day(kept.checked_on)))
