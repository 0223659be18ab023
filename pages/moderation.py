"""Check comments: read one, take out what says who somebody is, decide, sign, go to the next."""

from uuid import UUID

import streamlit as st

from actions.keep_approved import Cuts
from content.words import words
from models.errors import AwaitsTheLead, FeedbackError, SomebodyElseDecided, TakenBack
from models.people import Permission, Viewer
from ui import access, frame, moderation, redact
from ui.desk import NOT_READ, Desk, close, desk
from ui.escalations_ask import ask_to_raise
from ui.moderation import ToModerate as ToModerate
from ui.moderation_decision import Decision, ask_for_decision, show_that_others_decide, sign
from ui.plain import plain
from ui.redact_list import ask_what_to_take_out
from ui.redact_own import ask_for_more


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
    else:
        moderation.show_place(one, queue)
        _work_on(viewer, mine, one)
    moderation.show_taken_back(viewer)


def _find(viewer: Viewer) -> UUID | None:
    """Somebody rang about theirs: open it by the reference they read out."""
    turn = st.session_state.get("find_again", 0)  # a new box, empty, after each decision
    hint = words("moderation.find_hint")
    said = st.text_input(words("moderation.find"), key=f"find-{turn}", placeholder=hint)
    return moderation.find(viewer, said) if said.strip() else None


def _work_on(viewer: Viewer, mine: Desk, one: ToModerate) -> None:
    """What was said beside what others will read, and under it what is taken out beside the decision."""
    proposed = moderation.proposals(one, viewer)
    texts = redact.texts_shown(one, proposed)
    whole = redact.whole_texts(texts)
    moderation.show_what_stands_out(one, viewer)
    may_decide = viewer.may(Permission.MODERATE)
    upper, lower = st.columns(2, gap="medium"), st.columns(2, gap="medium")
    marks = redact.marks_of(one, texts)
    rows = redact.rows_of(texts, marks)
    with lower[0]:
        if may_decide:
            ask_what_to_take_out(one.feedback_id, rows, marks, whole)
            ask_for_more(one.feedback_id, marks, whole)
        moderation.show_facts(one)
    cuts = redact.cuts_of(rows, marks, whole)
    with upper[0]:
        moderation.show_what_was_said(one, texts, rows)
    with upper[1]:
        redact.show_what_others_read(cuts, whole)
    with lower[1]:
        with st.container(border=True):
            if may_decide and not one.has_concern:
                _decide(viewer, mine, one, cuts)
            else:
                show_that_others_decide(one, viewer)
            leave = words("moderation.later" if may_decide else "moderation.next")
            if st.button(leave, key=f"later-{one.feedback_id}"):
                mine["left"].append(str(one.feedback_id))
                close(mine)
                st.rerun()
        if not one.has_concern:
            ask_to_raise(viewer, one)
        moderation.show_proposed(one, proposed, viewer)


def _decide(viewer: Viewer, mine: Desk, one: ToModerate, cuts: Cuts) -> None:
    """Ask for the decision, and sign it."""
    st.subheader(words("moderation.decision"))
    st.markdown(f":small[:gray[{words('moderation.signed_as', name=plain(viewer.name))}]]")
    decision = ask_for_decision(one, seen=mine["seen"], viewer=viewer)
    if st.button(words("moderation.sign"), type="primary", key=f"sign-{one.feedback_id}"):
        _sign(viewer, mine, one, decision, cuts)


def _sign(viewer: Viewer, mine: Desk, one: ToModerate, decision: Decision, cuts: Cuts) -> None:
    """Sign the decision about what was read, and clear the desk; or say what it still needs."""
    try:
        with access.writing() as session:
            sign(session, one, decision, cuts, after=mine["seen"], by=viewer, at=access.now())
    except SomebodyElseDecided as problem:  # what they marked stays on the page
        mine["told"] = f"{problem} {words('moderation.still_marked')}"
        mine["seen"] = NOT_READ
        st.rerun()
    except AwaitsTheLead as problem:
        mine["told"] = str(problem)
        moderation.keep_concerns(viewer, one)
        st.rerun()
    except TakenBack as problem:
        mine["told"] = str(problem)
    except FeedbackError as problem:
        st.error(plain(str(problem)))
        return
    else:
        mine["said"] = moderation.signed(one, decision.outcome)
    redact.forget_marks(one.feedback_id)
    close(mine)
    st.rerun()


if __name__ == "__main__":
    page()
