"""What the address of the page of reports says: which report, and what of it; or which part of the page."""

import streamlit as st

from ui.programme_address import PART, SHOW

REPORT, NEW = "report", "new"


def open_report(number: str, show: str = "") -> None:
    """Have the address name a report, and perhaps what of it; "new" is one that is begun, "" the list."""
    said = {REPORT: number, SHOW: show}
    st.query_params.from_dict({name: value for name, value in said.items() if value})


def open_part(part: str) -> None:
    """Have the address name a part of the page."""
    st.query_params.from_dict({PART: part})
