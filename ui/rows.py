"""A table that is read, not worked with: words in rows, all of them inert, and blocks on a narrow screen."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from content.look.streamlit_css import rows_css
from content.look.tokens import Mode


def show_rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw `rows`, each with a cell for each heading. Streamlit's own table scrolls sideways on a phone."""
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"<style>{rows_css(mode)}</style>")
    st.html(rows_as_html(headings, rows))


def rows_as_html(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table; every cell of it is escaped."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{_cells(headings, row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="rows">{table}</div>'


def _cells(headings: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip(headings, row, strict=True)
    return "".join(f'<td data-label="{escape(heading)}">{escape(cell)}</td>' for heading, cell in pairs)
