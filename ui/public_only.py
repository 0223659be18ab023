"""Do pages of figures count everybody, or only whom something published may count?"""

from weakref import WeakKeyDictionary

import streamlit as st

from analysis.public import only_public
from content.words import words
from models.facts import Facts

SWITCH = "public_only"
_found: WeakKeyDictionary[Facts, Facts] = WeakKeyDictionary()


def is_on() -> bool:
    """Whether this session counts only who agreed that reports use what they told us, and was approved."""
    return bool(st.session_state.get(SWITCH))


def counted(facts: Facts) -> Facts:
    """The facts as a session counts them in which this is on."""
    if facts not in _found:
        _found[facts] = only_public(facts)
    return _found[facts]


def banner() -> None:
    """Say on top of figures that not everybody is counted, and lead back."""
    if is_on():
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(words("pictures.public_only.on"), width="stretch")
            st.button(
                words("pictures.public_only.turn_off"), key="public-only-off", on_click=_turn, args=[False]
            )


def offer(*, key: str) -> None:
    """A way to count only those; what is published is made of nothing else."""
    st.markdown(f":small[:gray[{words('pictures.public_only.off')}]]")
    turn_on(key=key)


def turn_on(*, key: str) -> None:
    """The button that does it."""
    st.button(words("pictures.public_only.turn_on"), key=f"public-only-{key}", on_click=_turn, args=[True])


def _turn(is_public: bool) -> None:
    st.session_state[SWITCH] = is_public
