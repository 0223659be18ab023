"""What happened to a recommendation, day by day; note one thing more, or take one back."""

from datetime import date

import streamlit as st

from actions.recommendation_steps import ONCE, note_step, take_back_step
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.recommendation import Recheck, StepDraft, StepKind
from models.recommendation_seen import ClockState, RecommendationSeen, StepSeen
from models.watchdog import HERE
from reporting.recommendation_next import next_of_ladder
from storage.queries.powers import powers
from ui import access, forms_boxes
from ui.forms_desk import acting, filled, label, say_what_happened
from ui.recommendation_ask import warn_before_sending

TAKE_BACK = "recommendation-take-back-"


def show_steps(viewer: Viewer, one: RecommendationSeen, *, may_change: bool) -> None:
    """The oldest first, with the days on which it was drafted and answered among them."""
    say_what_happened(f"{TAKE_BACK}{one.id}")
    happened: list[tuple[date, StepSeen | str]] = [
        *_drafted(one),
        *((step.on, step) for step in one.steps),
        *((answer.received_on, "answered") for answer in one.responses if answer.ended_at is None),
    ]
    for on, what in sorted(happened, key=lambda each: each[0]):
        if isinstance(what, str):
            name = one.added_by or words("recommendations.our_files")
            st.text(words(f"recommendations.steps.{what}", day=day_in_words(on), name=name))
        else:
            is_theirs = what.kind is not StepKind.RECHECKED or _may_look_again(viewer, one)
            _step(viewer, one, what, may_change=may_change and is_theirs and not what.is_taken_back)


def _drafted(one: RecommendationSeen) -> list[tuple[date, StepSeen | str]]:
    return [(one.added_at.astimezone(HERE).date(), "added")] if one.added_at else []


def ask_for_step(viewer: Viewer, one: RecommendationSeen) -> None:
    """The boxes of what happened: of all that can happen to it now."""
    form = f"recommendation-note-{one.id}"
    say_what_happened(form)
    kinds = _possible(viewer, one)
    if StepKind.SENT in kinds:
        warn_before_sending(viewer, one)
    if one.answer and not _may_look_again(viewer, one):
        _hint("recheck_theirs")
    with access.reading() as session:
        ladder = powers(session, viewer.watchdog_id).ladder
    with st.form(form, enter_to_submit=False):
        said, visibility = label(form, "kind", words("recommendations.note.kind"))
        kind: StepKind = st.radio(
            said,
            kinds,
            format_func=lambda one: words(f"recommendations.note.{one.value}"),
            key=filled(form, "kind", kinds[0]),
            label_visibility=visibility,
        )
        on = forms_boxes.day(form, "on", words("recommendations.fields.on"), access.today())
        to_name, recheck = "", None
        if StepKind.ESCALATED in kinds:
            to_name = forms_boxes.line(
                form, "to_name", words("recommendations.fields.to_name"), next_of_ladder(one, ladder)
            )
            _hint("to_name_hint")
        if StepKind.RECHECKED in kinds:
            recheck = _ask_what_was_found(form)
        note = forms_boxes.lines(form, "note", words("recommendations.fields.note"), "")
        is_pressed = st.form_submit_button(words("recommendations.note.save"), type="primary")
    if is_pressed:
        name = to_name if kind is StepKind.ESCALATED else ""
        with acting(form, words("recommendations.note.done")) as session:
            draft = StepDraft(kind, on, name, recheck, note)
            note_step(session, one.id, draft, by=viewer, at=access.now())


def _may_look_again(viewer: Viewer, one: RecommendationSeen) -> bool:
    """Whether this viewer notes what was found: everybody reads it at once where it is published."""
    return one.published_at is None or viewer.may(Permission.PUBLISH)


def _possible(viewer: Viewer, one: RecommendationSeen) -> list[StepKind]:
    """What can have happened: nothing before it is sent, and nothing twice that happens once."""
    if one.sent_on is None:
        return [StepKind.SENT]
    left = [kind for kind in StepKind if kind not in ONCE or one.step(kind) is None]
    if one.state(access.today()) is not ClockState.ANSWERED or not _may_look_again(viewer, one):
        left.remove(StepKind.RECHECKED)
    elif one.recheck_on is not None:
        left.sort(key=lambda kind: kind is not StepKind.RECHECKED)
    return left


def _ask_what_was_found(form: str) -> Recheck | None:
    said, visibility = label(form, "recheck", words("recommendations.fields.recheck"))
    chosen: Recheck | None = st.radio(
        said,
        list(Recheck),
        index=None,
        format_func=lambda one: words(f"recommendations.found.{one.value}"),
        key=filled(form, "recheck", None),
        label_visibility=visibility,
        horizontal=True,
    )
    _hint("recheck_hint")
    return chosen


def _step(viewer: Viewer, one: RecommendationSeen, step: StepSeen, *, may_change: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap="xsmall", width="stretch"):
            said = in_words(step)
            st.text(f"{words('recommendations.steps.taken_back')}: {said}" if step.is_taken_back else said)
            if step.due_on and step.longer_due_on and not step.is_taken_back:
                due, longer = day_in_words(step.due_on), day_in_words(step.longer_due_on)
                st.text(words("recommendations.steps.due", day=due, longer=longer))
            if step.note:
                st.text(words("recommendations.steps.note", note=step.note))
            if step.is_by_body:
                st.text(words("recommendations.steps.signed_by_body"))
            elif step.signed_by:
                st.text(words("recommendations.steps.signed", name=step.signed_by))
        help_ = words("recommendations.steps.take_back_help", day=f"{step.on:%d/%m/%Y}")
        key = f"take-back-{step.id}"
        if may_change and st.button(words("recommendations.steps.take_back"), key=key, help=help_):
            done = words("recommendations.steps.taken_back_done")
            with acting(f"{TAKE_BACK}{one.id}", done) as session:
                take_back_step(session, step.id, by=viewer, at=access.now())


def in_words(step: StepSeen) -> str:
    """One step as a line: its day, what it was, and with whom."""
    name = "chased_with" if step.kind is StepKind.CHASED and step.to_name else step.kind.value
    found = words(f"recommendations.found.{step.recheck.value}") if step.recheck else ""
    return words(f"recommendations.steps.{name}", day=day_in_words(step.on), name=step.to_name, found=found)


def _hint(name: str) -> None:
    st.markdown(f":small[:gray[{words(f'recommendations.note.{name}')}]]")
