"""Check comments: read one, decide, sign, go to the next."""

from uuid import UUID

import streamlit as st

from actions.moderate import approve, withhold
from content.words import words
from models.errors import FeedbackError, SomebodyElseDecided, TakenBack
from models.people import Permission, Viewer
from models.vocabulary import Outcome, WithholdReason
from ui import access, frame, moderation
from ui.desk import Desk, close, desk
from ui.moderation import ToModerate as ToModerate
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("moderation")
    mine = desk()
    frame.wide()
    st.title(words("moderation.title"))
    moderation.say_what_happened(mine)
    found = _find(viewer)
    queue = moderation.queue(viewer)
    if (one := moderation.opened(viewer, mine, found, queue)) is None:
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
    proposed = moderation.proposals(one, viewer)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        moderation.show_what_was_said(one, proposed)
        moderation.show_facts(one)
    with right:
        with st.container(border=True):
            may_decide = viewer.may(Permission.MODERATE)
            if may_decide:
                _decide(viewer, mine, one)
            else:
                moderation.show_that_others_decide(one, viewer)
            leave = words("moderation.later" if may_decide else "moderation.next")
            if st.button(leave, key=f"later-{one.feedback_id}"):
                mine["left"].append(str(one.feedback_id))
                close(mine)
                st.rerun()
        moderation.show_proposed(one, proposed)


def _find(viewer: Viewer) -> UUID | None:
    """Somebody rang about theirs: open it by the reference they read out."""
    turn = st.session_state.get("find_again", 0)  # a new box, empty, after each decision
    hint = words("moderation.find_hint")
    said = st.text_input(words("moderation.find"), key=f"find-{turn}", placeholder=hint)
    return moderation.find(viewer, said) if said.strip() else None


def _decide(viewer: Viewer, mine: Desk, one: ToModerate) -> None:
    """Ask for the decision, and sign it."""
    st.subheader(words("moderation.decision"))
    st.markdown(f":small[:gray[{words('moderation.signed_as', name=plain(viewer.name))}]]")
    choice, reason, note = moderation.ask_for_decision(one, seen=mine["seen"], viewer=viewer)
    if st.button(words("moderation.sign"), type="primary", key=f"sign-{one.feedback_id}"):
        _sign(viewer, mine, one, choice=choice, reason=reason, note=note)


def _sign(
    viewer: Viewer,
    mine: Desk,
    one: ToModerate,
    *,
    choice: Outcome | None,
    reason: WithholdReason | None,
    note: str,
) -> None:
    """Sign the decision about what was read, and clear the desk; or say what it still needs."""
    seen, at = mine["seen"], access.now()
    try:
        with access.writing() as session:
            if choice is Outcome.APPROVED:
                approve(session, one.feedback_id, after=seen, by=viewer, at=at)
            elif choice is Outcome.WITHHELD:
                withhold(session, one.feedback_id, reason, note=note, after=seen, by=viewer, at=at)
            else:
                raise FeedbackError(words("moderation.choose"))
    except (SomebodyElseDecided, TakenBack) as problem:
        mine["told"] = str(problem)
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    else:
        named = words(f"named.outcome.{choice.value}")
        mine["said"] = words("moderation.signed", reference=one.reference, outcome=named)
    close(mine)
    st.rerun()


if __name__ == "__main__":
    page()
