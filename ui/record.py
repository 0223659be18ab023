"""The record as a page shows it: which rows are asked for, what they say, and whether it is whole."""

import time
from datetime import datetime, timedelta
from html import escape
from typing import TypedDict, cast
from urllib.parse import urlencode
from uuid import UUID

import streamlit as st

from actions.reference import read_reference
from content.record_words import JOBS, act_in_words, actor_in_words, detail_in_words
from content.words import words
from models.events import Event
from models.people import Viewer
from models.vocabulary import Role
from models.words import canonical
from storage.queries.audit_trail import (
    Act,
    Asked,
    account_of_address,
    acts,
    count_acts,
    feedback_of_reference,
    walk_chain,
)
from storage.queries.names_of_actors import people_who_act
from ui import access
from ui.plain import plain
from ui.rows import show_rows

ROWS = 50
COLUMNS = ("when", "who", "act", "about", "detail")
FIRST_DAYS = timedelta(days=30)
MOST_FAULTS = 20


class Place(TypedDict):
    """Where in the rows somebody is: which page of which question."""

    asked: str
    page: int


def ask(viewer: Viewer) -> Asked | None:
    """Draw the choices and return what was asked for; None, and a sentence, where there is no such thing."""
    names = _actors(viewer)
    events = sorted(Event, key=act_in_words)
    today = access.today()
    with st.container(horizontal=True):
        since = st.date_input(words("record.from"), value=today - FIRST_DAYS, format="DD/MM/YYYY")
        until = st.date_input(words("record.to"), value=today, format="DD/MM/YYYY")
        who = st.selectbox(
            words("record.who"),
            [None, *names],
            format_func=lambda actor: names[actor] if actor else words("record.anybody"),
        )
        event = st.selectbox(
            words("record.act"),
            [None, *events],
            format_func=lambda one: act_in_words(one) if one else words("record.anything"),
        )
        said = st.text_input(words("record.about"), placeholder=words("record.about_hint"), max_chars=200)
    if since and until and since > until:
        st.error(words("record.dates_crossed"))
        return None
    subject = _subject(viewer, canonical(said).strip())
    return None if subject is None else Asked(since, until, who or "", event, subject)


def show(viewer: Viewer, asked: Asked) -> None:
    """Draw one page of the rows, the way to the others, and the link to all of them as a file."""
    place = _place(asked)
    with access.reading() as session:
        count = count_acts(session, viewer, asked)
        place["page"] = min(place["page"], max(0, count - 1) // ROWS)
        rows = acts(session, viewer, asked, most=ROWS, skip=place["page"] * ROWS)
    if not rows:
        st.info(words("record.none"))
        return
    first = place["page"] * ROWS + 1
    last = first + len(rows) - 1
    st.markdown(
        words("record.one")
        if count == 1
        else words("record.shown", first=f"{first:,}", last=f"{last:,}", count=f"{count:,}")
    )
    show_rows([words(f"record.{name}") for name in COLUMNS], map(_cells, rows))
    with st.container(horizontal=True):
        if st.button(words("record.newer"), disabled=first == 1):
            _turn(place, -1)
        if st.button(words("record.older"), disabled=last == count):
            _turn(place, 1)
    label = words("record.download_one") if count == 1 else words("record.download")
    address = f"/record.csv?{as_query(asked)}"
    st.html(f'<p><a href="{escape(address)}" target="_self" style="color: inherit">{label}</a></p>')
    st.markdown(f":small[:gray[{words('record.download_note')}]]")


def check_chain(viewer: Viewer) -> None:
    """Offer to walk the whole chain, and say what was found."""
    st.subheader(words("record.chain"))
    st.markdown(words("record.chain_note"))
    if not st.button(words("record.chain_check")):
        return
    began = time.monotonic()
    with st.spinner(words("record.chain_checking")), access.reading() as session:
        chain = walk_chain(session, viewer)
    taken = _seconds(time.monotonic() - began)
    if not chain.is_guarded:
        st.warning(words("record.chain_unguarded"))
    if not chain.broken:
        st.success(words("record.chain_whole", links=f"{chain.links:,}", seconds=plain(taken)))
        return
    st.error(words("record.chain_broken"))
    for link in chain.broken[:MOST_FAULTS]:
        st.text(words("record.chain_fault", sequence=f"{link.sequence:,}", fault=link.fault))
    if len(chain.broken) > MOST_FAULTS:
        st.markdown(words("record.chain_faults", count=f"{len(chain.broken):,}"))


def as_query(asked: Asked) -> str:
    """What was asked for, as the address of the file has it."""
    given = {
        "from": asked.since.isoformat() if asked.since else "",
        "to": asked.until.isoformat() if asked.until else "",
        "who": asked.who,
        "event": asked.event.value if asked.event else "",
        "subject": asked.subject,
    }
    return urlencode({name: value for name, value in given.items() if value})


def _actors(viewer: Viewer) -> dict[str, str]:
    """Everybody and everything that acts, by how the record names them; people first."""
    with access.reading() as session:
        people = people_who_act(session, viewer)
    names = {person.actor: f"{person.name} ({person.email})" for person in people}
    others = [Role.RESIDENT.value, Role.BODY.value, *(f"{Role.JOB.value}:{job}" for job in JOBS)]
    return names | {actor: actor_in_words(actor) for actor in others}


def _subject(viewer: Viewer, said: str) -> str | None:
    """The id behind what was typed; "" for nothing, None for a reference or an address of nobody's."""
    reference = read_reference(said)
    if reference is None and "@" not in said:
        return _tidied(said)
    with access.reading() as session:
        if reference is not None:
            found, missing = feedback_of_reference(session, viewer, reference), "record.no_such_reference"
        else:
            found, missing = account_of_address(session, viewer, said), "record.no_such_address"
    if found is None:
        st.error(words(missing))
        return None
    return str(found)


def _tidied(said: str) -> str:
    try:
        return str(UUID(said))
    except ValueError:
        return said


def _place(asked: Asked) -> Place:
    """Where this session is; at the start again when something else is asked for."""
    question = as_query(asked)
    if st.session_state.get("record", {}).get("asked") != question:
        st.session_state["record"] = Place(asked=question, page=0)
    return cast(Place, st.session_state["record"])


def _turn(place: Place, pages: int) -> None:
    place["page"] += pages
    st.rerun()


def _cells(row: Act) -> tuple[str, ...]:
    """One row in words, in the order of `COLUMNS`."""
    return (
        _moment(row.at),
        actor_in_words(row.actor, row.name),
        act_in_words(row.event),
        row.about or row.subject,
        detail_in_words(row.detail),
    )


def _moment(at: datetime) -> str:
    here = at.astimezone(access.HERE)
    return f"{here.day} {here:%b %Y, %H:%M}"


def _seconds(taken: float) -> str:
    whole = round(taken)
    if whole < 1:
        return words("record.under_a_second")
    return words("record.one_second") if whole == 1 else words("record.seconds", seconds=whole)
