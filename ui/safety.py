"""Whom can somebody ring who needs help now? Shown on every page of the form."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from actions.help_first import help_first
from content.look.tokens import Mode, tokens
from content.words import day_in_words, words
from storage.queries.signposts import NumberToRing

SHORT = 15  # characters that fit beside nothing else on the narrowest screen


def show_numbers(numbers: Sequence[NumberToRing]) -> None:
    """Say that nobody watches this site all the time, and whom to ring instead."""
    st.html(numbers_as_html(numbers))


def show_first(said: Iterable[str], numbers: Sequence[NumberToRing]) -> None:
    """Whom to ring first, in a box for the top of the page, if what somebody typed suggests danger."""
    if first := help_first(said, numbers):
        st.html(first_as_html(first))


def numbers_as_html(numbers: Sequence[NumberToRing]) -> str:
    """The numbers as a list, each a link that a telephone can ring; all of it escaped."""
    return (
        f"<p><strong>{escape(words('safety.not_watched'))}</strong> {escape(words('safety.ring'))}</p>"
        f"{list_as_html(numbers)}"
    )


def first_as_html(numbers: Sequence[NumberToRing]) -> str:
    """The same for the numbers that come first, in a box that says why they are there."""
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    box = tokens().palette(mode).message("warning")
    style = (
        f"background: {box.ground}; color: {box.text}; padding: 1rem; border-radius: 0.75rem; "
        f"border: 1px solid {box.ground}"  # which is seen where a device chooses every colour
    )
    return (
        f'<section style="{style}"><p><strong>{escape(words("safety.danger_title"))}</strong></p>'
        f"<p>{escape(words('safety.danger'))}</p>{list_as_html(numbers)}"
        f"<p>{escape(words('safety.danger_go_on'))}</p></section>"
    )


def list_as_html(numbers: Sequence[NumberToRing]) -> str:
    """The numbers alone, each a link that a telephone can ring; all of it escaped."""
    return f"<ul>{''.join(f'<li>{_row(number)}</li>' for number in numbers)}</ul>"


def _row(number: NumberToRing) -> str:
    # "111, then 2": what comes after the number itself is pressed by hand.
    digits = "".join(character for character in number.number.split(",")[0] if character.isdecimal())
    shown = escape(number.number)
    style = "color: inherit" + ("; white-space: nowrap" if len(shown) <= SHORT else "")
    ring = f'<a href="tel:{digits}" style="{style}">{shown}</a>' if digits else shown
    hours = f" ({escape(number.hours)})" if number.hours else ""
    return f"{escape(number.title)}: {ring}{hours}{_checked(number)}"


def _checked(number: NumberToRing) -> str:
    """When the watchdog last checked a number of its own."""
    if not (number.is_our_own and number.checked_on):
        return ""
    said = words("safety.checked", day=day_in_words(number.checked_on))
    return f" <small>{escape(said)}</small>"
