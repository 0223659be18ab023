"""The lists of services and organisations: found by name and kind, a page at a time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from content.words import words
from models.people import Viewer
from models.setting import SettingKind
from models.vocabulary import Sector
from storage.queries.directory import Entries, directory, feedback_naming
from storage.queries.directory import Entry as Entry
from storage.queries.setting_changes import Change, changes_of
from ui import access
from ui.directory_desk import go_to
from ui.plain import plain

A_PAGE = 20
FILE = "file"
KINDS = (SettingKind.SERVICE, SettingKind.ORGANISATION)
NEW = {f"new_{kind.value}": kind for kind in KINDS}


class Lists(NamedTuple):
    """Both lists, by kind; and what is open: its changes and how much was said about it."""

    by_kind: dict[SettingKind, Entries]
    kind: SettingKind = SettingKind.SERVICE
    open: Entry | None = None
    history: tuple[Change, ...] = ()
    feedback: int = 0

    @property
    def newest(self) -> int:
        """The number of the last change of what is open; 0 when there has been none."""
        return self.history[0].number if self.history else 0

    @property
    def names(self) -> dict[UUID, str]:
        """Every name by its id."""
        return {entry.id: entry.name for entries in self.by_kind.values() for entry in entries.values()}


def read(viewer: Viewer, asked: str) -> Lists:
    """The lists as they are now, and what is asked for, where they have it, of the same moment."""
    with access.reading() as session:
        lists = Lists(directory(session, viewer))
        for kind, entries in lists.by_kind.items():
            entry = next((entry for entry in entries.values() if str(entry.id) == asked), None)
            if entry is not None:
                history = changes_of(session, viewer, kind, asked)
                feedback = feedback_naming(session, viewer, kind, [entry.id])[entry.id]
                return Lists(lists.by_kind, kind, entry, history, feedback)
    return lists


def pick_part() -> str:
    """Which of the lists to look at, or the file to load."""
    parts = [*(kind.value for kind in KINDS), FILE]
    return str(
        st.segmented_control(
            words("directory.part"),
            parts,
            default=parts[0],
            required=True,
            format_func=lambda part: words(f"directory.parts.{part}"),
            label_visibility="collapsed",
            key="directory-part",
            persist_state="page",
        )
    )


def show_list(viewer: Viewer, lists: Lists, kind: SettingKind) -> None:
    """What fits the search, twenty at a time. A press of a name opens it."""
    entries = lists.by_kind[kind]
    is_first = not entries
    if is_first:
        st.markdown(words(f"directory.{kind.value}.none"))
    if st.button(words(f"directory.{kind.value}.add"), type="primary" if is_first else "secondary"):
        go_to(f"new_{kind.value}")
    if is_first:
        return
    search, sector = _ask_what_to_find(kind, entries.values())
    found = _found(entries.values(), lists.names, search, sector)
    if not found:
        st.info(words("directory.none_found"))
        return
    is_all = len(found) == len(entries)
    st.markdown(
        words("directory.count_one")
        if len(entries) == 1
        else words("directory.count_all", total=f"{len(found):,}")
        if is_all
        else words("directory.count", shown=f"{len(found):,}", total=f"{len(entries):,}")
    )
    rows = st.container(gap="xsmall")
    pages = -(-len(found) // A_PAGE)
    page = 1
    if pages > 1:
        place = f"directory-page-{kind.value}-{search}-{sector}"
        page = st.pagination(pages, key=place, persist_state="page")
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    how_many = _how_many(viewer, lists, kind, shown)
    for entry in shown:
        with rows:
            _row(entry, lists.names, how_many[entry.id])
    if kind is SettingKind.SERVICE:
        st.markdown(f":small[:gray[{words('directory.true_counts')}]]")


def _ask_what_to_find(kind: SettingKind, entries: Iterable[Entry]) -> tuple[str, Sector | None]:
    there = {entry.sector for entry in entries}
    with st.container(horizontal=True):
        search = st.text_input(
            words("directory.search"),
            key=f"directory-search-{kind.value}",
            type="search",
            persist_state="page",
        )
        sector = st.selectbox(
            words("directory.kind"),
            [sector for sector in Sector if sector in there],
            index=None,
            placeholder=words("directory.any_sector"),
            format_func=lambda sector: words(f"directory.sector.{sector.value}"),
            key=f"directory-sector-{kind.value}",
            persist_state="page",
        )
    return (search or "").strip(), sector


def _found(
    entries: Iterable[Entry], names: Mapping[UUID, str], search: str, sector: Sector | None
) -> list[Entry]:
    """The entries of that kind in whose name, organisation or code each word of the search is."""
    sought = search.casefold().split()
    return [
        entry
        for entry in entries
        if sector in (None, entry.sector)
        and all(word in f"{entry.name} {run_by(entry, names)} {entry.ods_code}".casefold() for word in sought)
    ]


def run_by(entry: Entry, names: Mapping[UUID, str]) -> str:
    """The name of the organisation that runs a service; nothing for an organisation."""
    return names[entry.organisation_id] if entry.organisation_id else ""


def _how_many(viewer: Viewer, lists: Lists, kind: SettingKind, shown: list[Entry]) -> dict[UUID, str]:
    """What each row counts: the services of an organisation, the feedback about a service."""
    if kind is SettingKind.ORGANISATION:
        return {entry.id: how_many_services(lists, entry.id) for entry in shown}
    with access.reading() as session:
        counts = feedback_naming(session, viewer, kind, [entry.id for entry in shown])
    return {entry_id: how_much(count) for entry_id, count in counts.items()}


def _row(entry: Entry, names: Mapping[UUID, str], how_many: str) -> None:
    with st.container(border=True, gap=None):
        who, what = st.columns([5, 4], gap="small", vertical_alignment="center")
        with who.container(gap=None):
            if st.button(f"**:green[{plain(entry.name)}]**", key=f"open-{entry.id}", type="tertiary"):
                go_to(str(entry.id))
            if entry.organisation_id:
                st.markdown(f":small[:gray[{plain(run_by(entry, names))}]]")
        with what.container(gap=None):
            st.text(" · ".join([words(f"directory.sector.{entry.sector.value}"), standing(entry, names)]))
            if entry.merged_into_id is None:
                st.markdown(f":small[:gray[{plain(how_many)}]]")


def standing(entry: Entry, names: Mapping[UUID, str]) -> str:
    """Whether people meet it today, in a few words."""
    today = access.today()
    if entry.merged_into_id:
        return words("directory.counts_as", name=names[entry.merged_into_id])
    if entry.valid_from and entry.valid_from > today:
        return words("directory.opens", day=in_words(entry.valid_from))
    if entry.valid_to:
        return words(
            "directory.closed" if entry.valid_to < today else "directory.closes", day=in_words(entry.valid_to)
        )
    return words("directory.open")


def how_much(feedback: int) -> str:
    """How many pieces of feedback name it, in words."""
    if not feedback:
        return words("directory.nothing_said")
    return words("directory.one_said" if feedback == 1 else "directory.said", count=f"{feedback:,}")


def how_many_services(lists: Lists, organisation_id: UUID) -> str:
    """How many services count as an organisation's, in words."""
    services = lists.by_kind[SettingKind.SERVICE].values()
    count = sum(one.organisation_id == organisation_id for one in services if one.merged_into_id is None)
    key = {0: "services_none", 1: "services_one"}.get(count, "services")
    return words(f"directory.organisation.{key}", count=count)


def in_words(day: date) -> str:
    """A day as people write it: 3 November 2025."""
    return f"{day.day} {day:%B %Y}"
