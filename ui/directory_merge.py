"""What was entered twice: choose which one stays, or part them again."""

from uuid import UUID

import streamlit as st

from content.words import words
from ui.directory import Entry, Lists, how_many_services, how_much
from ui.directory_desk import Desk
from ui.plain import plain


def ask_for_merger(desk: Desk, lists: Lists, entry: Entry) -> UUID | None:
    """Which one stays, once the box is ticked and the button pressed; else None."""
    kind = lists.kind
    place = f"{entry.id}-{desk['turn']}"
    st.subheader(words(f"directory.{kind.value}.merge_title"))
    st.markdown(words(f"directory.{kind.value}.merge_hint"))
    others = lists.by_kind[kind].values()
    into = st.selectbox(
        words("directory.choose_other"),
        [one.id for one in others if one.merged_into_id is None and one.id != entry.id],
        index=None,
        placeholder=words("directory.choose"),
        format_func=lambda chosen: lists.names[chosen],
        key=f"into-{place}",
    )
    if into is None:
        return None
    st.markdown(
        words(
            f"directory.{kind.value}.merge_what",
            name=plain(lists.names[into]),
            this=plain(entry.name),
            feedback=plain(how_much(lists.feedback).lower()),
            services=plain(how_many_services(lists, entry.id).lower()),
        )
    )
    is_sure = st.checkbox(words("directory.merge_sure"), key=f"sure-{place}-{into}")
    if not st.button(words("directory.merge"), key=f"merge-{place}"):
        return None
    if not is_sure:
        st.error(words("directory.merge_unsure"))
    return into if is_sure else None


def ask_to_part(lists: Lists, entry: Entry, stands: UUID) -> bool:
    """Say what stands for it, and return whether the two are to be parted."""
    st.markdown(words(f"directory.{lists.kind.value}.is_merged", name=plain(lists.names[stands])))
    return st.button(words("directory.part_again"), key=f"part-{entry.id}")
