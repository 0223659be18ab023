"""Charts along the months: how many people told us, and how what they said reads."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from content.look.tokens import Mode, Palette, tokens
from models.vocabulary import Sentiment
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import (
    BEAD_ROW,
    Chart,
    Months,
    bead_rows,
    beads,
    dressed,
    nothing,
    sentiment_colours,
    spans,
)
from reporting.wording import NEGATIVE, POSITIVE, SENTIMENT_WORDS, SHOW_FROM, Event

BAR_GAP = 0.12  # of a month, on either side of its bar
BARS_PX = 190
SHARES_PX = 200
PEOPLE_PX = 34  # the bars that say how many people stand behind each share
NUMBER_PX = 16  # above a bar, for its number
PLACES = ("left", "right", "low", "high")


def feedback_by_month(
    counts: pd.DataFrame, mode: Mode, events: Sequence[Event] = (), *, said: str = ""
) -> Chart:
    """How many people told us something, month by month.

    Columns of `counts`: `month` (its first day), `people` (whole number). A month that is not in
    the table is left empty. `events` are (day, number, title); their beads stand at their day, and
    events outside the months shown are left out. `said` is the sentence that the words for it begin with.
    """
    if counts.empty:
        return nothing(said or wording.NOTHING_YET, mode)
    colours = palette(mode)
    months = Months.of(counts["month"])
    placed = bead_rows(events, months)
    top = BEAD_ROW * max((bead.row + 1 for bead in placed), default=0) + NUMBER_PX
    bottom = top + BARS_PX
    frame = _bars(counts, months)
    scale = alt.Scale(domain=[0, max(1, int(frame["people"].max()))], range=[bottom, top], nice=False)
    axis = alt.Axis(tickCount=3, tickMinStep=1, format=",d", gridColor=colours.line)
    behind, before = beads(placed, months, down_to=bottom, mode=mode)
    base = alt.Chart(frame)
    layers = [
        *behind,
        base.mark_rect(color=colours.count).encode(
            x=months.x("left", axis=True),
            x2="right",
            y=alt.Y("people:Q", scale=scale, axis=axis),
            y2=alt.datum(0),
            tooltip="words:N",
            description="words:N",
        ),
        *numbers_above(base, months, scale, colours),
        *before,
    ]
    return dressed(
        layers,
        mode=mode,
        height=bottom,
        title="people who told us something",
        description=f"{said or wording.feedback_by_month(counts)} Bars, one a month.",
    )


def sentiment_by_month(
    counts: pd.DataFrame, mode: Mode, *, names: Mapping[Sentiment, str] = SENTIMENT_WORDS, said: str = ""
) -> Chart:
    """What share of people were positive (upwards) and negative (downwards), month by month.

    Columns of `counts`: `month` (its first day), `sentiment` (values of models.vocabulary.Sentiment),
    `people`. Neutral counts in the total and is not drawn. How many people stand behind a month is
    written beneath it; with fewer than 10 the month has a dashed outline instead of shares. `names` are what
    the sentiments are called, and `said` is the sentence that the words for it begin with.
    """
    if counts.empty or counts["people"].sum() == 0:
        return nothing(said or wording.NOTHING_YET, mode)
    colours = palette(mode)
    sides = wording.month_sides(counts)
    months = Months.of(counts["month"])
    shares, few = _shares(counts, sides, months, names), _too_few(sides, months)
    shown = sides[sides["total"] >= SHOW_FROM]
    reach = max([0.0, *(shown["negative"] / shown["total"]), *(shown["positive"] / shown["total"])])
    quarters = max(1, ceil(4 * reach))
    scale = alt.Scale(domain=[-quarters / 4, quarters / 4], range=[SHARES_PX, 0], nice=False)
    axis = alt.Axis(
        values=[at / 4 for at in range(-quarters, quarters + 1)],
        labelExpr="format(abs(datum.value), '.0%')",
        gridColor=colours.line,
    )
    people_top = SHARES_PX + 12 + NUMBER_PX
    height = people_top + PEOPLE_PX
    people = _bars(sides.rename(columns={"total": "people"}), months)
    people_scale = alt.Scale(domain=[0, int(people["people"].max())], range=[height, people_top], nice=False)
    base = alt.Chart(people)
    better, worse = (names[one].lower() for one in (Sentiment.POSITIVE, Sentiment.NEGATIVE))
    layers = [
        _columns(shares, months, scale, axis, mode, names),
        alt.Chart(few)
        .mark_rect(filled=False, stroke=colours.edge, strokeDash=[3, 3], strokeWidth=1)
        .encode(
            x=months.x("left"),
            x2="right",
            y=alt.Y("low:Q", scale=scale, axis=None),
            y2="high",
            tooltip="words:N",
            description="words:N",
        ),
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=colours.ink, strokeWidth=1.2)
        .encode(y=alt.Y("zero:Q", scale=scale, axis=None)),
        base.mark_rect(color=colours.bars).encode(
            x=months.x("left", axis=True),
            x2="right",
            y=alt.Y("people:Q", scale=people_scale, axis=None),
            y2=alt.datum(0),
        ),
        *numbers_above(base, months, people_scale, colours),
        alt.Chart(pd.DataFrame({"word": ["people"]}))
        .mark_text(align="right", dx=-6, color=colours.soft, fontSize=tokens().type.chart_small_px)
        .encode(x=alt.value(0), y=alt.value(height - 7), text="word:N"),
    ]
    return dressed(
        layers,
        mode=mode,
        height=height,
        title=f"% {better} above, % {worse} below",
        description=f"{said or wording.sentiment_by_month(counts)} "
        f"Columns, one a month, {better} upwards and {worse} downwards.",
    )


def _columns(
    shares: pd.DataFrame,
    months: Months,
    scale: alt.Scale,
    axis: alt.Axis,
    mode: Mode,
    names: Mapping[Sentiment, str],
) -> alt.Chart:
    colours = palette(mode)
    layer: alt.Chart = (
        alt.Chart(shares)
        .mark_rect(stroke=colours.paper, strokeWidth=0.6)
        .encode(
            x=months.x("left"),
            x2="right",
            y=alt.Y("low:Q", scale=scale, axis=axis),
            y2="high",
            color=sentiment_colours(mode, names),
            tooltip="words:N",
            description="words:N",
        )
    )
    return layer


def numbers_above(base: alt.Chart, months: Months, scale: alt.Scale, colours: Palette) -> list[alt.Chart]:
    """The number on top of each bar, or of every other; with less room, of the highest and the last."""
    people, last = list(base.data["people"]), months.count - 1
    highest = int(base.data["at"].iloc[people.index(max(people))])
    every = months.every(7 * max(len(number) for number in base.data["number"]) + 4)
    regular = f"({last} - datum.at) % {every} == 0"
    ends = f"datum.at == {highest} || (datum.at == {last} && {last - highest} >= {every})"
    shown = alt.ExprRef(f"({every} <= 2 ? {regular} : ({ends})) ? 1 : 0")
    place = months.x("middle"), alt.Y("people:Q", scale=scale, axis=None), alt.Text("number:N")
    style: dict[str, Any] = {
        "baseline": "bottom",
        "dy": -3,
        "fontSize": tokens().type.chart_count_px,
        "opacity": shown,
    }
    # First as a halo in the colour of the page, so that no line runs through a number.
    return [
        base.mark_text(stroke=colours.paper, strokeWidth=3, **style).encode(*place),
        base.mark_text(color=colours.soft, **style).encode(*place),
    ]


def _bars(counts: pd.DataFrame, months: Months) -> pd.DataFrame:
    frame = counts[["month", "people"]].copy()
    at = pd.Series([int(months.place(month)) for month in frame["month"]], index=frame.index)
    frame["people"] = frame["people"].astype(int)
    frame["number"] = [f"{n:,}" for n in frame["people"]]
    frame["mark"] = [wording.month_name(month) for month in frame["month"]]
    frame["words"] = [
        f"{month}: {wording.people(n)}" for month, n in zip(frame["mark"], frame["people"], strict=True)
    ]
    placed = frame.assign(at=at, left=at + BAR_GAP, middle=at + 0.5, right=at + 1 - BAR_GAP)
    return placed.drop(columns="month").reset_index(drop=True)


def _shares(
    counts: pd.DataFrame, sides: pd.DataFrame, months: Months, names: Mapping[Sentiment, str]
) -> pd.DataFrame:
    totals = dict(zip(sides["month"], sides["total"], strict=True))
    told = counts.groupby(["month", "sentiment"])["people"].sum()
    rows = []
    for month, total in totals.items():
        if total < SHOW_FROM:
            continue
        at = int(months.place(month))
        for way, drawn in ((-1, tuple(reversed(NEGATIVE))), (1, POSITIVE)):
            people = [int(told.get((month, sentiment.value), 0)) for sentiment in drawn]
            for sentiment, k, (near, far) in zip(drawn, people, spans(people), strict=True):
                low, high = sorted((way * near / total, way * far / total))
                name, called = names[sentiment], wording.month_name(month)
                words, mark = f"{called}, {name.lower()}: {wording.share(k, total)}", f"{called}: {name}"
                rows.append((name, at + BAR_GAP, at + 1 - BAR_GAP, low, high, words, mark))
    frame = pd.DataFrame(rows, columns=["sentiment", *PLACES, "words", "mark"])
    return frame.astype(dict.fromkeys(PLACES, float))


def _too_few(sides: pd.DataFrame, months: Months) -> pd.DataFrame:
    few = [month for month, total in zip(sides["month"], sides["total"], strict=True) if total < SHOW_FROM]
    rows = [
        (
            months.place(month) + BAR_GAP,
            months.place(month) + 1 - BAR_GAP,
            -0.08,
            0.08,
            f"{wording.month_name(month)}: too few people to show",
        )
        for month in few
    ]
    return pd.DataFrame(rows, columns=[*PLACES, "words"]).astype(dict.fromkeys(PLACES, float))
