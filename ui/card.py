"""A card of words with what can be pressed beside them; on a narrow screen it comes below them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

WORDS_PX = 570
"""Beside these there is room for a short button, where the page is as wide as it gets."""


def words_and_button() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the words of a new card go, and where its button goes; the button is drawn last."""
    card = st.container(
        border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    return card.container(gap="xsmall", width=WORDS_PX), card
