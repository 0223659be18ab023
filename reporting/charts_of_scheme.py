"""What became of a scheme's contacts: the change of each kind with its range, and a slope for each person."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import altair as alt
import pandas as pd

from content.look.tokens import Mode, tokens
from content.words import words
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import Rows, across, name_px, names, people_column, tops

ROW, HEADER, PEOPLE_COLUMN = 36, 18, 56
MIDDLE = narrow("26", "17")
LABEL_PX, MOST_LABELS = 15, 40
TOP, FOOT, LOWEST = 26, 10, 260
AWAY = 1.07
"""Where a person's number stands; a thin line leads to it from where the person is now, at 1."""


def changes_with_ranges(changes: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A dot a kind with its range as a line, in the order they come.

    Columns of `changes`: `name`, `change`, `low`, `high` (-0.25 for a quarter less; missing where it can't be
    said), `people`, `words`.
    """
    begins, height = tops(changes["name"], row=ROW, header=HEADER)
    rows, left = Rows(height), name_px(begins)
    frame = changes.assign(y=list(begins.values()))
    drawn, ranged = frame.dropna(subset="change"), frame.dropna(subset="low")
    ends = [*drawn["change"], *ranged["low"], *ranged["high"], -0.1, 0.1]
    low, high = max(-1.0, floor(10 * min(ends)) / 10), ceil(10 * max(ends)) / 10
    scale = across(low, high, left=left, right=PEOPLE_COLUMN, inset=18)
    colours = palette(mode)
    line: dict[str, Any] = {"color": colours.soft, "strokeWidth": 1.4}
    base = alt.Chart(ranged)
    layers = [
        base.mark_rule(**line, yOffset=MIDDLE).encode(x=alt.X("low:Q", scale=scale), x2="high", y=rows.y()),
        *(
            base.mark_rule(**line, yOffset=narrow("22", "13"), y2Offset=narrow("30", "21")).encode(
                x=alt.X(f"{end}:Q", scale=scale), y=rows.y(), y2="y"
            )
            for end in ("low", "high")
        ),
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=colours.ink, strokeWidth=1.2)
        .encode(
            x=alt.X("zero:Q", scale=scale, axis=_less_and_more(mode)),
            y=alt.value(HEADER),
            y2=alt.value(height),
        ),
        alt.Chart(drawn)
        .mark_point(filled=True, opacity=1, size=130, color=colours.ink, yOffset=MIDDLE)
        .encode(x=alt.X("change:Q", scale=scale), y=rows.y(), tooltip="words:N", description="words:N"),
        *names(
            pd.DataFrame({"theme": list(begins), "y": list(begins.values())}),
            rows,
            mode=mode,
            above=9,
            beside=17,
            left=left,
        ),
        *people_column(frame["people"], frame["y"], rows, mode),
    ]
    return dressed(layers, mode=mode, height=height, description=description)


def slopes(people: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """A line from before to since for each person, with the person's number at its end.

    Columns of `people`: `person` (a number), `before`, `after` (contacts in 30 days), `words`. Lines that
    rise are stronger. More than `MOST_LABELS` people have no numbers: nobody could read them.
    """
    is_labelled = len(people) <= MOST_LABELS
    height = max(LOWEST, LABEL_PX * len(people) + TOP + FOOT) if is_labelled else 2 * LOWEST
    top = max(1.0, people[["before", "after"]].max().max())
    per_px = top / (height - TOP - FOOT)
    up = alt.Scale(domain=[0, top], range=[height - FOOT, TOP], nice=False, zero=False)
    along = across(0, 1, left=44, right=96 if is_labelled else 20, inset=36)
    colours = palette(mode)
    people = people.assign(
        x=0,
        x2=1,
        x3=AWAY,
        label=spread(list(people["after"]), LABEL_PX * per_px, top),
        rises=people["after"] > people["before"],
    )
    base = alt.Chart(people)
    once = alt.Axis(tickCount=4, grid=True, gridColor=colours.line)
    layers = [
        alt.Chart(people[people["rises"] == rises])
        .mark_rule(color=colours.ink if rises else colours.soft, strokeWidth=2.4 if rises else 1.2)
        .encode(
            x=alt.X("x:Q", scale=along, axis=None),
            x2="x2",
            y=alt.Y("before:Q", scale=up, axis=None),
            y2="after",
            tooltip="words:N",
            description="words:N",
        )
        for rises in (False, True)
    ]
    layers += [
        base.mark_point(filled=True, opacity=1, size=40, color=colours.ink).encode(
            x=alt.X(f"{place}:Q", scale=along, axis=None),
            y=alt.Y(f"{phase}:Q", scale=up, axis=once if phase == "before" else None),
            tooltip="words:N",
        )
        for place, phase in (("x", "before"), ("x2", "after"))
    ]
    if is_labelled:
        end = alt.X("x3:Q", scale=along, axis=None)
        beside = alt.Y("label:Q", scale=up, axis=None)
        layers += [
            base.mark_rule(color=colours.edge, strokeWidth=0.8).encode(x=end, x2="x2", y=beside, y2="after"),
            base.mark_text(align="left", dx=3, fontSize=tokens().type.chart_small_px).encode(
                x=end, y=beside, text="called:N"
            ),
        ]
    headings = pd.DataFrame(
        {"x": [0, 1], "word": [words("scheme_contacts.before"), words("scheme_contacts.after")]}
    )
    layers.append(
        alt.Chart(headings)
        .mark_text(color=colours.soft)
        .encode(x=alt.X("x:Q", scale=along, axis=None), y=alt.value(8), text="word:N")
    )
    return dressed(layers, mode=mode, height=height, description=description)


def spread(places: Sequence[float], apart: float, most: float) -> list[float]:
    """Where labels stand that would lie on one another: at least so far apart, from nought to `most`.

    >>> spread([0.0, 5.0, 5.0], 1, 5.0)
    [0.0, 4.0, 5.0]
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    placed, lowest = [0.0] * len(order), 0.0
    for at in order:
        placed[at] = max(float(places[at]), lowest)
        lowest = placed[at] + apart
    highest = most
    for at in reversed(order):
        placed[at] = min(placed[at], highest)
        highest = placed[at] - apart
    return placed


def _less_and_more(mode: Mode) -> alt.Axis:
    """How much less to the left, how much more to the right."""
    return alt.Axis(
        tickCount=6,
        format="+.0%",
        labelExpr=f"datum.value == 0 ? '{words('scheme_contacts.no_change')}' : datum.label",
        labelOverlap="greedy",
        grid=True,
        gridColor=palette(mode).line,
    )
