"""Many services at once from a spreadsheet: what it needs, and what became of its rows."""

from typing import NamedTuple

import streamlit as st

from actions.load_services import LoadReport, headings
from content.words import words
from models.vocabulary import Sector

SHOWN = 10
ROWS_NAMED = 12
LARGEST_MB = 5
REPORT = "directory-loaded"


class Given(NamedTuple):
    """A file that somebody chose."""

    name: str
    content: bytes


def ask_for_file() -> Given | None:
    """Say what the file needs and ask for it; the file once the button is pressed, else None."""
    st.markdown(words("directory.load_what"))
    st.markdown(words("directory.load_columns"))
    st.text(", ".join(sector.value for sector in Sector))
    st.download_button(
        words("directory.load_empty"),
        data=headings(),
        file_name="services.csv",
        mime="text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    given = st.file_uploader(words("directory.load_file"), type=["csv"], max_upload_size=LARGEST_MB)
    if not st.button(words("directory.load"), type="primary"):
        return None
    st.session_state.pop(REPORT, None)
    if given is None:
        st.error(words("directory.load_choose"))
        return None
    return Given(given.name, given.getvalue())


def keep_report(report: LoadReport, refused: str) -> None:
    """Keep what became of a file's rows until the next one is loaded."""
    st.session_state[REPORT] = (report, refused)


def show_report() -> None:
    """How many rows were added, known or left out; of those the number and what to do, and a file of them."""
    if REPORT not in st.session_state:
        return
    report, refused = st.session_state[REPORT]
    st.success(
        words(
            "directory.loaded",
            services=f"{report.services_added:,}",
            organisations=f"{report.organisations_added:,}",
            known=f"{report.already_there:,}",
        )
    )
    if not report.refused:
        return
    many = len(report.refused)
    st.warning(words("directory.refused_one" if many == 1 else "directory.refused", count=f"{many:,}"))
    by_sentence: dict[str, list[int]] = {}
    for row, sentence in report.refused:
        by_sentence.setdefault(sentence, []).append(row)
    with st.container(border=True, gap="xsmall"):
        for sentence, rows in list(by_sentence.items())[:SHOWN]:
            st.text(_said_of(rows, sentence))
        if len(by_sentence) > SHOWN:
            st.markdown(words("directory.refused_more"))
    st.download_button(
        words("directory.refused_file"),
        data=refused,
        file_name="services left out.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    st.markdown(f":small[:gray[{words('directory.refused_how')}]]")


def _said_of(rows: list[int], sentence: str) -> str:
    """What to do about some rows, by their numbers in the spreadsheet."""
    numbers = ", ".join(str(row) for row in rows[:ROWS_NAMED])
    more = len(rows) - ROWS_NAMED
    if more > 0:
        numbers = words("directory.and_more", numbers=numbers, count=f"{more:,}")
    key = "directory.refused_row" if len(rows) == 1 else "directory.refused_rows"
    return words(key, rows=numbers, sentence=sentence)
