"""A picture as it will stand in a report: its published numbers, drawn and in a table."""

from base64 import b64encode
from functools import lru_cache
from html import escape

import streamlit as st

from content.look.fonts import woff2
from content.words import words
from reporting.chart_config import PRINT_FAMILY
from reporting.document import Pictured
from reporting.document_bars import SLIM, WIDE
from reporting.document_chart import chart_svgs
from reporting.document_words import alternative, notes, shown
from ui.plain import plain
from ui.rows import show_rows

NARROW_PX = 700
STYLE = (
    ".of-report { display: block; max-width: 100%; background: #FFFFFF; border-radius: 0.5rem;"
    " padding: 0.5rem }"
    f" @media (max-width: {NARROW_PX}px) {{ .of-report.wide {{ display: none }} }}"
    f" @media (min-width: {NARROW_PX + 1}px) {{ .of-report.slim {{ display: none }} }}"
)


def draw(block: Pictured) -> None:
    """Draw one: the question, the finding, the drawing, its numbers, and what must be known of them."""
    st.subheader(plain(block.heading), anchor=False)
    st.markdown(f"**{plain(block.sentence)}**")
    if drawn := _drawn(block):
        st.html(drawn)
    if block.rows:
        with st.expander(words("reports.write.numbers")):
            show_rows(block.columns, [[shown(cell) for cell in row] for row in block.rows])
    for said in block.said:
        st.text(said)
    if beneath := notes(block):
        st.markdown("  \n".join(f":small[:gray[{plain(one)}]]" for one in beneath))


@lru_cache(maxsize=64)
def _drawn(block: Pictured) -> str:
    """Its drawing for a desk and for a phone, of which a screen shows one; empty where it has none."""
    drawings = [
        f'<img class="of-report {name}" src="{_source(svg)}" '
        f'alt="{escape(alternative(block, at, len(svgs)))}">'
        for name, width in (("wide", WIDE), ("slim", SLIM))
        for svgs in [chart_svgs(block, width=width)]
        for at, svg in enumerate(svgs, start=1)
    ]
    return f"<style>{STYLE}</style>{''.join(drawings)}" if drawings else ""


def _source(svg: str) -> str:
    """A drawing with our own type in it, as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.replace('>', f'>{_type()}', 1).encode()).decode()}"


@lru_cache(maxsize=1)
def _type() -> str:
    face = b64encode(woff2("hyperlegible-regular-latin")).decode()
    source = f"url(data:font/woff2;base64,{face})"
    return f"<style>@font-face{{font-family:'{PRINT_FAMILY}';src:{source}}}</style>"
