"""The overview's pictures: how many people told us, what they spoke of, and how it went by whose word."""

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from analysis import counted
from content.words import words
from models.facts import Facts, Happening
from models.vocabulary import Sentiment
from reporting import charts, wording
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.theme_titles import group_of, theme_groups, theme_title
from reporting.voices import HEARD, Voice, all_and_last, steps, worst_and_best
from reporting.wording import SHOW_FROM

MOST_THEMES = 12
MOST_EVENTS = 8


def people(looked: Looked) -> Picture:
    """How many people told us something each month, beside the programmes' starts and days of listening."""
    counts = counted.people_by_month(looked.facts)
    sentence = wording.feedback_by_month(counts)
    happened = _happenings(looked.facts.happenings, counts["month"])
    events = [(one.on, number, one.name) for number, one in enumerate(happened, start=1)]
    months = [wording.month_name(month) for month in counts["month"]]
    return Picture(
        name="people",
        heading=words("overview.people.heading"),
        sentence=sentence,
        draw=lambda mode: charts.feedback_by_month(counts, mode, events, said=sentence),
        table=pd.DataFrame({words("numbers.month"): months, words("numbers.people"): counts["people"]}),
        source=Source.ANSWERS,
        behind=looked.behind,
        notes=[words("overview.people.note"), *(_told_of(*event) for event in enumerate(happened, start=1))],
        fewest=_fewest(counts["people"]),
        counts=Counts(
            rows=months,
            columns=[words("numbers.people")],
            cells=[[one] for one in counts["people"].tolist()],
            is_table=True,
        ),
        marks=counted.rows_by(
            counted.places(looked.facts.feedback["month"], counts["month"]),
            months,
            looked.facts.feedback.index.to_numpy(),
        ),
    )


def themes(looked: Looked, groups: Collection[str]) -> Picture:
    """Which themes of these groups most people spoke of, and of how many a person decided so."""
    every = counted.people_by_theme(looked.tagged)
    shown = every[every["theme"].map(group_of).isin(groups)].head(MOST_THEMES)
    titles = _titles(shown["theme"], looked)
    counts = shown.assign(
        theme=titles, group=[theme_groups().get(group_of(theme), "") for theme in shown["theme"]]
    )
    of = counted.people_read(looked.tagged)
    sentence = wording.themes_by_people(counts, of=of)
    return Picture(
        name="themes",
        heading=words("overview.themes.heading"),
        sentence=sentence,
        draw=lambda mode: charts.themes_by_people(counts, mode, said=sentence),
        table=pd.DataFrame(
            {
                words("numbers.theme"): titles,
                words("numbers.group"): counts["group"],
                words("numbers.people"): counts["people"],
                words("numbers.checked"): counts["checked"],
                words("numbers.machine"): counts["people"] - counts["checked"],
            }
        ),
        source=Source.TAGS,
        behind=looked.behind_tags,
        notes=[words("overview.themes_note")],
        fewest=_fewest(counts["checked"], counts["people"] - counts["checked"]),
        counts=Counts(
            rows=titles,
            columns=[words("numbers.people")],
            cells=[[one] for one in counts["people"].tolist()],
            wholes=[of] * len(counts),
        ),
        marks=counted.rows_by(
            counted.places(looked.tagged.themes["theme"], shown["theme"]),
            titles,
            looked.tagged.themes["row"].to_numpy(),
        ),
    )


def by_theme(looked: Looked, groups: Collection[str], voice: Voice) -> Picture:
    """How it went for the people who spoke of each of those themes, by one voice."""
    facts, heard, names = looked.tagged, HEARD[voice], steps(voice)
    every = counted.people_by_theme(facts)["theme"]
    shown = [theme for theme in every if group_of(theme) in groups][:MOST_THEMES]
    titles = _titles(shown, looked)
    found = counted.how_it_went_by_theme(facts, heard.column, heard.feelings)
    counts = found[found["theme"].isin(shown)].assign(
        theme=lambda one: one["theme"].map(dict(zip(shown, titles, strict=True)))
    )
    sentence = worst_and_best(counts, voice)
    went = counted.of_rows(facts, counted.felt(facts, heard.column, heard.feelings), facts.themes["row"])
    table = _crossed(counts.rename(columns={"theme": "row"}), titles, names)
    return Picture(
        name=f"themes_{voice.value}",
        heading=words(f"overview.by_theme.heading_{voice.value}"),
        sentence=sentence,
        draw=lambda mode: charts.sentiment_by_theme(counts, mode, names=names, said=sentence),
        table=table.rename_axis(words("numbers.theme")).reset_index(),
        source=Source.TAGS if voice is Voice.RATING else heard.source,
        behind=looked.behind_tags,
        notes=[words(f"overview.by_theme.note_{voice.value}"), words("overview.machine_finds_themes")],
        fewest=_fewest(counts["people"]),
        counts=Counts(
            rows=[*table.index],
            columns=[*names.values()],
            cells=table[[*names.values()]].to_numpy().tolist(),
            rows_add_up=True,
        ),
        marks=counted.rows_by(
            counted.pairs(counted.places(facts.themes["theme"], shown), went, len(names)),
            [f"{title}: {name}" for title in titles for name in names.values()],
            facts.themes["row"].to_numpy(),
        ),
    )


