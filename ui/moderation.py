"""What a moderator reads about one piece of feedback: the person's words inert, facts beside them."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from actions.read_feedback import open_feedback
from analysis.normalise import LONGEST_ANALYSED
from content.question_set import question_set
from content.said_back import said_back
from content.words import words
from models.errors import WrongKey
from models.people import Viewer, staff_id_of
from models.vocabulary import Outcome, Standing, WithholdReason
from storage.queries.moderation_queue import (
    Decided,
    Join,
    awaiting_moderation,
    feedback_called,
)
from storage.queries.moderation_queue import (
    ToModerate as ToModerate,
)
from storage.queries.names_of_actors import names_of_actors
from ui import access, figures
from ui.desk import NOT_READ, Desk, take_up
from ui.plain import plain


def opened(viewer: Viewer, desk: Desk, found: UUID | None, queue: list[UUID]) -> ToModerate | None:
    """What lies on the desk: the one asked for, else the one that was open, else the next that waits."""
    waiting = [item for item in queue if str(item) not in desk["left"]] or queue
    choice = found or (UUID(desk["open"]) if desk["open"] else None) or (waiting[0] if waiting else None)
    if choice is None:
        return None
    take_up(desk, choice)
    try:
        one = open_feedback(access.store(), choice, visit=desk["visit"], by=viewer, at=access.now())
    except WrongKey as problem:
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


def find(viewer: Viewer, reference: str) -> UUID | None:
    """The feedback with this reference, if this watchdog has it."""
    with access.reading() as session:
        return feedback_called(session, viewer, reference)


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


def show_what_was_said(one: ToModerate) -> None:
    """The person's words, through st.text alone, and their choices."""
    with st.container(border=True):
        st.subheader(words("moderation.said"))
        if one.words:
            st.text(one.words)
        else:
            st.markdown(words("moderation.no_words"))
        st.markdown(f":small[:gray[{words('moderation.sealed')}]]")
        if one.language != "en":
            st.info(words("moderation.other_language", language=plain(one.language)))


def show_facts(one: ToModerate) -> None:
    """What they chose, and what we may do with it, a line for each."""
    with st.container(border=True):
        st.subheader(words("moderation.around"))
        for name, value in _facts(one):
            _line(name, value)
        st.markdown(f"**{words('moderation.uses')}**")
        for use, agreed in one.uses.items():
            _line(words(f"facts.uses_{use}"), words("form.yes" if agreed else "form.no"))
        if one.contact:
            _line(words("moderation.contact"), ", ".join(one.contact))


def _line(name: str, value: str) -> None:
    with st.container(gap=None):
        st.markdown(f":small[:gray[{plain(name)}]]")
        st.text(value)


def show_proposed(one: ToModerate) -> None:
    """What the machine proposed; nobody has to agree."""
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
        _line(words("moderation.decided_because"), words(f"named.reason.{decided.reason.value}"))
    if decided.note:
        _line(words("moderation.decided_note"), decided.note)


def _facts(one: ToModerate) -> list[tuple[str, str]]:
    facts = [("about", words(f"named.journey.{one.journey.value}"))]
    if one.services:
        facts.append(("services", ", ".join(one.services)))
    if one.chosen:
        facts.append(("chosen", ", ".join(one.chosen)))
    if one.service_not_listed:
        facts.append(("not_listed", one.service_not_listed))
    facts += [("join", _join(join)) for join in one.joins]
    if one.rating:
        facts.append(("rating", words(f"named.rating.{one.rating.value}")))
    if one.happened_on:
        facts.append(("happened", f"{one.happened_on:%B %Y}"))
    facts.append(("speaker", words(f"named.speaker.{one.speaker.value}")))
    if one.standing is not Standing.NOT_SAID:
        facts.append(("standing", words(f"named.standing.{one.standing.value}")))
    return [(words(f"facts.{name}"), value) for name, value in facts] + _other_choices(one.answers)


def _other_choices(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Answers that have no field of their own, in the words they were given in."""
    steps = question_set("have_your_say").steps
    asked = {question.id: question for step in steps for question in step.questions}
    return [
        (asked[name].short, said_back(asked[name], answers, services={})) for name in answers if name in asked
    ]


def _join(join: Join) -> str:
    return words(
        "facts.from_to",
        from_=join.from_service or words(f"named.sector.{join.from_sector.value}"),
        to=join.to_service or words(f"named.sector.{join.to_sector.value}"),
    )
