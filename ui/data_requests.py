"""The pieces of the page for data requests: who was found, what is held about them, and what is forgotten."""

from datetime import timedelta
from typing import TypedDict, cast
from uuid import UUID

import streamlit as st

from actions.data_requests import Copy, Found, SoughtBy
from content.words import day_in_words, words
from models.people import Viewer
from models.setting import ThresholdKind
from models.vocabulary import ErasureReason
from reporting import wording
from storage.queries.held_about import HeldAbout as HeldAbout
from storage.queries.held_about import held_about
from storage.queries.kept_too_long import Kept, TooLong, kept_too_long
from ui import access
from ui.plain import plain

ASKED_FOR = (ErasureReason.ASKED, ErasureReason.ASKED_FOR_SOMEBODY, ErasureReason.SENT_BY_MISTAKE)
"""Why somebody may erase a record here; the other reason is a command's."""

THERE_OR_NOT = frozenset({"words", "about_you", "contact", "approved"})
"""What there is one of at the most, so that a number says no more."""

TOLD_OF = {
    ThresholdKind.KEEP_CONTACT_MONTHS: (Kept.CONTACT, Kept.ENTRY),
    ThresholdKind.KEEP_WORDS_MONTHS: (Kept.WORDS,),
}
"""What people left with us, by the number that says for how long it is kept."""


class Desk(TypedDict):
    """Whom somebody looked for last: the ids that were found, and by what; `erasing` is one of them.

    `said` is what the last press came to; `newsletter` the id of what is held for their newsletter.
    """

    found: list[str]
    sought_by: str
    erasing: str
    said: str
    newsletter: str


def desk() -> Desk:
    """This session's desk, begun if there is none yet."""
    if "data_requests" not in st.session_state:
        st.session_state["data_requests"] = Desk(found=[], sought_by="", erasing="", said="", newsletter="")
    return cast(Desk, st.session_state["data_requests"])


def say_what_happened(mine: Desk) -> None:
    """What the last press came to, once."""
    if mine["said"]:
        st.success(plain(mine["said"]))
        mine["said"] = ""


def ask_whom() -> str | None:
    """Draw the box for whom to look for; what was typed, once its button is pressed."""
    with st.form("whom", border=False):
        said = st.text_input(words("data_requests.who"), autocomplete="off", max_chars=200)
        st.markdown(f":small[:gray[{words('data_requests.who_hint')}]]")
        is_pressed = st.form_submit_button(words("data_requests.find"), type="primary")
    st.markdown(f":small[:gray[{words('data_requests.who_note')}]]")
    return said if is_pressed else None


def keep(mine: Desk, found: Found) -> None:
    """Put what was found on the desk."""
    mine["found"] = [str(one.feedback_id) for one in found.records]
    mine["sought_by"], mine["erasing"] = found.by.value, ""
    mine["newsletter"] = str(found.newsletter or "")


def erased(mine: Desk, one: HeldAbout, *, is_scrubbed: bool) -> None:
    """Take a record that is gone off the desk, and say so."""
    mine["said"] = words(
        f"data_requests.{'erased' if is_scrubbed else 'erased_soon'}", reference=one.reference
    )
    mine["erasing"] = ""
    mine["found"].remove(str(one.feedback_id))
    if not mine["found"]:
        mine["sought_by"] = ""


def records(viewer: Viewer, mine: Desk) -> list[HeldAbout]:
    """What lies on the desk, as it is held now; what has been erased meanwhile is left out."""
    with access.reading() as session:
        found = [held_about(session, viewer, UUID(one)) for one in mine["found"]]
    return [one for one in found if one is not None]


