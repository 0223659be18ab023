"""Enter published figures: one by hand, or several from a file that is shown before any of it is kept."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from actions.indicators import FiguresFile, empty_file, figures_in, keep_figures, value_in
from content.days_named import days_named
from content.words import words
from models.errors import FeedbackError, Problems
from models.indicator import FigureGiven, FigureSeen, IndicatorSeen
from models.people import Viewer
from reporting.indicator_words import amount
from reporting.words_file import FileKind, words_file
from ui import access, forms_boxes
from ui.forms_desk import acting, desk, filled, label, say_what_happened
from ui.plain import plain
from ui.rows import show_rows

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
DAY_WIDTH = 230
SHOWN = 10
LARGEST_MB = 1


def ask_for_one(viewer: Viewer, indicator: IndicatorSeen) -> None:
    """One figure by hand."""
    form = f"figure-{indicator.id}"
    st.markdown(f"**{words('indicators.figures.by_hand')}**")
    say_what_happened(form)
    with st.form(form, enter_to_submit=False):
        with st.container(horizontal=True):
            since, until = _day(form, "since"), _day(form, "until")
            value = _line(form, "value", words("indicators.fields.value"), width=DAY_WIDTH)
        source = _line(form, "source", words("indicators.fields.figure_source"))
        st.markdown(f":small[:gray[{words('indicators.figures.hint')}]]")
        is_pressed = st.form_submit_button(words("indicators.figures.save"), type="primary")
    if is_pressed:
        with acting(form, words("indicators.figures.done")) as session:
            given = _given(indicator, since, until, value, source)
            keep_figures(session, indicator.id, [given], by=viewer, at=access.now())


def ask_for_file(viewer: Viewer, indicator: IndicatorSeen) -> None:
    """Ask for a file, show what it says or what has to be put right, and keep it when that is asked for."""
    form = f"file-{indicator.id}"
    st.markdown(f"**{words('indicators.figures.from_file')}**")
    say_what_happened(form)
    st.markdown(words("indicators.figures.what"))
    st.download_button(
        words("indicators.figures.empty_file"),
        data=empty_file(access.today()),
        file_name="published-figures.csv",
        mime="text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        key=f"empty-{indicator.id}",
    )
    given = st.file_uploader(
        words("indicators.figures.file"),
        type=["csv"],
        max_upload_size=LARGEST_MB,
        key=f"{form}-{desk()['turns'].get(form, 0)}",
    )
    if given is None:
        return
    held = {one.days: one for one in indicator.figures}
    try:
        file = figures_in(
            given.getvalue(), given.name, indicator.unit, today=access.today(), held=indicator.figures
        )
    except FeedbackError as refusal:
        st.error(plain(str(refusal)))
        return
    if file.wrong:
        _show_wrong(file, indicator)
        return
    _show_what_it_says(file, indicator, held)
    if st.button(words("indicators.figures.keep"), type="primary", key=f"keep-{indicator.id}"):
        new = sum(_is_new(one, held) for one in file.figures)
        with acting(form, words("indicators.figures.kept", count=new)) as session:
            keep_figures(session, indicator.id, file.figures, by=viewer, at=access.now())


def _given(
    indicator: IndicatorSeen, since: date | None, until: date | None, value: str, source: str
) -> FigureGiven:
    """What is in the boxes. Raises Problems where it is no figure yet."""
    problems = {
        f"0.{field}": words("indicators.figures.no_day")
        for field, day in (("since", since), ("until", until))
        if day is None
    }
    number = 0.0
    try:
        number = value_in(value, indicator.unit)
    except FeedbackError as fault:
        problems["0.value"] = str(fault)
    if since is None or until is None or problems:
        raise Problems(problems)
    return FigureGiven(since, until, number, source)


def _show_wrong(file: FiguresFile, indicator: IndicatorSeen) -> None:
    many = len(file.wrong)
    st.error(words("indicators.figures.wrong_one" if many == 1 else "indicators.figures.wrong", count=many))
    for row, sentence in file.wrong[:SHOWN]:
        st.text(words("indicators.figures.row", row=row, sentence=sentence))
    if many > SHOWN:
        headings = [words("indicators.figures.row_name"), words("indicators.figures.what_to_do")]
        st.download_button(
            words("indicators.figures.all_rows"),
            data=words_file(FileKind.CSV, headings, file.wrong),
            file_name="rows-to-put-right.csv",
            mime=FileKind.CSV.mime,
            on_click="ignore",
            key=f"wrong-{indicator.id}",
        )


def _show_what_it_says(
    file: FiguresFile, indicator: IndicatorSeen, held: Mapping[tuple[date, date], FigureSeen]
) -> None:
    st.markdown(words("indicators.figures.says"))
    headings = [words(f"indicators.columns.{name}") for name in ("when", "value", "source", "what")]
    rows = []
    for one in file.figures:
        now = held.get((one.since, one.until))
        what = words("indicators.figures.is_new" if now is None else "indicators.figures.is_there")
        if now and _is_new(one, held):
            value = amount(indicator.unit, now.value or 0)
            what = words("indicators.figures.replaces", value=value)
        when, value = days_named(one.since, one.until), amount(indicator.unit, one.value)
        rows.append((when, value, one.source, what))
    show_rows(headings, rows)
    if file.left_out:
        listed = ", ".join(map(str, file.left_out))
        st.markdown(words("indicators.figures.left_out", rows=plain(listed)))


def _is_new(given: FigureGiven, held: Mapping[tuple[date, date], FigureSeen]) -> bool:
    now = held.get((given.since, given.until))
    return now is None or (now.value, now.source) != (given.value, given.source)


def _line(form: str, field: str, called: str, *, width: int | None = None) -> str:
    with st.container(width=width or "stretch"):
        return forms_boxes.line(form, field, called, "", problem=f"0.{field}")


def _day(form: str, field: str) -> date | None:
    with st.container(width=DAY_WIDTH):
        said, visibility = label(form, f"0.{field}", words(f"indicators.fields.{field}"))
        return st.date_input(
            said,
            value=None,  # a day that is there from the start can't be taken out again
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD/MM/YYYY",
            key=filled(form, field, None),
            label_visibility=visibility,
        )
