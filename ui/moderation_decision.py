"""What a moderator decides about one piece of feedback, and what was decided before."""

from datetime import datetime
from typing import NamedTuple, TypedDict

import streamlit as st
from sqlmodel import Session

from actions.keep_approved import Cuts
from actions.moderate import approve, hold, withhold
from content.words import words
from models.errors import FeedbackError
from models.moderation import HoldReason
from models.people import Viewer, staff_id_of
from models.vocabulary import Outcome, WithholdReason
from storage.queries.moderation_queue import Decided, ToModerate
from storage.queries.names_of_actors import names_of_actors
from ui import access
from ui.moderation import on_the
from ui.moderation_facts import line
from ui.plain import plain

CRITICALITIES = range(6)
CHOICES = {
    Outcome.PUBLISHABLE: "publish",
    Outcome.APPROVED: "approve",
    Outcome.ON_HOLD: "hold",
    Outcome.WITHHELD: "withhold",
}


class _How(TypedDict):
    criticality: int | None
    after: int
    by: Viewer
    at: datetime


class Decision(NamedTuple):
    """What is about to be signed; no outcome while nobody has chosen."""

    outcome: Outcome | None
    reason: WithholdReason | None = None
    hold_reason: HoldReason | None = None
    note: str = ""
    criticality: int | None = None


def ask_for_decision(one: ToModerate, *, seen: int, viewer: Viewer) -> Decision:
    """May anybody read it, only we, nobody yet or nobody at all? What was decided before is said first."""
    place = f"{one.feedback_id}-{seen}"
    if one.decision and seen:
        st.warning(_decided(one.decision, viewer, "moderation.decided_already"))
        _show_why(one.decision)
        if one.added and one.added[-1].at >= one.decision.at:
            st.info(words("moderation.added_since"))
    may_quote = one.uses["quotation"]
    outcome = st.radio(
        words("moderation.question"),
        [choice for choice in CHOICES if may_quote or choice is not Outcome.PUBLISHABLE],
        index=None,
        format_func=lambda choice: words(f"moderation.{CHOICES[choice]}"),
        key=f"choice-{place}",
    )
    if not may_quote:
        st.markdown(f":small[:gray[{words('moderation.not_quoted')}]]")
    reason, hold_reason, note = _ask_why(outcome, place)
    return Decision(outcome, reason, hold_reason, note, _ask_criticality(one, place))


def sign(
    session: Session, one: ToModerate, decision: Decision, cuts: Cuts, *, after: int, by: Viewer, at: datetime
) -> None:
    """Sign what was decided. Raises FeedbackError for what it still needs."""
    outcome, reason, hold_reason, note, criticality = decision
    told, how = one.feedback_id, _How(criticality=criticality, after=after, by=by, at=at)
    if outcome is Outcome.ON_HOLD:
        hold(session, told, hold_reason, note=note, **how)
    elif outcome is Outcome.WITHHELD:
        withhold(session, told, reason, note=note, **how)
    elif outcome is not None:
        approve(session, told, cuts=cuts, is_publishable=outcome is Outcome.PUBLISHABLE, **how)
    else:
        raise FeedbackError(words("moderation.choose"))


def _ask_why(outcome: Outcome | None, place: str) -> tuple[WithholdReason | None, HoldReason | None, str]:
    if outcome not in (Outcome.WITHHELD, Outcome.ON_HOLD):
        return None, None, ""
    reason, hold_reason = None, None
    if outcome is Outcome.WITHHELD:
        reason = st.selectbox(
            words("moderation.reason"),
            list(WithholdReason),
            index=None,
            placeholder=words("moderation.choose_reason"),
            format_func=lambda why: words(f"named.reason.{why.value}"),
            key=f"reason-{place}",
        )
    else:
        hold_reason = st.selectbox(
            words("moderation.hold_reason"),
            list(HoldReason),
            index=None,
            placeholder=words("moderation.choose_reason"),
            format_func=lambda why: words(f"named.hold.{why.value}"),
            key=f"hold-{place}",
        )
    return reason, hold_reason, st.text_input(words("moderation.note"), key=f"note-{place}")


def _ask_criticality(one: ToModerate, place: str) -> int | None:
    before = one.decision.criticality if one.decision else None
    criticality = st.radio(
        words("redact.criticality.question"),
        CRITICALITIES,
        index=before,
        format_func=lambda number: words("redact.criticality.choice", number=number, anchor=_anchor(number)),
        key=f"criticality-{place}",
    )
    st.markdown(f":small[:gray[{words('redact.criticality.note')}]]")
    return criticality


def _anchor(number: int) -> str:
    return words(f"redact.criticality.{number}")


def show_that_others_decide(one: ToModerate, viewer: Viewer) -> None:
    """What somebody sees who may read and not decide: what was decided, or that a moderator will."""
    st.subheader(words("moderation.reading"))
    if one.decision is None:
        st.markdown(words("moderation.not_decided"))
        return
    st.markdown(_decided(one.decision, viewer, "moderation.decided"))
    _show_why(one.decision)


def _decided(decided: Decided, viewer: Viewer, sentence: str) -> str:
    """A sentence about what was decided, when and by whom."""
    named = words(f"named.outcome.{decided.outcome.value}")
    return words(sentence, outcome=named, day=plain(on_the(decided.at)), by=plain(_who(decided.by, viewer)))


def _who(actor: str, viewer: Viewer) -> str:
    if viewer.staff_id is not None and staff_id_of(actor) == viewer.staff_id:
        return words("moderation.you")
    if staff_id_of(actor) is None:
        return words("moderation.an_import")
    with access.reading() as session:
        named = names_of_actors(session, viewer, [actor])
    return named.get(actor, words("moderation.somebody_else"))


def _show_why(decided: Decided) -> None:
    if decided.reason:
        line(words("moderation.decided_because"), words(f"named.reason.{decided.reason.value}"))
    if decided.hold_reason:
        line(words("moderation.decided_because"), words(f"named.hold.{decided.hold_reason.value}"))
    if decided.note:
        line(words("moderation.decided_note"), decided.note)
