"""Somebody's words as others will read them, and with their words counted, as HTML that obeys none."""

from collections.abc import Sequence
from html import escape

from analysis.redaction import Redacted
from analysis.spotted import Span
from content.look.tokens import Mode, tokens
from reporting.marked import WORDS

LABEL = (
    "background: {ink}; color: {paper}; border: 1px solid {ink}; border-radius: 0.25rem; "
    "padding: 0 0.4rem; -webkit-box-decoration-break: clone; box-decoration-break: clone"
)
NUMBER = "color: inherit; font-size: 0.7em; padding-right: 0.15em"


def redacted_as_html(redacted: Redacted, mode: Mode) -> str:
    """The words as one paragraph, with a dark label wherever something else stands than they wrote."""
    palette = tokens().palette(mode)
    style = LABEL.format(ink=palette.ink, paper=palette.paper)
    pieces = (
        escape(piece.text)
        if piece.kind is None
        else f'<span style="{style}">{escape(piece.text.removeprefix("[").removesuffix("]"))}</span>'
        for piece in redacted.pieces
    )
    return f'<p dir="auto" style="{WORDS}">{"".join(pieces)}</p>'


def numbered(text: str, words: Sequence[Span], first: int) -> str:
    """Some words of a text, each with its number after it, counting from `first`."""
    said = (
        f'{escape(text[start:end])}<sub style="{NUMBER}">{place}</sub>'
        for place, (start, end) in enumerate(words, start=first)
    )
    return f'<p dir="auto" style="{WORDS}">{" ".join(said)}</p>'