def show_how_many(mine: Desk, found: list[HeldAbout]) -> None:
    """How many records were found, or why there may be none."""
    if found:
        st.subheader(
            words("data_requests.one" if len(found) == 1 else "data_requests.several", count=len(found)),
            anchor=False,
        )
        if len(found) > 1:
            st.markdown(words("data_requests.be_sure"))
    elif mine["sought_by"] and not mine["newsletter"]:
        by_reference = mine["sought_by"] == SoughtBy.REFERENCE
        st.info(words(f"data_requests.none_{'reference' if by_reference else 'contact'}"))


def show_held(one: HeldAbout) -> None:
    """One record: when it reached us, how it stands, and how much there is of each kind."""
    st.subheader(plain(one.reference), anchor=False)
    received = day_in_words(one.received_at.astimezone(access.HERE).date())
    channel = words(f"named.channel.{one.channel.value}")
    st.markdown(words("data_requests.received", channel=channel, day=plain(received)))
    with st.container(gap=None):
        for name, count in one.counts.items():
            counted = words(f"data_requests.counts.{name}")
            st.markdown(f"- {counted}" if name in THERE_OR_NOT else f"- {counted}: {count:,}")
    if one.words_gone_at:
        day = day_in_words(one.words_gone_at.astimezone(access.HERE).date())
        st.markdown(words("data_requests.words_gone", day=plain(day)))
    if one.is_withdrawn:
        st.markdown(words("data_requests.withdrawn"))


def show_why_not(one: HeldAbout) -> None:
    """Why a record is not to be erased yet, and what has to happen first."""
    st.warning(words("data_requests.concern" if one.has_open_concern else "data_requests.on_hold"))


def ask_to_erase(one: HeldAbout) -> tuple[ErasureReason | None, str, bool]:
    """Say what goes and what doesn't; ask why, for the reference, and for the press that does it."""
    st.markdown(words("data_requests.erase_what"))
    st.markdown(words("data_requests.erase_not"))
    with st.form(f"erase-{one.feedback_id}", border=False):
        why = st.selectbox(
            words("data_requests.erase_why"),
            ASKED_FOR,
            index=None,
            placeholder=words("data_requests.erase_choose"),
            format_func=lambda reason: words(f"named.erasure.{reason.value}"),
        )
        label = words("data_requests.erase_type", reference=plain(one.reference))
        typed = st.text_input(label, autocomplete="off", max_chars=40)
        is_pressed = st.form_submit_button(words("data_requests.erase_yes", reference=plain(one.reference)))
    return why, typed, is_pressed


def hand_over(copy: Copy) -> None:
    """The copy, to take away; gone with the next press of anything."""
    st.markdown(words("data_requests.copy_ready"))
    label = words("data_requests.copy_download")
    st.download_button(label, copy.content, file_name=copy.name, mime="application/zip", on_click="ignore")


def show_kept(viewer: Viewer) -> None:
    """What the coming night forgets by itself, and what is kept because something is open."""
    st.subheader(words("data_requests.kept.title"), anchor=False)
    st.markdown(words("data_requests.kept.note"))
    for line in due_tomorrow(viewer).values():
        st.markdown(plain(line))


def due_tomorrow(viewer: Viewer) -> dict[ThresholdKind, str]:
    """How much of what people left is forgotten tomorrow morning, in words."""
    with access.reading() as session:
        found = kept_too_long(session, viewer, at=access.now() + timedelta(days=1))
    return {period: " ".join(_due(kind, found[kind]) for kind in kinds) for period, kinds in TOLD_OF.items()}


def _due(kind: Kept, found: TooLong) -> str:
    which = {0: "none", 1: "one"}.get(found.due, "many")
    said = [words(f"data_requests.kept.{kind.value}.{which}", count=f"{found.due:,}")]
    if found.oldest:
        said.append(
            words("data_requests.kept.since", day=wording.day(found.oldest.astimezone(access.HERE).date()))
        )
    if found.open:
        how_many = "open_one" if found.open == 1 else "open"
        said.append(words(f"data_requests.kept.{how_many}", count=f"{found.open:,}"))
    return " ".join(said)
