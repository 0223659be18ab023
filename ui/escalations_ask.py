"""Ask about a concern: somebody raises one, and the lead decides, notes or hands it over."""

from typing import NamedTuple
from uuid import UUID

import streamlit as st

from actions.background import wake_mail
from actions.raise_concern import raise_by_person
from content.words import words
from models.errors import FeedbackError
from models.escalation import EscalationOutcome
from models.people import Permission, Viewer
from models.vocabulary import ConcernKind
from storage.queries.escalations import Concern, feedback_to_raise, leads, nobody_leads, open_concern
from storage.queries.moderation_queue import ToModerate
from storage.queries.whole_story import Story
from ui import access
from ui.by_reference import find_by_reference
from ui.desk import desk
from ui.escalations import moment
from ui.plain import plain


class Asked(NamedTuple):
    """What was typed about one concern once its button was pressed."""

    outcome: EscalationOutcome | None = None
    to: UUID | None = None
    note: str = ""


def show_open(viewer: Viewer, feedback_id: UUID) -> bool:
    """Say that a concern about a piece of feedback is open, and with whom. Returns whether there is one."""
    if not viewer.may(Permission.RAISE_CONCERN):
        return False
    with access.reading() as session:
        found = open_concern(session, viewer, feedback_id)
    if found is None:
        return False
    named = words("escalations.with_lead", name=plain(found.lead))
    lead = named if found.lead else words("escalations.with_all")
    st.warning(words("escalations.is_open", lead=lead, due=moment(found.due_at)))
    return True


def ask_to_raise(viewer: Viewer, one: ToModerate | Story) -> None:
    """Let somebody who reads a piece of feedback raise a concern about it."""
    if not viewer.may(Permission.RAISE_CONCERN):
        return
    with st.expander(words("escalations.ask")):
        st.markdown(words("escalations.ask_lead"))
        asked = _ask_what(str(one.feedback_id))
        if asked and _raise(viewer, one.feedback_id, *asked):
            desk()["said"] = words("escalations.raised")
            st.rerun()


def ask_to_raise_by_reference(viewer: Viewer, *, turn: int) -> bool:
    """Let somebody raise a concern about what has a reference. Returns whether that was done."""
    said = st.text_input(
        words("escalations.ask_reference"),
        placeholder=words("moderation.find_hint"),
        key=f"concern-reference-{turn}",
    )
    asked = _ask_what(f"reference-{turn}")
    if not asked:
        return False
    found = find_by_reference(viewer, said, feedback_to_raise)
    return found is not None and _raise(viewer, found, *asked)


def _ask_what(place: str) -> tuple[ConcernKind | None, str] | None:
    """What it may be and why, once the button is pressed."""
    kind = st.selectbox(
        words("escalations.ask_kind"),
        list(ConcernKind),
        index=None,
        placeholder=words("escalations.ask_choose"),
        format_func=lambda kind: words(f"proposed.concern.{kind.value}"),
        key=f"concern-kind-{place}",
    )
    note = st.text_area(words("escalations.ask_why"), key=f"concern-why-{place}", height="content")
    return (kind, note) if st.button(words("escalations.ask_raise"), key=f"concern-raise-{place}") else None


def _raise(viewer: Viewer, feedback_id: UUID, kind: ConcernKind | None, note: str) -> bool:
    try:
        with access.writing() as session:
            raise_by_person(session, feedback_id, kind, note, by=viewer, at=access.now())
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
        return False
    wake_mail()
    return True


def ask_for_decision(concern: Concern, viewer: Viewer, *, turn: int) -> Asked | None:
    """What the lead decides and why, once it is signed."""
    with st.container(border=True):
        st.subheader(words("escalations.decision"))
        st.markdown(f":small[:gray[{words('escalations.signed_as', name=plain(viewer.name))}]]")
        outcome = st.radio(
            words("escalations.outcome"),
            list(EscalationOutcome),
            index=None,
            format_func=lambda one: words(f"named.escalation.{one.value}"),
            captions=[words(f"named.escalation_means.{one.value}") for one in EscalationOutcome],
            key=f"outcome-{concern.id}-{turn}",
        )
        reason = st.text_area(
            words("escalations.reason"),
            placeholder=words("escalations.reason_hint"),
            key=f"reason-{concern.id}-{turn}",
        )
        is_pressed = st.button(words("escalations.sign"), type="primary", key=f"decide-{concern.id}")
    return Asked(outcome, note=reason) if is_pressed else None


def ask_for_note(concern: Concern, *, turn: int) -> Asked | None:
    """What was done or learned."""
    note = st.text_area(words("escalations.note"), key=f"note-{concern.id}-{turn}")
    return Asked(note=note) if st.button(words("escalations.add_note"), key=f"add-{concern.id}") else None


def ask_to_hand_over(concern: Concern, viewer: Viewer, *, turn: int) -> Asked | None:
    """Who has it from now on."""
    with access.reading() as session:
        names = {lead.id: lead.name for lead in leads(session, viewer)}
    others = [staff_id for staff_id in names if staff_id not in (viewer.staff_id, concern.lead_id)]
    if not others:
        st.markdown(f":small[:gray[{words('escalations.nobody_else')}]]")
        return None
    to = st.selectbox(
        words("escalations.hand_to"),
        others,
        index=None,
        placeholder=words("escalations.hand_choose"),
        format_func=lambda staff_id: names[staff_id],
        key=f"to-{concern.id}-{turn}",
    )
    note = st.text_input(words("escalations.hand_note"), key=f"hand-note-{concern.id}-{turn}")
    is_pressed = st.button(words("escalations.hand_over"), key=f"hand-{concern.id}")
    return Asked(to=to, note=note) if is_pressed else None


def warn_if_nobody_leads(viewer: Viewer) -> None:
    """Say that nobody would look at a concern."""
    with access.reading() as session:
        if nobody_leads(session, viewer):
            st.warning(words("escalations.nobody_leads"))
