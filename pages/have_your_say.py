"""Have your say: one question a page, then check, then send; after that, if they like, about themselves."""

import streamlit as st

from actions.background import wake
from actions.keep_about_you import keep_about_you
from actions.submit import submit
from content.question_set import QuestionSet
from content.question_sets import ABOUT_YOU, question_set
from content.questions import to_draft, to_keep_apart
from content.words import words
from models.people import Viewer
from models.vocabulary import Channel
from ui import access, form_draft, form_moves, form_pages
from ui.form_door import note_how_they_came, own_programme, saying_what_is_amiss
from ui.form_facts import FormFacts, form_facts
from ui.state import end_about_you, form, is_under_way, sent


def page() -> None:
    viewer = access.viewer()
    form_draft.share(viewer)
    note_how_they_came(viewer)
    facts = form_facts(viewer)
    if facts.why_shut and not is_under_way():
        return form_pages.show_shut(facts)
    asked = question_set(form()["question_set"])
    if form()["reference"] and not asked.is_kept_apart:
        return form_pages.show_sent(facts)
    step = form_moves.current(asked, viewer)
    if step is not None:
        return form_pages.show_step(asked, step, viewer=viewer, facts=facts)
    form_pages.show_answers(asked, viewer=viewer, facts=facts)
    if st.button(words("about_you.send" if asked.is_kept_apart else "form.send"), type="primary"):
        if asked.is_kept_apart:
            send_about_you(asked, viewer=viewer)
        else:
            send(asked, viewer=viewer, facts=facts)
        st.rerun()
    form_pages.show_ways_back(asked, viewer=viewer)
    return form_pages.show_foot(facts, viewer=viewer)


def send(asked: QuestionSet, *, viewer: Viewer, facts: FormFacts) -> None:
    """Store the answers, once; or keep them and say what stands in the way."""
    answers, is_worker = form()["answers"], form_moves.is_worker(viewer)
    draft, form()["problems"] = to_draft(
        asked,
        answers,
        token=form()["token"],
        told_on=facts.today,
        channel=Channel.ONLINE,
        for_workers=is_worker,
        secret=form()["secret"],
        programme_id=own_programme(),
    )
    if draft is None:
        form()["notice"] = ""
        return
    with saying_what_is_amiss(asked, "have your say"):
        with access.writing() as session:
            held = form_draft.why_hold(viewer)
            draft = draft.model_copy(update={"language": access.chosen_language()})
            receipt = submit(session, draft, by=viewer, at=access.now(), held_because=held)
        sent(receipt.reference, is_to_be_contacted=draft.consent_contact)
    wake()


def send_about_you(asked: QuestionSet, *, viewer: Viewer) -> None:
    """Keep what they said about themselves beside what they sent, or say what stands in the way."""
    token, answers = form()["token"], form()["answers"]
    with saying_what_is_amiss(asked, "about you"):
        with access.writing() as session:
            keep_about_you(session, token, answers, question_set=ABOUT_YOU, by=viewer, at=access.now())
        end_about_you(is_told=bool(to_keep_apart(asked, answers)[0]))


if __name__ == "__main__":
    page()
