"""What a moderator reads about one piece of feedback: the person's words inert, facts beside them."""

from datetime import datetime
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st

from content.question_set import question_set
from content.said_back import said_back
from content.words import words
from models.errors import WrongKey
from models.people import Viewer
from models.vocabulary import Outcome, Standing, WithholdReason
from storage.queries.moderation_queue import (
    Decided,
    Join,
    awaiting_moderation,
    feedback_called,
    to_moderate,
)
from storage.queries.moderation_queue import (
    ToModerate as ToModerate,
)
from ui import access, figures
from ui.plain import plain


class Desk(TypedDict):
    """What a moderator's session remembers.

    `open` is the id in front of them and `seen` how many decisions it had when they opened it, so
    that a press of Sign is about what they read even if somebody else has decided meanwhile.
    """

    open: str
    seen: int
    left: list[str]
    said: str
    told: str


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if "moderation" not in st.session_state:
        st.session_state["moderation"] = Desk(open="", seen=0, left=[], said="", told="")
    return cast(Desk, st.session_state["moderation"])


def opened(viewer: Viewer, desk: Desk, found: UUID | None, queue: list[UUID]) -> ToModerate | None:
    """What lies on the desk: the one asked for, else the one that was open, else the next that waits."""
    waiting = [item for item in queue if str(item) not in desk["left"]] or queue
    choice = found or (UUID(desk["open"]) if desk["open"] else None) or (waiting[0] if waiting else None)
    if choice is None:
        return None
    try:
        one = open_one(viewer, choice)
    except WrongKey as problem:
        st.error(plain(str(problem)))
        if str(choice) in desk["left"]:
            return None
        desk["left"].append(str(choice))
        desk["open"] = ""
        return opened(viewer, desk, None, queue)
    if one is not None and desk["open"] != str(one.feedback_id):
        desk["open"], desk["seen"] = str(one.feedback_id), one.decisions
    return one


def close(desk: Desk) -> None:
    """Clear the desk for the next one."""
    desk["open"] = ""
    st.session_state["find_again"] = st.session_state.get("find_again", 0) + 1


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


def open_one(viewer: Viewer, feedback_id: UUID) -> ToModerate | None:
    """One piece of feedback with everything around it."""
    with access.reading() as session:
        return to_moderate(session, viewer, feedback_id)


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


def ask_for_decision(
    one: ToModerate, *, seen: int, viewer: Viewer
) -> tuple[Outcome | None, WithholdReason | None, str]:
    """Approve, or withhold for a reason; what was decided before is said first."""
    place = f"{one.feedback_id}-{seen}"
    if one.decision and seen:
        _show_decided(one.decision, viewer)
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


def _show_decided(decided: Decided, viewer: Viewer) -> None:
    if decided.by == viewer.actor:
        by = words("moderation.you")
    else:
        imported = decided.by.startswith("import")
        by = words("moderation.an_import" if imported else "moderation.somebody_else")
    named = words(f"named.outcome.{decided.outcome.value}")
    day = plain(on_the(decided.at))
    st.warning(words("moderation.decided_already", outcome=named, day=day, by=by))
    if decided.reason:
        _line(words("moderation.decided_because"), words(f"named.reason.{decided.reason.value}"))
    if decided.note:
        _line(words("moderation.decided_note"), decided.note)


def _facts(one: ToModerate) -> list[tuple[str, str]]:
    facts = [("about", words(f"named.journey.{one.journey.value}"))]
    if one.services:
        facts.append(("services", ", ".join(one.services)))
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
