"""What a moderator reads about one piece of feedback: the person's words inert, facts beside them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import streamlit as st

from actions.raise_concern import read_for_concerns
from actions.read_feedback import open_feedback
from analysis.normalise import LONGEST_ANALYSED
from content.words import words
from models.errors import TakenBack, WrongKey
from models.people import Viewer, job
from models.vocabulary import Outcome
from reporting.theme_titles import theme_title
from storage.queries.awaiting_moderation import Waiting, awaiting_moderation, taken_back_since
from storage.queries.moderation_queue import ToModerate as ToModerate
from storage.queries.moderation_queue import feedback_called
from ui import access, theme_trust
from ui.by_reference import find_by_reference
from ui.desk import NOT_READ, Desk, close, take_up
from ui.desk import desk as own_desk
from ui.escalations_ask import show_open
from ui.moderation_facts import show_facts as show_facts
from ui.plain import plain
from ui.proposed import Proposed, propose, show_list, show_words
from ui.redact import Row, Text, own_marks

TAKEN_BACK_FOR = timedelta(days=30)
KINDS: Mapping[str, Callable[[Waiting], bool]] = {
    "complex": lambda one: one.is_complex,
    "added": lambda one: one.was_added_to,
}
"""What somebody may want to read by itself."""


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


def show_place(one: ToModerate, queue: list[UUID]) -> None:
    """Where it stands among those that wait, and how it came to us."""
    if one.feedback_id in queue:
        place = 1 + queue.index(one.feedback_id)
        st.markdown(words("moderation.place", place=plain(str(place)), total=len(queue)))
    st.markdown(
        words(
            "moderation.facts",
            reference=plain(one.reference),
            channel=words(f"named.channel.{one.channel.value}"),
            received=plain(on_the(one.received_at)),
            waiting=plain(waited(one.received_at)),
        )
    )


def keep_concerns(viewer: Viewer, one: ToModerate) -> None:
    """Raise what was found when somebody wanted to sign, which went with what wasn't signed."""
    with access.writing() as session:
        read_for_concerns(session, one.feedback_id, by=job(viewer.watchdog_id, "concerns"), at=access.now())


def signed(one: ToModerate, outcome: Outcome | None) -> str:
    """What is said once it is signed."""
    named = words(f"named.outcome.{outcome.value}") if outcome else ""
    return words("moderation.signed", reference=one.reference, outcome=named)


def say_what_happened(desk: Desk) -> None:
    """What the last press did, once."""
    if desk["said"]:
        st.success(desk["said"])
    if desk["told"]:
        st.warning(desk["told"])
    desk["said"] = desk["told"] = ""


def queue(viewer: Viewer) -> list[UUID]:
    """The ids of what waits, in the order to read them: all, or of the kind that somebody chose.

    To choose clears the desk, so that the first of that kind is opened.
    """
    with access.reading() as session:
        waiting = awaiting_moderation(session, viewer)
    kinds = {"all": waiting} | {kind: list(filter(is_one, waiting)) for kind, is_one in KINDS.items()}
    offered = [kind for kind, some in kinds.items() if some]
    if len(offered) < 2:
        return [one.feedback_id for one in waiting]
    chosen = st.pills(
        words("moderation.which"),
        offered,
        default="all",
        format_func=lambda kind: words(f"moderation.which_{kind}", count=len(kinds[kind])),
        key="which-comments",
        on_change=lambda: close(own_desk()),
    )
    return [one.feedback_id for one in kinds[chosen or "all"]]


def show_taken_back(viewer: Viewer) -> None:
    """What was taken back lately, by reference: whoever used it elsewhere has to know."""
    with access.reading() as session:
        found = taken_back_since(session, viewer, access.now() - TAKEN_BACK_FOR)
    if not found:
        return
    with st.expander(words("moderation.taken_back", count=len(found))):
        st.markdown(words("moderation.taken_back_note"))
        for one in found:
            st.text(words("moderation.taken_back_one", reference=one.reference, day=on_the(one.at)))


def find(viewer: Viewer, said: str) -> UUID | None:
    """The feedback with the reference that somebody read out; None, and why, where there is none to open."""
    return find_by_reference(viewer, said, feedback_called)


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


def show_what_was_said(one: ToModerate, texts: Sequence[Text], rows: Sequence[Row]) -> None:
    """The person's words and what they added later, inert, with everything marked that was found in them."""
    with st.container(border=True):
        st.subheader(words("moderation.said"))
        said, should_happen, *later = texts
        if one.words:
            _show(said, rows)
        else:
            st.markdown(words("moderation.words_gone" if one.words_gone_at else "moderation.no_words"))
        if one.should_happen:
            _show(should_happen, rows, words("moderation.should_happen"))
        for added, text in zip(one.added, later, strict=True):
            _show(text, rows, words("moderation.added", day=on_the(added.at)))
        st.markdown(f":small[:gray[{words('moderation.sealed')}]]")
        if one.language != "en":
            st.info(words("moderation.other_language", named=plain(one.language)))


def show_what_stands_out(one: ToModerate, viewer: Viewer) -> None:
    """Why it is held, or that the safeguarding lead decides first."""
    if one.held_because:
        st.warning(words("moderation.held", why=words(f"named.held.{one.held_because.value}")))
    if one.has_concern:
        show_open(viewer, one.feedback_id)


def _show(text: Text, rows: Sequence[Row], name: str = "") -> None:
    if name:
        st.markdown(f":small[:gray[{plain(name)}]]")
    show_words(text.proposed, own_marks(text, rows))


def show_proposed(one: ToModerate, proposed: tuple[Proposed, ...], viewer: Viewer) -> None:
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
        marks = theme_trust.marks(viewer)
        titles = [theme_title(theme, marks) for theme in one.themes]
        st.text(", ".join(titles) or words("moderation.no_themes"))
        if marks.keys() & set(one.themes):
            st.markdown(f":small[:gray[{theme_trust.explained()}]]")
        if one.is_cut:
            st.markdown(f":small[:gray[{words('moderation.cut', longest=f'{LONGEST_ANALYSED:,}')}]]")
