"""Numbers of people in staff's own sentences that no table of the report has: said while it is written."""

import streamlit as st

from analysis.disclosure import Rules
from content.words import words
from models.report_parts import Part, PictureChosen, TextOfOurs
from reporting.document import Document
from reporting.numbers_said import not_in_tables


def show(document: Document, part: Part, rules: Rules) -> None:
    """Name each sentence of a part that publishing would refuse; `document` is the report with its tables."""
    if not isinstance(part, TextOfOurs | PictureChosen):
        return
    if found := not_in_tables([part.said], document, rules):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{words('reports.numbers.heading')}** {words('reports.numbers.lead')}")
            for sentence in found:
                st.text(words("reports.names.quotation", words=sentence))
