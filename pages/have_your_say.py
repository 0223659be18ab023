"""Have your say: one question a page, then check, then send."""

import streamlit as st

from actions.background import wake
from actions.note_fault import note_fault
from actions.submit import submit
from content.question_set import QuestionSet, question_set
from content.question_sets import HAVE_YOUR_SAY
from content.questions import beside, to_draft
from content.words import words
from models.errors import FeedbackError, Problems
from models.people import Viewer
from models.vocabulary import Channel
from ui import access, form_moves, form_pages
from ui.form_facts import FormFacts, form_facts
from ui.state import form, is_under_way, sent


def page() -> None:
    viewer = access.viewer()
    facts = form_facts(viewer)
    asked = question_set(HAVE_YOUR_SAY)
    if facts.why_shut and not is_under_way():
        return form_pages.show_shut(facts)
    if form()["reference"]:
        return form_pages.show_sent(facts)
    step = form_moves.current(asked, viewer)
    if step is not None:
        return form_pages.show_step(asked, step, viewer=viewer, facts=facts)
    form_pages.show_answers(asked, viewer=viewer, facts=facts)
    if st.button(words("form.send"), type="primary"):
        send(asked, viewer=viewer, facts=facts)
        st.rerun()
    st.button(
        words("form.back"),
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=form_moves.go_back,
        args=(asked, None, viewer),
    )
    form_pages.show_foot(facts, viewer=viewer)
    return None


def send(asked: QuestionSet, *, viewer: Viewer, facts: FormFacts) -> None:
    """Store the answers, once; or keep them and say what stands in the way."""
    answers = form()["answers"]
    channel = Channel(answers["channel"]) if form_moves.is_worker(viewer) else Channel.ONLINE
    draft, problems = to_draft(asked, answers, token=form()["token"], told_on=facts.today, channel=channel)
    form()["problems"], form()["notice"] = problems, ""
    if draft is None:
        return
    try:
        with access.writing() as session:
            receipt = submit(session, draft, by=viewer, at=access.now())
    except Problems as fault:
        form()["problems"] = {
            beside(asked, answers, field): sentence for field, sentence in fault.by_question.items()
        }
    except FeedbackError as fault:
        form()["notice"] = str(fault)
    except Exception as fault:  # whatever it was, an hour's words must outlive it
        form()["notice"] = words("problems.our_fault", reference=note_fault(fault, "have your say"))
    else:
        sent(receipt.reference, is_to_be_contacted=draft.consent_contact)
        wake()


if __name__ == "__main__":
    page()