def by_month(looked: Looked, voice: Voice) -> Picture:
    """How it went month by month, by one voice."""
    facts, heard, names = looked.facts, HEARD[voice], steps(voice)
    counts = counted.how_it_went_by_month(facts, heard.column, heard.feelings)
    sentence = all_and_last(counts, voice)
    months = pd.Series(counts["month"].unique())
    named = [wording.month_name(month) for month in months]
    went = counted.felt(facts, heard.column, heard.feelings)
    called = dict(zip(months, named, strict=True))
    table = _crossed(counts.assign(row=counts["month"].map(called)), named, names)
    return Picture(
        name=f"months_{voice.value}",
        heading=words(f"overview.by_month.heading_{voice.value}"),
        sentence=sentence,
        draw=lambda mode: charts.sentiment_by_month(counts, mode, names=names, said=sentence),
        table=table.rename_axis(words("numbers.month")).reset_index(),
        source=heard.source,
        behind=looked.behind,
        notes=[words("overview.sentiment_note")] if voice is Voice.MACHINE else (),
        fewest=_fewest(counts["people"]),
        counts=Counts(
            rows=named,
            columns=[*names.values()],
            cells=table[[*names.values()]].to_numpy().tolist(),
            is_table=True,
        ),
        marks=counted.rows_by(
            counted.pairs(counted.places(facts.feedback["month"], months), went, len(names)),
            [f"{month}: {name}" for month in named for name in names.values()],
            facts.feedback.index.to_numpy(),
        ),
    )


def groups_worth_showing(facts: Facts) -> list[str]:
    """Leaving hospital and joins come first; where hardly anybody spoke of them, everything."""
    ours = [group for group in theme_groups() if group != "general"]
    spoken = counted.people_by_theme(facts)
    most = spoken.loc[spoken["theme"].map(group_of).isin(ours), "people"].max()
    return ours if most >= SHOW_FROM else [*theme_groups()]


def _crossed(counts: pd.DataFrame, rows: Sequence[str], names: dict[Sentiment, str]) -> pd.DataFrame:
    """One row a month or theme, one column a feeling in their own order, and how many people in all."""
    crossed = counts.set_index(["row", "sentiment"])["people"].unstack()
    said = [row for row in rows if row in crossed.index]
    crossed = crossed.reindex(index=said, columns=[one.value for one in names]).fillna(0).astype(int)
    crossed.columns = pd.Index(names.values())
    crossed[words("numbers.people")] = crossed.sum(axis=1)
    return crossed


def _happenings(happened: Iterable[Happening], months: "pd.Series[pd.Timestamp]") -> list[Happening]:
    """What happened in these months: every programme's start, and the newest days of listening."""
    if months.empty:
        return []
    ends = months.iloc[-1] + pd.offsets.MonthEnd()
    inside = [one for one in happened if months.iloc[0] <= pd.Timestamp(one.on) <= ends]
    starts = [one for one in inside if one.kind == "programme"]
    others = sorted(one for one in inside if one.kind != "programme")
    return sorted([*starts, *others[len(others) - max(0, min(len(others), MOST_EVENTS - len(starts))) :]])


def _told_of(number: int, one: Happening) -> str:
    told = "happening_from" if one.source else "happening"
    return words(
        f"overview.people.{told}", number=number, name=one.name, day=wording.day(one.on), source=one.source
    )


def _titles(themes: Iterable[str], looked: Looked) -> list[str]:
    return [theme_title(theme, looked.theme_marks) for theme in themes]


def _fewest(*people: "pd.Series[int]") -> int | None:
    """The smallest number above nought, if there is any."""
    some = [int(one) for counts in people for one in counts if one]
    return min(some, default=None)
