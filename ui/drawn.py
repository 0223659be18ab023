"""The overview's sections: a question, a sentence, the picture, what to know, and the numbers."""

from typing import Literal

import altair as alt
import pandas as pd
import streamlit as st

from content.words import words
from models.vocabulary import Sentiment
from reporting import charts, wording
from storage.queries.coverage import Coverage
from ui import figures, theme_trust
from ui.figures import Figures
from ui.plain import plain

MOST_THEMES = 12


def mode() -> Literal["light", "dark"]:
    """Which of the two looks this browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def coverage_line(found: Figures) -> None:
    """How many people the figures rest on, who read them, and what is still on its way."""
    behind = found.coverage
    agreement = (
        words("overview.no_agreement")
        if behind.agreement is None
        else words(
            "overview.agreement",
            share=wording.percent(round(behind.agreement * behind.read_by_both), behind.read_by_both),
            both=f"{behind.read_by_both:,}",
        )
    )
    parts = [
        words(
            "overview.coverage",
            people=wording.people(behind.people),
            tagged=f"{behind.tagged:,}",
            checked=f"{behind.checked:,}",
            agreement=agreement,
        )
    ]
    for name, count in (
        ("waiting", behind.waiting),
        ("failed", behind.failed),
        ("undecided", behind.awaiting_moderation),
        ("held", behind.held),
    ):
        if count:
            parts.append(words(f"overview.{name}", **{name: f"{count:,}"}))
    st.markdown(f":gray[{' · '.join(parts)}]")
    st.markdown(
        f":small[:gray[{words('overview.not_for_publication', smallest=f'{found.smallest_base:,}')}]]"
    )


def people_by_month(found: Figures) -> None:
    """How many people told us something, and when the programmes we follow started."""
    sentence = wording.feedback_by_month(found.by_month)
    events = [
        (start.started_on, number, start.name) for number, start in enumerate(found.programmes, start=1)
    ]
    notes = [words("overview.people_note")]
    notes += [
        words(
            "overview.events_note",
            number=number,
            name=plain(start.name),
            day=wording.day(start.started_on),
            source=plain(start.source),
        )
        for number, start in enumerate(found.programmes, start=1)
    ]
    chart = charts.feedback_by_month(found.by_month, mode(), events)
    table = pd.DataFrame(
        {
            words("numbers.month"): [wording.month_name(month) for month in found.by_month["month"]],
            words("numbers.people"): found.by_month["people"],
        }
    )
    _section("people", sentence, chart, notes, table)


def sentiment_over_time(found: Figures) -> None:
    """How what people said read, month by month."""
    table = _crossed(
        found.sentiment_by_month.assign(
            month=[wording.month_name(month) for month in found.sentiment_by_month["month"]]
        ),
        "month",
    )
    _section(
        "sentiment",
        wording.sentiment_by_month(found.sentiment_by_month),
        charts.sentiment_by_month(found.sentiment_by_month, mode()),
        [words("overview.sentiment_note")],
        table,
    )


def themes(found: Figures) -> None:
    """Which themes most people spoke of and how each read, in the groups of themes that are chosen."""
    st.subheader(words("overview.themes_heading"))
    groups = figures.theme_groups()
    chosen = st.pills(
        words("overview.groups"),
        list(groups),
        selection_mode="multi",
        default=_worth_showing(found, groups),
        format_func=lambda group: groups[group],
    )
    counts = themes_table(found)
    counts = counts[counts["group"].isin(chosen)]
    shown = counts.head(MOST_THEMES).assign(group=counts["group"].map(groups))
    notes = [words("overview.themes_note")]
    if found.themes["is_marked"].any():
        notes.append(theme_trust.explained())
    _picture(
        wording.themes_by_people(shown, of=found.coverage.people),
        charts.themes_by_people(shown[["theme", "people", "group"]], mode()),
        notes,
        counts[["theme", "people", "checked"]].rename(
            columns={
                "theme": words("numbers.theme"),
                "people": words("numbers.people"),
                "checked": words("numbers.checked"),
            }
        ),
    )
    _themes_and_feeling(found, shown["theme"])


def _worth_showing(found: Figures, groups: dict[str, str]) -> list[str]:
    """Leaving hospital and joins come first; where hardly anybody spoke of them, everything."""
    ours = [group for group in groups if group != "general"]
    spoken = found.themes[found.themes["group"].isin(ours)].groupby("theme")["people"].sum()
    return ours if spoken.max() >= wording.SHOW_FROM else list(groups)


def _themes_and_feeling(found: Figures, shown: pd.Series) -> None:
    rows = found.themes[found.themes["sentiment"].ne("") & found.themes["title"].isin(shown)]
    rows = rows.rename(columns={"theme": "id", "title": "theme"})[["theme", "sentiment", "people"]]
    totals = rows.groupby("theme")["people"].transform("sum")
    counts = rows.assign(total=totals)
    _section(
        "feeling",
        _with_its_reader(wording.sentiment_by_theme(counts), found.coverage),
        charts.sentiment_by_theme(counts, mode()),
        [words("overview.sentiment_note")],
        _crossed(counts, "theme"),
    )


def themes_table(found: Figures) -> pd.DataFrame:
    """Columns `theme` (title), `group`, `people`, `checked`; most people first."""
    summed = found.themes.groupby(["title", "group"], as_index=False)[["people", "checked"]].sum()
    summed = summed.rename(columns={"title": "theme"})
    return summed.sort_values(["people", "theme"], ascending=[False, True], ignore_index=True)


def _with_its_reader(sentence: str, behind: Coverage) -> str:
    """Say that it is the machine's reading, unless people have tagged most of it."""
    if 2 * behind.checked > behind.people:
        return sentence
    return words("overview.machine_says", sentence=sentence)


def _section(
    name: str, sentence: str, chart: alt.Chart | alt.LayerChart, notes: list[str], table: pd.DataFrame
) -> None:
    st.subheader(words(f"overview.{name}_heading"))
    _picture(sentence, chart, notes, table)


def _picture(sentence: str, chart: alt.Chart | alt.LayerChart, notes: list[str], table: pd.DataFrame) -> None:
    st.markdown(f"**{plain(sentence)}**")
    st.altair_chart(chart, theme=None, width="stretch")
    st.markdown(f":small[:gray[{' · '.join(notes)}]]")
    with st.expander(words("overview.show_numbers")):
        st.table(table.set_index(table.columns[0]))


def _crossed(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row a month or theme, one column a sentiment, in their own order."""
    order = [sentiment.value for sentiment in Sentiment]
    crossed = rows.pivot_table(
        index=by, columns="sentiment", values="people", aggfunc="sum", fill_value=0, sort=False
    ).reindex(columns=order, fill_value=0)
    crossed.columns = [words(f"named.sentiment.{sentiment}") for sentiment in order]
    return crossed.astype(int).rename_axis(words(f"numbers.{by}")).reset_index()
