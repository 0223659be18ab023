"""What a moderator reads about one piece of feedback: the person's words inert, facts beside them."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from actions.read_feedback import open_feedback
from actions.reference import read_reference
from analysis.normalise import LONGEST_ANALYSED
from content.words import words
from models.errors import TakenBack, WrongKey
from models.people import Viewer, staff_id_of
from models.vocabulary import Outcome, WithholdReason
from storage.queries.moderation_queue import (
    Decided,
    awaiting_moderation,
    feedback_called,
)
from storage.queries.moderation_queue import (
    ToModerate as ToModerate,
)
from storage.queries.names_of_actors import names_of_actors
from ui import access, figures
from ui.desk import NOT_READ, Desk, take_up
from ui.moderation_facts import line
from ui.moderation_facts import show_facts as show_facts
from ui.plain import plain
from ui.proposed import Proposed, propose, show_list, show_words


def opened(viewer: Viewer, desk: Desk, found: UUID | None, queue: list[UUID]) -> ToModerate | None:
    """What lies on the desk: the one asked for, else the one that was open, else the next that waits."""
    waiting = [item for item in queue if str(item) not in desk["left"]] or queue
    choice = found or (UUID(desk["open"]) if desk["open"] else None) or (waiting[0] if waiting else None)
    if choice is None:
        return None
    take_up(desk, choice)
    try:
        one = open_feedback(access.store(), choice, visit=desk["visit"], by=viewer, at=access.now())
    except (WrongKey, TakenBack) as problem:
        st.error(plain(str(problem)))
        if str(choice) in desk["left"]:
            return None
        desk["left"].append(str(choice))
        desk["open"] = ""
        return opened(viewer, desk, None, queue)
    if one is None:
        desk["open"] = ""
    elif desk["seen"] == NOT_READ:
        desk["seen"] = one.decisions
    return one


def say_what_happened(desk: Desk) -> None:
    """What the last press did, once."""
    if desk["said"]:
        st.success(desk["said"])
    if desk["told"]:
        st.warning(desk["told"])
    desk["said"] = desk["told"] = ""


def queue(viewer: Viewer) -> list[UUID]:
    """The ids that await a decision, oldest first."""
    with access.reading() as session:
        return awaiting_moderation(session, viewer)


def find(viewer: Viewer, said: str) -> UUID | None:
    """The feedback with the reference that somebody read out; None, and why, where there is none to open."""
    if (reference := read_reference(said)) is None:
        st.error(words("moderation.not_a_reference"))
        return None
    try:
        with access.reading() as session:
            found = feedback_called(session, viewer, reference)
    except TakenBack as problem:
        st.error(plain(str(problem)))
        return None
    if found is None:
        st.error(words("moderation.not_found"))
    return found


def on_the(moment: datetime) -> str:
    """The day of a moment, where the watchdog is."""
    day = moment.astimezone(access.HERE)
    return f"{day.day} {day:%B %Y}"


def waited(received_at: datetime) -> str:
    """How long somebody has waited to be read, in whole days."""
    days = (access.now() - received_at).days
    if days < 1:
        return words("moderation.today")
    return words("moderation.one_day") if days == 1 else words("moderation.days", days=days)


def proposals(one: ToModerate, viewer: Viewer) -> tuple[Proposed, ...]:
    """What the machine points at in each text of theirs, in the order in which they are shown."""
    return propose(
        [one.words, one.should_happen, *(added.words for added in one.added)], one.language, viewer
    )


def show_what_was_said(one: ToModerate, proposed: tuple[Proposed, ...]) -> None:
    """The person's words and what they added later, inert and marked; and why it is held, if it is."""
    if one.held_because:
        st.warning(words("moderation.held", why=words(f"named.held.{one.held_because.value}")))
    with st.container(border=True):
        st.subheader(words("moderation.said"))
        said, should_happen, *later = proposed
        if one.words:
            show_words(said)
        else:
            st.markdown(words("moderation.no_words"))
        if one.should_happen:
            _shown_under(words("moderation.should_happen"), should_happen)
        for added, found in zip(one.added, later, strict=True):
            _shown_under(words("moderation.added", day=on_the(added.at)), found)
        st.markdown(f":small[:gray[{words('moderation.sealed')}]]")
        if one.language != "en":
            st.info(words("moderation.other_language", language=plain(one.language)))


def _shown_under(name: str, proposed: Proposed) -> None:
    st.markdown(f":small[:gray[{plain(name)}]]")
    show_words(proposed)


def show_proposed(one: ToModerate, proposed: tuple[Proposed, ...]) -> None:
    """What the machine proposed; nobody has to agree, and what it doesn't see may be there."""
    with st.container(border=True):
        st.subheader(words("proposed.title"))
        show_list(proposed)
        if not any(each.found for each in proposed):
            st.markdown(words("proposed.none"))
    with st.container(border=True):
        st.subheader(words("moderation.proposed"))
        if one.sentiment:
            st.text(words(f"named.sentiment.{one.sentiment.value}"))
        st.text(
            ", ".join(figures.theme_title(theme) for theme in one.themes) or words("moderation.no_themes")
        )
        if one.is_cut:
            st.markdown(f":small[:gray[{words('moderation.cut', longest=f'{LONGEST_ANALYSED:,}')}]]")


def ask_for_decision(
    one: ToModerate, *, seen: int, viewer: Viewer
) -> tuple[Outcome | None, WithholdReason | None, str]:
    """Approve, or withhold for a reason; what was decided before is said first."""
    place = f"{one.feedback_id}-{seen}"
    if one.decision and seen:
        st.warning(_decided(one.decision, viewer, "moderation.decided_already"))
        _show_why(one.decision)
        if one.added and one.added[-1].at >= one.decision.at:
            st.info(words("moderation.added_since"))
    choice = st.radio(
        words("moderation.question"),
        [Outcome.APPROVED, Outcome.WITHHELD],
        index=None,
        format_func=lambda outcome: words(
            "moderation.approve" if outcome is Outcome.APPROVED else "moderation.withhold"
        ),
        key=f"choice-{place}",
    )
    if choice is not Outcome.WITHHELD:
        st.markdown(f":small[:gray[{words('moderation.careful')}]]")
        return choice, None, ""
    reason = st.selectbox(
        words("moderation.reason"),
        list(WithholdReason),
        index=None,
        placeholder=words("moderation.choose_reason"),
        format_func=lambda why: words(f"named.reason.{why.value}"),
        key=f"reason-{place}",
    )
    return Outcome.WITHHELD, reason, st.text_input(words("moderation.note"), key=f"note-{place}")


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
    if decided.note:
        line(words("moderation.decided_note"), decided.note)
