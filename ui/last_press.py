"""What the last press came to: what it did, what is to be put right, and what was typed in vain."""

from collections.abc import Collection, Mapping

import streamlit as st

from content.words import words
from ui.plain import plain


def show_done(said: str, told: str) -> None:
    """What was done; and what could not be, and why."""
    if said:
        st.success(plain(said))
    if told:
        st.warning(plain(told))


def show_problems(problems: Collection[str]) -> None:
    """All that is to be put right, one under the other."""
    if problems:
        title = words("problems.one" if len(problems) == 1 else "problems.several", count=len(problems))
        said = "\n\n".join(plain(problem) for problem in problems)
        st.error(f"**{title}**\n\n{said}", icon=":material/error:")


def show_typed(typed: Mapping[str, str], fields: str) -> None:
    """What the second of two editors had in the boxes. `fields` is where the names of the boxes are."""
    if typed:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{words('last_press.typed')}**")
            for field, said in typed.items():
                st.text(words("last_press.line", field=words(f"{fields}.{field}"), value=said))
