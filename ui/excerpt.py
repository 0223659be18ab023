"""Which part of somebody's words is quoted: from one sentence to another, as it will stand there."""

import streamlit as st

from content.words import words
from reporting.excerpts import Stretch, from_to, in_marks, sentences_of

SENTENCE_SHOWN = 80


def ask(said: str, key: str) -> Stretch:
    """Draw what asks for it, and return it. `said` are all of their words, which are some."""
    sentences = sentences_of(said)
    stretch = Stretch(sentences[0].start, sentences[-1].end)
    if len(sentences) > 1:
        names = [said[one.start : one.end][:SENTENCE_SHOWN] for one in sentences]
        first: int = st.selectbox(
            words("reports.quote.from"),
            [*range(len(names))],
            format_func=names.__getitem__,
            key=f"{key}-first",
        )
        last: int = st.selectbox(
            words("reports.quote.to"),
            [*range(first, len(names))],
            index=len(names) - first - 1,
            format_func=names.__getitem__,
            key=f"{key}-last-{first}",
        )
        stretch = from_to(sentences, first, last)
    st.markdown(f"**{words('reports.quote.excerpt')}**")
    st.text(in_marks(said, *stretch))
    return stretch
