"""Services: those that people can choose and who runs them, changed, merged, added, loaded."""

from dataclasses import asdict
from uuid import UUID

import streamlit as st

from actions.edit_directory import add_organisation, add_service, change_organisation, change_service
from actions.load_services import load_services_file
from actions.merge_directory import merge_organisations, merge_services, part_organisation, part_service
from content.words import words
from models.errors import FeedbackError
from models.organisation import ServiceDraft
from models.people import Viewer
from models.setting import SettingKind
from ui import access, directory, directory_entry, directory_file, directory_merge, frame
from ui.directory import FILE, NEW, Entry, Lists
from ui.directory_desk import Desk, acting, asked_for, desk, go_to, say_what_happened
from ui.plain import plain


def page() -> None:
    viewer = access.open_page("directory")
    frame.wide()
    st.title(words("directory.title"))
    asked = asked_for()
    lists, mine = directory.read(viewer, asked), desk(asked)
    if asked and st.button(words("directory.back"), icon=":material/arrow_back:", type="tertiary"):
        go_to("")
    if asked in NEW:
        _add(viewer, mine, lists, NEW[asked])
    elif lists.open is not None:
        _open(viewer, mine, lists, lists.open)
    elif asked:
        st.error(words("directory.not_here"))
    else:
        part = directory.pick_part()
        if part == FILE:
            _load(viewer)
        else:
            directory.show_list(viewer, lists, SettingKind(part))


def _add(viewer: Viewer, mine: Desk, lists: Lists, kind: SettingKind) -> None:
    st.subheader(words(f"directory.{kind.value}.add"))
    say_what_happened(mine)
    draft = directory_entry.ask(mine, lists, kind, None)
    if draft is None:
        return
    with acting(mine) as session:
        if isinstance(draft, ServiceDraft):
            added = add_service(session, draft, by=viewer, at=access.now())
        else:
            added = add_organisation(session, draft, by=viewer, at=access.now())
        mine["then"], mine["said"] = str(added), words(f"directory.{kind.value}.added")


def _open(viewer: Viewer, mine: Desk, lists: Lists, entry: Entry) -> None:
    """One of them: what it says now, and what may be done with it."""
    if mine["seen"] is None:
        mine["seen"] = lists.newest
    st.subheader(plain(entry.name))
    directory_entry.show_facts(lists, entry)
    say_what_happened(mine, directory_entry.all_in_words(entry._asdict(), lists))
    if entry.merged_into_id is not None:
        if directory_merge.ask_to_part(lists, entry, entry.merged_into_id):
            _merge_or_part(viewer, mine, lists, entry, None)
        directory_entry.show_history(lists)
        return
    left, right = st.columns([3, 2], gap="medium")
    with right.container(border=True):
        into = directory_merge.ask_for_merger(mine, lists, entry)
        if into is not None:
            _merge_or_part(viewer, mine, lists, entry, into)
    with left:
        _change(viewer, mine, lists, entry)
        directory_entry.show_history(lists)


def _change(viewer: Viewer, mine: Desk, lists: Lists, entry: Entry) -> None:
    draft = directory_entry.ask(mine, lists, lists.kind, entry)
    if draft is None:
        return
    seen, at = mine["seen"] or 0, access.now()
    with acting(mine, directory_entry.all_in_words(asdict(draft), lists)) as session:
        if isinstance(draft, ServiceDraft):
            is_saved = change_service(session, entry.id, draft, after=seen, by=viewer, at=at)
        else:
            is_saved = change_organisation(session, entry.id, draft, after=seen, by=viewer, at=at)
        mine["said"] = words("directory.saved" if is_saved else "directory.not_different")


def _merge_or_part(viewer: Viewer, mine: Desk, lists: Lists, entry: Entry, into: UUID | None) -> None:
    is_service, seen, at = lists.kind is SettingKind.SERVICE, mine["seen"] or 0, access.now()
    with acting(mine) as session:
        if into is None:
            part = part_service if is_service else part_organisation
            part(session, entry.id, after=seen, by=viewer, at=at)
        else:
            merge = merge_services if is_service else merge_organisations
            merge(session, entry.id, into, after=seen, by=viewer, at=at)
        mine["said"] = words("directory.parted" if into is None else "directory.merged")


def _load(viewer: Viewer) -> None:
    """A file of services: what will do is added, the rest comes back with what to do about it."""
    given = directory_file.ask_for_file()
    if given is not None:
        try:
            store, at = access.store(), access.now()
            done = load_services_file(store, given.content, given.name, by=viewer, at=at)
        except FeedbackError as refusal:
            st.error(plain(str(refusal)))
            return
        directory_file.keep_report(*done)
    directory_file.show_report()


if __name__ == "__main__":
    page()
