"""Whom can somebody ring who needs help now? Shown on every page of the form."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from content.words import words
from storage.queries.signposts import NumberToRing

SHORT = 15  # characters that fit beside nothing else on the narrowest screen


def show_numbers(numbers: Sequence[NumberToRing]) -> None:
    """Say that nobody watches this form all the time, and whom to ring instead."""
    st.html(numbers_as_html(numbers))


def numbers_as_html(numbers: Sequence[NumberToRing]) -> str:
    """The numbers as a list, each a link that a telephone can ring; all of it escaped."""
    rows = "".join(f"<li>{_row(number)}</li>" for number in numbers)
    return (
        f"<p><strong>{escape(words('safety.not_watched'))}</strong> {escape(words('safety.ring'))}</p>"
        f"<ul>{rows}</ul>"
    )


def _row(number: NumberToRing) -> str:
    # "111, then 2": what comes after the number itself is pressed by hand.
    digits = "".join(character for character in number.number.split(",")[0] if character.isdecimal())
    shown = escape(number.number)
    style = "color: inherit" + ("; white-space: nowrap" if len(shown) <= SHORT else "")
    ring = f'<a href="tel:{digits}" style="{style}">{shown}</a>' if digits else shown
    hours = f" ({escape(number.hours)})" if number.hours else ""
    return f"{escape(number.title)}: {ring}{hours}"
