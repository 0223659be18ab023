"""Charts with a row for each theme: how what people said reads, and how many spoke of each."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis.rates import wilson
from content.look.tokens import Mode, tokens
from models.vocabulary import Sentiment
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow, nothing, sentiment_colours, spans
from reporting.chart_rows import Rows, across, name_px, people_column, tops
from reporting.chart_rows import names as row_names
from reporting.wording import NEGATIVE, POSITIVE, SENTIMENT_WORDS, SHOW_FROM, TWO_TONES

SENTIMENT_ROW = 42
PEOPLE_ROW = 38
HEADER = 18
PEOPLE_COLUMN = 56
PLACES = ("low", "high", "y")


def sentiment_by_theme(
    counts: pd.DataFrame, mode: Mode, *, names: Mapping[Sentiment, str] = SENTIMENT_WORDS, said: str = ""
) -> Chart:
    """What share of the people who spoke of a theme were negative (left) and positive (right).

    Columns of `counts`: `theme` (its title), `sentiment` (values of models.vocabulary.Sentiment),
    `people`, `total` (people who spoke of the theme, the same on each of its rows). Neutral counts in
    the total and is not drawn. A thin line under each side is its 95% range. Most negative themes
    come first; themes with fewer than 10 people come last, as an outline without any figure.
    `names` are what the sentiments are called, and `said` is the sentence that the words for it begin with.
    """
    if counts.empty:
        return nothing(said or wording.NOTHING_YET, mode)
    sides = wording.theme_sides(counts)
    shown = sides[sides["total"] >= SHOW_FROM]
    if shown.empty:
        return nothing(said or wording.TOO_FEW, mode)
    shown = shown.assign(worse=shown["negative"] / shown["total"])
    shown = shown.sort_values(["worse", "theme"], ascending=[False, True]).drop(columns="worse")
    few = sorted(sides.loc[sides["total"] < SHOW_FROM, "theme"])
    begins, height = tops([*shown["theme"], *few], row=SENTIMENT_ROW, header=HEADER)
    last_bar = tops(shown["theme"], row=SENTIMENT_ROW, header=HEADER)[1]
    rows, left = Rows(height), name_px(begins)
    scale = across(-1, 1, left=left, right=PEOPLE_COLUMN, inset=18)
    titles = pd.DataFrame({"theme": list(begins), "y": list(begins.values())})
    better, worse = (names[one].lower() for one in (Sentiment.POSITIVE, Sentiment.NEGATIVE))
    layers = [
        _bars(_shares(counts, shown, begins, names), scale, rows, mode, names),
        *_ranges(_sides_with_range(shown, begins), scale, rows, mode),
        *_outlines([begins[theme] for theme in few], scale, rows, mode),
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=palette(mode).ink, strokeWidth=1.2)
        .encode(
            x=alt.X("zero:Q", scale=scale),
            y=alt.value(HEADER),
            y2=alt.value(last_bar),
        ),
        *row_names(titles, rows, mode=mode, above=9, beside=17, left=left),
        *people_column(list(shown["total"]), [begins[theme] for theme in shown["theme"]], rows, mode),
    ]
    return dressed(
        layers,
        mode=mode,
        height=height,
        description=f"{said or wording.sentiment_by_theme(counts)} "
        f"Bars, one a theme, {worse} to the left and {better} to the right of one line.",
    )


def themes_by_people(counts: pd.DataFrame, mode: Mode, *, said: str = "") -> Chart:
    """How many people spoke of each theme, most first.

    Columns of `counts`: `theme` (its title), `people`, `group` (what the theme belongs to, or empty). With a
    column `checked`, of how many a person decided so, bars have two tones. `said`: see `sentiment_by_theme`.
    """
    if counts.empty:
        return nothing(said or wording.NOTHING_YET, mode)
    frame = counts.sort_values(["people", "theme"], ascending=[False, True])
    frame = frame.assign(group=frame["group"].fillna("").astype(str), people=frame["people"].astype(int))
    named = [
        f"{theme} · {group}" if group else theme
        for theme, group in zip(frame["theme"], frame["group"], strict=True)
    ]
    begins, height = tops(named, row=PEOPLE_ROW)
    frame = frame.assign(
        y=[begins[name] for name in named],
        n=[f"{n:,}" for n in frame["people"]],
        words=[
            f"{theme}: {wording.people(n)}" for theme, n in zip(frame["theme"], frame["people"], strict=True)
        ],
    )
    rows, left = Rows(height), name_px([*frame["theme"], *frame["group"]])
    room = 10 + 9 * max(len(number) for number in frame["n"])
    scale = across(0, max(1, int(frame["people"].max())), left=left, right=room, inset=0)
    layers = [
        _tones(frame, scale, rows, mode),
        alt.Chart(frame)
        .mark_text(align="left", dx=6, fontWeight="bold", color=palette(mode).ink, yOffset=narrow("25", "19"))
        .encode(x=alt.X("people:Q", scale=scale, axis=None), y=rows.y(), text="n:N"),
        *row_names(frame[["theme", "group", "y"]], rows, mode=mode, above=9, beside=19, left=left),
    ]
    bars = "Bars, one a theme, most people first: " + ", ".join(frame["words"].head(5)) + "."
    return dressed(layers, mode=mode, height=height, description=f"{said} {bars}".strip())


def _tones(frame: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> alt.Chart:
    """The bars: whole, or what a person decided and after it what only the machine found."""
    colours = palette(mode)
    checked = frame["checked"] if "checked" in frame else frame["people"]
    parts = pd.concat(
        [
            frame.assign(low=0, high=checked, tone=TWO_TONES[0]),
            frame.assign(low=checked, high=frame["people"], tone=TWO_TONES[1]),
        ]
    ).assign(mark=lambda one: one["theme"])
    parts = parts[parts["high"] > parts["low"]]
    if "checked" in frame:
        told = (parts["high"] - parts["low"]).map("{:,}".format)
        parts["words"] = parts["words"] + "; " + told + " " + parts["tone"].str.lower()
    legend = alt.Legend(columns=narrow("1", "2"), symbolType="square") if "checked" in frame else None
    bars: alt.Chart = (
        alt.Chart(parts[["low", "high", "y", "tone", "words", "mark"]])
        .mark_rect(
            stroke=colours.edge, strokeWidth=0.8, yOffset=narrow("18", "10"), y2Offset=narrow("31", "27")
        )
        .encode(
            x=alt.X("low:Q", scale=scale, axis=None),
            x2="high",
            y=rows.y(),
            y2="y",
            color=alt.Color(
                "tone:N",
                scale=alt.Scale(domain=[*TWO_TONES], range=[colours.count, colours.amounts[1]]),
                legend=legend,
            ),
            tooltip="words:N",
            description="words:N",
        )
    )
    return bars


def _bars(
    shares: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode, names: Mapping[Sentiment, str]
) -> alt.Chart:
    colours = palette(mode)
    axis = alt.Axis(
        values=[-1, -0.5, 0, 0.5, 1],
        labelExpr="format(abs(datum.value), '.0%')",
        grid=True,
        gridColor=colours.line,
        labelFlush=False,
    )
    layer: alt.Chart = (
        alt.Chart(shares)
        .mark_rect(
            stroke=colours.paper, strokeWidth=0.8, yOffset=narrow("19", "8"), y2Offset=narrow("32", "25")
        )
        .encode(
            x=alt.X("low:Q", scale=scale, axis=axis),
            x2="high",
            y=rows.y(),
            y2="y",
            color=sentiment_colours(mode, names),
            tooltip="words:N",
            description="words:N",
        )
    )
    return layer


def _ranges(ranges: pd.DataFrame, scale: alt.Scale, rows: Rows, mode: Mode) -> list[alt.Chart]:
    """A thin capped line under each side, where it never crosses a dark bar."""
    ink, base = palette(mode).ink, alt.Chart(ranges)
    line = base.mark_rule(color=ink, strokeWidth=1.4, yOffset=narrow("36", "30")).encode(
        x=alt.X("low:Q", scale=scale), x2="high", y=rows.y(), tooltip="words:N", description="words:N"
    )
    ends = [
        base.mark_rule(
            color=ink, strokeWidth=1.4, yOffset=narrow("33.5", "27"), y2Offset=narrow("38.5", "33")
        ).encode(x=alt.X(f"{end}:Q", scale=scale), y=rows.y(), y2="y")
        for end in ("low", "high")
    ]
    return [line, *ends]


def _outlines(tops: list[int], scale: alt.Scale, rows: Rows, mode: Mode) -> list[alt.Chart]:
    """Rows of too few people: an outline and words, and no figure at all."""
    if not tops:
        return []
    colours = palette(mode)
    frame = pd.DataFrame({"low": -1, "high": 1, "middle": 0, "y": tops, "words": "too few people to show"})
    base = alt.Chart(frame)
    box = base.mark_rect(
        filled=False,
        stroke=colours.edge,
        strokeDash=[3, 3],
        strokeWidth=1,
        cornerRadius=3,
        yOffset=narrow("18", "6"),
        y2Offset=narrow("37", "28"),
    ).encode(x=alt.X("low:Q", scale=scale), x2="high", y=rows.y(), y2="y")
    words = base.mark_text(
        color=colours.soft, fontSize=tokens().type.chart_small_px, yOffset=narrow("28", "17")
    ).encode(x=alt.X("middle:Q", scale=scale), y=rows.y(), text="words:N")
    return [box, words]


def _shares(
    counts: pd.DataFrame, shown: pd.DataFrame, begins: dict[str, int], names: Mapping[Sentiment, str]
) -> pd.DataFrame:
    told = counts.groupby(["theme", "sentiment"])["people"].sum()
    rows = []
    for theme, total in zip(shown["theme"], shown["total"], strict=True):
        for way, drawn in ((-1, tuple(reversed(NEGATIVE))), (1, POSITIVE)):
            people = [int(told.get((theme, sentiment.value), 0)) for sentiment in drawn]
            for sentiment, k, (near, far) in zip(drawn, people, spans(people), strict=True):
                low, high = sorted((way * near / total, way * far / total))
                words = f"{theme}, {names[sentiment].lower()}: {wording.share(k, int(total))}"
                mark = f"{theme}: {names[sentiment]}"
                rows.append((names[sentiment], low, high, begins[theme], words, mark))
    frame = pd.DataFrame(rows, columns=["sentiment", *PLACES, "words", "mark"])
    return frame.astype(dict.fromkeys(PLACES, float))


def _sides_with_range(shown: pd.DataFrame, begins: dict[str, int]) -> pd.DataFrame:
    rows = []
    for theme, negative, positive, total in shown.itertuples(index=False):
        for way, word, k in ((-1, "negative", negative), (1, "positive", positive)):
            low, high = wilson(int(k), int(total))
            told = wording.share(int(k), int(total))
            words = f"{theme}: {told} {word}, likely between {low:.0%} and {high:.0%}"
            rows.append((*sorted((way * low, way * high)), begins[theme], words))
    return pd.DataFrame(rows, columns=[*PLACES, "words"]).astype(dict.fromkeys(PLACES, float))
