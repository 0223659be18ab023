"""The letters of a recommendation: a draft to change and take away; "I have sent it" notes the step."""

from dataclasses import replace
from functools import partial

import streamlit as st

from actions.recommendation_steps import note_step
from actions.take_letter import take_letter
from analysis.working_days import Changes
from content.words import day_in_words, words
from models.answer_link import AnswerLinkSeen
from models.people import Viewer
from models.recommendation import StepDraft, StepKind
from models.recommendation_seen import RecommendationSeen
from models.setting import ThresholdKind
from reporting.letter_file import LetterFile, letter_file
from reporting.letter_link import LetterLink, with_link, without_link
from reporting.letters import TO_THE_BODY, Letter, Sender, headings, letter, letters_for, title
from reporting.recommendation_next import next_of_ladder
from storage.queries.powers import powers
from storage.queries.thresholds import thresholds
from ui import access, forms_boxes
from ui.forms_desk import acting, boxes_of, fill_afresh, filled
from ui.plain import plain
from ui.recommendation_ask import warn_before_sending, warn_of_numbers
from ui.recommendation_link import address_of

NOTES = {
    Letter.SENDING: StepKind.SENT,
    Letter.REMINDER: StepKind.CHASED,
    Letter.CHASING: StepKind.CHASED,
    Letter.ESCALATING: StepKind.ESCALATED,
}
"""What has happened once a letter is sent."""
HEIGHT = 420
LETTER = "recommendation-letter-"
"""What the names of these forms begin with; what one did is said on top of the page, for it goes then."""


def sender_of(viewer: Viewer, changes: Changes, link: AnswerLinkSeen | None) -> Sender:
    """Who writes, today, and the link by which the body can answer."""
    with access.reading() as session:
        days, law = thresholds(session, viewer), powers(session, viewer.watchdog_id)
    watchdog = access.watchdog()
    return Sender(
        watchdog=watchdog.name,
        area=watchdog.area,
        telephone=watchdog.telephone,
        name=viewer.name,
        powers=law,
        today=access.today(),
        days=days[ThresholdKind.ANSWER_DAYS],
        longer_days=days[ThresholdKind.LONGER_ANSWER_DAYS],
        changes=changes,
        link=LetterLink(address_of(link), link.until) if link else None,
    )


def draw(viewer: Viewer, one: RecommendationSeen, sender: Sender) -> None:
    """The letters that there is a reason for now; nothing where there is none."""
    offered = letters_for(one, sender)
    if not offered:
        return
    form = f"{LETTER}{one.id}"
    st.markdown(words("recommendations.letter.lead"))
    kind: Letter = offered[0]
    if len(offered) > 1:
        kind = st.radio(
            words("recommendations.letter.which"),
            offered,
            format_func=lambda each: words(f"letters.kinds.{each.value}"),
            key=f"{form}-which",
        )
    form = f"{form}-{kind.value}"
    said = _box(form, kind, one, sender)
    has_link = sender.link is not None and kind in TO_THE_BODY
    if has_link:
        st.markdown(words("recommendations.letter.has_link"))
    with st.container(horizontal=True):
        _offer(viewer, one, kind, form, said)
        if has_link and one.copied_to:
            _offer(viewer, one, kind, form, without_link(said, sender.link), "copy")
        st.button(
            words("recommendations.letter.again"), key=f"{form}-again", on_click=fill_afresh, args=[form]
        )
    if kind in NOTES:
        _ask_whether_sent(viewer, one, kind, form, sender)


def _box(form: str, kind: Letter, one: RecommendationSeen, sender: Sender) -> str:
    """The letter as it is now. One that somebody changed stays so when the link is made or ended."""
    drafted = letter(kind, one, sender)
    key = filled(form, f"text-{one.changes}", drafted)
    before: LetterLink | None = st.session_state.setdefault(f"{key}-link", sender.link)
    if before != sender.link and kind in TO_THE_BODY:
        held: str = st.session_state[key]
        close = words("letters.close", name=sender.name, watchdog=sender.watchdog)
        is_as_drafted = held in {drafted, letter(kind, one, replace(sender, link=before))}
        st.session_state[key] = drafted if is_as_drafted else with_link(held, before, sender.link, close)
    st.session_state[f"{key}-link"] = sender.link
    said = st.text_area(words("recommendations.letter.box"), key=key, height=HEIGHT) or ""
    if said != drafted:
        warn_of_numbers(without_link(said, sender.link))
    return said


def _offer(
    viewer: Viewer, one: RecommendationSeen, kind: Letter, form: str, said: str, copy: str = ""
) -> None:
    """The letter as each sort of file, or with `copy` what goes to others."""
    name = words(f"letters.file{'_copy' if copy else ''}", number=one.number, letter=kind.value)
    for file in LetterFile:
        label = file.name.lower()
        st.download_button(
            words(f"recommendations.letter.{f'copy_{label}' if copy else label}"),
            data=partial(_taken, viewer, one, kind, file, said),
            file_name=f"{name}.{file.value}",
            mime=file.mime,
            on_click="ignore",
            key=f"{form}-{copy}{file.value}",
        )


def _ask_whether_sent(
    viewer: Viewer, one: RecommendationSeen, kind: Letter, form: str, sender: Sender
) -> None:
    is_escalating = kind is Letter.ESCALATING
    to_name = next_of_ladder(one, sender.powers.ladder) if is_escalating else ""
    if kind is Letter.SENDING:
        warn_before_sending(viewer, one)
        hint = words("recommendations.letter.other_day", day=plain(day_in_words(sender.today)))
        st.markdown(f":small[:gray[{hint}]]")
    with st.form(f"{boxes_of(form)}-sent", enter_to_submit=False, border=False):
        on = forms_boxes.day(form, "on", words("recommendations.letter.sent_on"), sender.today)
        is_pressed = st.form_submit_button(words("recommendations.letter.sent"), type="primary")
    if is_pressed:
        with acting(form, words("recommendations.letter.done")) as session:
            note_step(session, one.id, StepDraft(NOTES[kind], on, to_name), by=viewer, at=access.now())


def _taken(viewer: Viewer, one: RecommendationSeen, kind: Letter, file: LetterFile, said: str) -> bytes:
    """The letter as a file, with a row in the record that it was taken."""
    made = letter_file(file, said, title(one), headings())
    with access.writing() as session:
        take_letter(session, one.id, kind, file.value, by=viewer, at=access.now())
    return made
