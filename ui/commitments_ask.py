"""The forms about a promise: add it, change it, stop following it, and say what experience shows."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import streamlit as st

from actions.commitments import add_commitment, change_commitment, end_commitment
from actions.give_verdict import give_verdict
from content.words import day_in_words, words
from models.commitment import CommitmentDraft, CommitmentSeen, Verdict, VerdictDraft, looking_of
from models.people import Viewer
from models.programme import ProgrammeSeen
from ui import access, forms_boxes, kept_figures
from ui.commitments_measure import ask_direction, ask_measure, ask_scope, measure_name, scope_said
from ui.forms_desk import acting, filled, label, say_what_happened, seen

DAY_WIDTH = 300
PROMISE = "promise-"
STOP = f"{PROMISE}stop-"
"""What the names of these forms begin with; and of that whose promise is gone once it is done."""


def ask_to_add(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """The boxes of a new promise."""
    form = f"{PROMISE}new-{programme.id}"
    say_what_happened(form)
    draft = _ask(viewer, form, programme.code, None)
    if draft is not None:
        with acting(form, words("commitments.add.done")) as session:
            add_commitment(session, programme.id, draft, by=viewer, at=access.now())


def ask_to_change(viewer: Viewer, promise: CommitmentSeen) -> None:
    """The boxes of a promise, filled with what it says."""
    form = f"{PROMISE}change-{promise.id}"
    say_what_happened(form, "commitments.fields", _as_typed(viewer, promise))
    after = seen(form, promise.number)
    draft = _ask(viewer, form, promise.programme_code, promise)
    if draft is not None:
        with acting(form, words("commitments.change.done"), _as_typed(viewer, draft)) as session:
            change_commitment(session, promise.id, draft, after=after, by=viewer, at=access.now())


def ask_to_stop(viewer: Viewer, promise: CommitmentSeen) -> None:
    """Why it is followed no longer."""
    form = f"{STOP}{promise.id}"
    with st.form(form, enter_to_submit=False):
        reason = _text(form, "reason", "", called=words("commitments.change.reason"))
        is_pressed = st.form_submit_button(words("commitments.change.stop"))
    if is_pressed:
        with acting(form, words("commitments.change.stopped")) as session:
            end_commitment(session, promise.id, reason, by=viewer, at=access.now())


def ask_for_verdict(viewer: Viewer, promise: CommitmentSeen, finding: str) -> None:
    """What somebody decides, on the promise and the finding that they had before them when they pressed."""
    form = f"{PROMISE}verdict-{promise.id}"
    before_them, after = st.session_state.get(f"{form}-finding", (finding, promise.number))
    st.session_state[f"{form}-finding"] = finding, promise.number
    say_what_happened(form, "commitments.fields")
    st.markdown(f"**{words('commitments.decide.finding')}**")
    st.text(finding)
    with st.form(form, enter_to_submit=False):
        said, visibility = label(form, "verdict", words("commitments.decide.verdict"))
        verdict: Verdict | None = st.radio(
            said,
            list(Verdict),
            index=None,
            format_func=lambda one: words(f"commitments.verdict.{one.value}"),
            captions=[words(f"commitments.verdict_means.{one.value}") for one in Verdict],
            key=filled(form, "verdict", None),
            label_visibility=visibility,
        )
        reason = _text(form, "reason", "")
        st.markdown(f":small[:gray[{words('commitments.decide.reason_hint')}]]")
        is_to_come = promise.look_again_on is not None and promise.look_again_on > access.today()
        again = _day(form, "look_again_on", promise.look_again_on if is_to_come else None)
        is_pressed = st.form_submit_button(words("commitments.decide.save"), type="primary")
    if is_pressed:
        draft = VerdictDraft(verdict, reason, before_them, again)
        chosen = {"verdict": words(f"commitments.verdict.{verdict}") if verdict else "", "reason": reason}
        typed = {field: one for field, one in chosen.items() if one}
        with acting(form, words("commitments.decide.done"), typed) as session:
            give_verdict(session, promise.id, draft, after=after, by=viewer, at=access.now())


def _ask(viewer: Viewer, form: str, code: str, now: CommitmentSeen | None) -> CommitmentDraft | None:
    """The draft once Save is pressed, else None."""
    with st.form(form, enter_to_submit=False):
        quotation = _text(form, "quotation", now.quotation if now else "")
        promised_by = _line(form, "promised_by", now.promised_by if now else "")
        organisation_id = _body(viewer, form, now.organisation_id if now else None)
        source = _line(form, "source", now.source if now else "")
        st.markdown(f":small[:gray[{words('commitments.hints.source')}]]")
        with st.container(horizontal=True):
            said_on = _day(form, "said_on", now.said_on if now else None)
            due_on = _day(form, "due_on", now.due_on if now else None)
        measure = ask_measure(viewer, form, now.measure if now else "")
        if now and now.lost:
            st.warning(words("commitments.hints.lost"))
        scope = ask_scope(viewer, form, now.scope if now else "", code)
        with st.container(horizontal=True):
            called = words("commitments.fields.direction")
            direction = ask_direction(form, now.direction if now else None, called)
            baseline = _day(form, "baseline", now.baseline if now else None)
            again = _day(form, "look_again_on", now.look_again_on if now else None)
        st.markdown(f":small[:gray[{words('commitments.hints.baseline')}]]")
        save = words("commitments.change.save" if now else "commitments.add.save")
        if not st.form_submit_button(save, type="primary"):
            return None
    return CommitmentDraft(
        quotation=quotation,
        promised_by=promised_by,
        source=source,
        organisation_id=organisation_id,
        said_on=said_on,
        due_on=due_on,
        measure=measure,
        scope=scope(measure) if measure else "",
        direction=direction if measure else None,
        baseline=baseline,
        look_again_on=again,
    )


def _text(form: str, field: str, now: str, *, called: str = "") -> str:
    return forms_boxes.lines(form, field, called or _name(field), now)


def _line(form: str, field: str, now: str) -> str:
    return forms_boxes.line(form, field, _name(field), now)


def _day(form: str, field: str, now: date | None) -> date | None:
    return forms_boxes.day(form, field, _name(field), now, width=DAY_WIDTH)


def _name(field: str) -> str:
    return words(f"commitments.fields.{field}")


def _body(viewer: Viewer, form: str, now: UUID | None) -> UUID | None:
    """Who answers for it, of the bodies that stand; one that was merged stands as the other."""
    names = kept_figures.kept(viewer).facts.directory.organisations
    said, visibility = label(form, "organisation_id", _name("organisation_id"))
    chosen: UUID | None = st.selectbox(
        said,
        sorted(names, key=lambda one: names[one].casefold()),
        index=None,
        placeholder=words("commitments.choose.organisation"),
        format_func=names.__getitem__,
        key=filled(form, "organisation_id", now if now in names else None),
        label_visibility=visibility,
    )
    return chosen


def _as_typed(viewer: Viewer, draft: CommitmentDraft | CommitmentSeen) -> Mapping[str, str]:
    """What is in the boxes, as people read it."""
    names = kept_figures.kept(viewer).facts.directory.organisations
    days = {field: getattr(draft, field) for field in ("said_on", "due_on", "baseline", "look_again_on")}
    typed = {
        "quotation": draft.quotation,
        "promised_by": draft.promised_by,
        "organisation_id": names.get(draft.organisation_id, "") if draft.organisation_id else "",
        "source": draft.source,
        "measure": measure_name(draft.measure),
        "scope": scope_said(viewer, looking_of(draft.scope)[0]) if draft.measure else "",
        "direction": words(f"commitments.choose.{draft.direction.value}") if draft.direction else "",
        **{field: day_in_words(day) for field, day in days.items() if day},
    }
    return {field: said for field, said in typed.items() if said}
