"""Check comments: read one, decide, sign, go to the next."""

from uuid import UUID

import streamlit as st

from actions.moderate import approve, withhold
from actions.reference import read_reference
from content.words import words
from models.errors import FeedbackError, SomebodyElseDecided
from models.people import Permission, Viewer
from models.vocabulary import Outcome, WithholdReason
from ui import access, frame, moderation
from ui.moderation import ToModerate as ToModerate
from ui.plain import plain


def page() -> None:
    viewer = access.require(Permission.MODERATE)
    desk = moderation.desk()
    frame.wide()
    st.title(words("moderation.title"))
    moderation.say_what_happened(desk)
    found = _find(viewer)
    queue = moderation.queue(viewer)
    one = moderation.opened(viewer, desk, found, queue)
    if one is None:
        st.subheader(words("moderation.none"))
        st.markdown(words("moderation.all_done"))
        return
    if one.feedback_id in queue:
        place = 1 + queue.index(one.feedback_id)
        st.markdown(words("moderation.place", place=plain(str(place)), total=len(queue)))
    st.markdown(
        words(
            "moderation.facts",
            reference=plain(one.reference),
            channel=words(f"named.channel.{one.channel.value}"),
            received=plain(moderation.on_the(one.received_at)),
            waiting=plain(moderation.waited(one.received_at)),
        )
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        moderation.show_what_was_said(one)
        moderation.show_facts(one)
    with right:
        _decide(viewer, desk, one)
        moderation.show_proposed(one)


def _find(viewer: Viewer) -> UUID | None:
    """Somebody rang about theirs: open it by the reference they read out."""
    turn = st.session_state.get("find_again", 0)  # a new box, empty, after each decision
    hint = words("moderation.find_hint")
    said = st.text_input(words("moderation.find"), key=f"find-{turn}", placeholder=hint)
    if not said.strip():
        return None
    reference = read_reference(said)
    if reference is None:
        st.error(words("moderation.not_a_reference"))
        return None
    found = moderation.find(viewer, reference)
    if found is None:
        st.error(words("moderation.not_found"))
    return found


def _decide(viewer: Viewer, desk: moderation.Desk, one: ToModerate) -> None:
    """Ask for the decision, and sign it."""
    with st.container(border=True):
        st.subheader(words("moderation.decision"))
        st.markdown(f":small[:gray[{words('moderation.signed_as', name=plain(viewer.name))}]]")
        choice, reason, note = moderation.ask_for_decision(one, seen=desk["seen"], viewer=viewer)
        if st.button(words("moderation.sign"), type="primary", key=f"sign-{one.feedback_id}"):
            _sign(viewer, desk, one, choice=choice, reason=reason, note=note)
        if st.button(words("moderation.later"), key=f"later-{one.feedback_id}"):
            desk["left"].append(str(one.feedback_id))
            moderation.close(desk)
            st.rerun()


def _sign(
    viewer: Viewer,
    desk: moderation.Desk,
    one: ToModerate,
    *,
    choice: Outcome | None,
    reason: WithholdReason | None,
    note: str,
) -> None:
    """Sign the decision about what was read, and clear the desk; or say what it still needs."""
    seen, at = desk["seen"], access.now()
    try:
        with access.writing() as session:
            if choice is Outcome.APPROVED:
                approve(session, one.feedback_id, after=seen, by=viewer, at=at)
            elif choice is Outcome.WITHHELD:
                withhold(session, one.feedback_id, reason, note=note, after=seen, by=viewer, at=at)
            else:
                raise FeedbackError(words("moderation.choose"))
    except SomebodyElseDecided as problem:
        desk["told"] = str(problem)
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    else:
        named = words(f"named.outcome.{choice.value}")
        desk["said"] = words("moderation.signed", reference=one.reference, outcome=named)
    moderation.close(desk)
    st.rerun()


if __name__ == "__main__":
    page()
