"""What was promised in a programme, what experience shows, and what its people decided."""

from collections.abc import Mapping

import streamlit as st

from content.words import day_in_words, words
from models.commitment import CommitmentSeen
from models.people import Permission, Viewer
from models.programme import ProgrammeSeen
from models.setting import ThresholdKind
from models.watchdog import HERE
from reporting.pictures_of_promises import look_at, promise_shown
from storage.queries.commitments import commitments
from storage.queries.thresholds import thresholds
from ui import access, kept_figures, public_only, theme_trust
from ui.commitments_ask import PROMISE, STOP, ask_for_verdict, ask_to_add, ask_to_change, ask_to_stop
from ui.commitments_card import show_figures, show_history, show_ladder, show_promise
from ui.forms_desk import desk, say_what_happened


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Every promise that is followed, then those that no longer are; and the boxes for one more."""
    public_only.banner()
    with access.reading() as session:
        today = access.today()
        found = commitments(session, viewer, today=today, programme_id=programme.id)
        smallest = thresholds(session, viewer)[ThresholdKind.SMALLEST_BASE]
    followed = [one for one in found if one.is_followed]
    has_themes = any(one.measure.startswith("theme.") for one in followed)
    marks = theme_trust.marks(viewer) if has_themes else {}
    st.markdown(words("commitments.lead" if followed else "commitments.none"))
    last, drawn = desk()["form"], [str(programme.id), *(str(one.id) for one in followed)]
    if last.startswith(STOP) or (last.startswith(PROMISE) and not last.endswith(tuple(drawn))):
        say_what_happened(last)
    for promise in followed:
        _card(viewer, programme, promise, smallest, marks)
    if viewer.may(Permission.FOLLOW_PROMISES):
        with st.expander(words("commitments.add.heading"), key=f"add-promise-{programme.code}"):
            ask_to_add(viewer, programme)
    if ended := [one for one in found if not one.is_followed]:
        with st.expander(words("commitments.not_followed", count=len(ended)), key="ended-promises"):
            for promise in ended:
                _ended(viewer, promise)


def _card(
    viewer: Viewer,
    programme: ProgrammeSeen,
    promise: CommitmentSeen,
    smallest: int,
    marks: Mapping[str, str],
) -> None:
    facts = kept_figures.kept(viewer).facts
    looked = look_at(facts, promise, programme, today=access.today(), smallest=smallest, marks=marks)
    shown = promise_shown(looked, promise)
    with st.container(border=True):
        show_promise(promise)
        show_ladder(promise, shown)
    show_figures(viewer, promise, looked, shown)
    if not viewer.may(Permission.FOLLOW_PROMISES):
        return
    with st.expander(words("commitments.decide.heading"), key=f"decide-{promise.id}"):
        if public_only.is_on():
            st.info(words("pictures.public_only.not_to_decide"))
        else:
            ask_for_verdict(viewer, promise, shown.finding)
    with st.expander(words("commitments.history.heading"), key=f"history-{promise.id}"):
        show_history(viewer, promise)
    with st.expander(words("commitments.change.heading"), key=f"alter-{promise.id}"):
        ask_to_change(viewer, promise)
        ask_to_stop(viewer, promise)


def _ended(viewer: Viewer, promise: CommitmentSeen) -> None:
    show_promise(promise)
    if promise.ended_at:
        day = day_in_words(promise.ended_at.astimezone(HERE).date())
        st.text(words("commitments.stopped", day=day, name=promise.ended_by, reason=promise.ended_because))
    if viewer.may(Permission.FOLLOW_PROMISES):
        show_history(viewer, promise)
