"""The control chart: what happened, limits and average, the points, and how many people stand behind each."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.follow import Span, Variation
from content.look.tokens import Mode, Palette, tokens
from content.words import words
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, beads, dressed, narrow
from reporting.charts_by_month import BAR_GAP, numbers_above
from reporting.spc_places import WINTER_MONTHS, Piece, Places, apart, starts_of_limits, stepped
from reporting.spc_shown import Shown, title_of
from reporting.spc_wording import line_value, value_of

SHAPES = {
    Variation.BETTER: "circle",
    Variation.WORSE: "triangle-down",
    Variation.USUAL: "circle",
    Variation.UNUSUAL: "square",
}
SMALL, LARGE = 34, 120
WINTER_SHADE = 0.09
CRAMPED_PX = 240
"""Under this width two names of the legend have no room beside each other."""


def chart_spc(shown: Shown, mode: Mode, *, description: str) -> Chart:
    """One layered view, from the top: beads, limits, average, points, and bars of people beneath."""
    places = Places(shown)
    return dressed(
        layers_of(places, mode),
        mode=mode,
        height=places.height,
        title=words(f"over_time.axis.{shown.measure.kind}"),
        description=description,
    )


def layers_of(places: Places, mode: Mode) -> list[alt.Chart]:
    """All of a control chart at its places, what lies behind first."""
    colours = palette(mode)
    behind, before = beads(places.beads, places.months, down_to=places.bottom, mode=mode)
    return [
        _band(places, colours),
        *_winters(places, colours),
        *behind,
        *_lines(places, colours),
        _decisions(places, colours),
        *_points(places, colours),
        *_labels(places, colours),
        *(_people(places, colours) if places.has_bars else []),
        *before,
    ]


def _winters(places: Places, colours: Palette) -> list[alt.Chart]:
    """Pale bands, each with its word where there is room."""
    found = places.winters()
    whole = found["right"] - found["left"] == WINTER_MONTHS
    base = alt.Chart(found.assign(word=whole.map({True: words("over_time.winter"), False: ""})))
    x, room = places.months.x, alt.ExprRef(f"{places.months.every(14)} <= 1 ? 1 : 0")
    return [
        base.mark_rect(color=colours.soft, opacity=WINTER_SHADE).encode(
            x=x("left"), x2="right", y=alt.value(places.top), y2=alt.value(places.bottom)
        ),
        base.mark_text(color=colours.soft, fontSize=tokens().type.chart_count_px, opacity=room).encode(
            x=x("middle"), y=alt.value(places.bottom - 8), text="word:N"
        ),
    ]


def _band(places: Places, colours: Palette) -> alt.Chart:
    """What chance leaves points between: where limits are made, not where they are only held up."""
    pieces = places.pieces(lambda one: None if places.is_after(one) else places.limits(one))
    band: alt.Chart = (
        alt.Chart(pd.DataFrame(pieces, columns=list(Piece._fields)))
        .mark_rect(color=colours.wash)
        .encode(x=places.months.x("left"), x2="right", y=places.y("low"), y2="high")
    )
    return band


def _lines(places: Places, colours: Palette) -> list[alt.Chart]:
    """Limits dashed; the average solid where it is made, and dashed where it is held up or has no limits."""

    def limit(span: Span, end: int) -> list[float] | None:
        found = places.limits(span)
        return [found[end]] if found and places.is_drawn(found[end]) else None

    def average(span: Span, *, is_solid: bool) -> list[float] | None:
        found = places.average(span)
        is_made = not (places.is_after(span) or places.is_run(span))
        return [found] if found is not None and is_made is is_solid else None

    def rule(pieces: Sequence[Piece], dash: list[int], width: float, colour: str) -> alt.Chart:
        line: alt.Chart = (
            alt.Chart(stepped(pieces))
            .mark_line(strokeDash=dash, strokeWidth=width, color=colour)
            .encode(x=places.months.x("x"), y=places.y("y"), detail="unbroken:N", order="at:Q")
        )
        return line

    return [
        rule(places.pieces(lambda one: limit(one, 0)), [4, 3], 1, colours.soft),
        rule(places.pieces(lambda one: limit(one, 1)), [4, 3], 1, colours.soft),
        rule(places.pieces(lambda one: average(one, is_solid=True)), [1, 0], 1.6, colours.ink),
        rule(places.pieces(lambda one: average(one, is_solid=False)), [6, 4], 1.6, colours.ink),
    ]


def _decisions(places: Places, colours: Palette) -> alt.Chart:
    line: alt.Chart = (
        alt.Chart(pd.DataFrame({"at": starts_of_limits(places)}))
        .mark_rule(color=colours.ink, strokeWidth=2)
        .encode(x=places.months.x("at"), y=alt.value(places.top), y2=alt.value(places.bottom))
    )
    return line


def _points(places: Places, colours: Palette) -> list[alt.Chart]:
    """The points in their shapes and colours, joined by a line that a gap breaks."""
    shown, better = places.shown, places.shown.measure.better
    rows, unbroken = [], 0
    for one in shown.spans:
        if one.point is None:
            unbroken += 1
            continue
        key = "point" if places.is_run(one) else one.variation(better).value
        reading = words(f"over_time.finding.{key}")
        said = f"{title_of(shown, one)}: {value_of(shown.measure, one)}. {reading}"
        size = LARGE if one.is_marked else SMALL
        mark = title_of(shown, one) if one.part else None
        rows.append((places.middle(one), one.value, unbroken, reading, size, said, mark))
    frame = pd.DataFrame(rows, columns=["x", "value", "unbroken", "reading", "size", "words", "mark"])
    base = alt.Chart(frame)
    ticks = alt.Axis(
        values=places.ticks,
        labelExpr="format(100 * datum.value, '.0f')"
        if shown.measure.is_share
        else "format(datum.value, ',')",
        grid=True,
        gridColor=colours.line,
    )
    looks = _looks(set(frame["reading"]), places, colours)
    return [
        base.mark_line(color=colours.spc.usual, strokeWidth=1.2).encode(
            x=places.months.x("x", axis=True), y=places.y("value", ticks), detail="unbroken:N"
        ),
        base.mark_point(filled=True, opacity=1, stroke=colours.paper, strokeWidth=1).encode(
            x=places.months.x("x"),
            y=places.y("value"),
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip="words:N",
            description="words:N",
            **looks,
        ),
    ]


def _looks(readings: set[str], places: Places, colours: Palette) -> dict[str, Any]:
    """Colour and shape of the readings that occur, and a legend where there are limits."""
    known = {words(f"over_time.finding.{one.value}"): one for one in Variation}
    named = {name: one for name, one in known.items() if name in readings}
    legend = (
        alt.Legend(columns=narrow(f"(width < {CRAMPED_PX} ? 1 : 2)", "4"), **places.legend) if named else None
    )
    point = words("over_time.finding.point")
    drawn = named | ({point: Variation.USUAL} if point in readings else {})

    def scale(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=[*drawn], range=values)

    inks = [getattr(colours.spc, one.value) for one in drawn.values()]
    return {
        "color": alt.Color("reading:N", scale=scale(inks), legend=legend),
        "shape": alt.Shape("reading:N", scale=scale([SHAPES[one] for one in drawn.values()]), legend=legend),
    }


def _labels(places: Places, colours: Palette) -> list[alt.Chart]:
    """What the lines of the last point are called: beside them, or inside where the chart is narrow."""
    last, measure = places.shown.told[-1], places.shown.measure
    key = "before" if places.is_after(last) else "median" if places.is_run(last) else "average"
    lines = {key: places.average(last)} | dict(
        zip(("lower", "upper"), places.limits(last) or (0.0, 0.0), strict=True)
    )
    named = [(name, value) for name, value in lines.items() if value is not None]
    named = [(name, value) for name, value in named if name == key or places.is_drawn(value)]
    heights = apart([places.px(value) for _, value in named])
    frame = pd.DataFrame(
        {
            "word": [words(f"over_time.label.{name}", value=line_value(measure, one)) for name, one in named],
            "y": heights,
            "is_average": [name == key for name, _ in named],
        }
    )
    return [
        *_words(places, frame[frame["is_average"]], ink=colours.ink, paper=colours.paper, weight="bold"),
        *_words(places, frame[~frame["is_average"]], ink=colours.soft, paper=colours.paper, weight="normal"),
    ]


def _words(places: Places, frame: pd.DataFrame, *, ink: str, paper: str, weight: str) -> list[alt.Chart]:
    base, height = alt.Chart(frame), places.height
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)
    style: dict[str, Any] = {"fontWeight": weight, "fontSize": tokens().type.chart_small_px}
    beside = {"align": "left", "opacity": narrow("0", "1"), **style}
    inside = {"align": "right", "dy": -8, "opacity": narrow("1", "0"), **style}
    at, end = alt.ExprRef(f"width - {places.months.right - 8}"), alt.ExprRef("width - 2")
    return [
        base.mark_text(color=ink, x=at, **beside).encode(y=y, text="word:N"),
        base.mark_text(stroke=paper, strokeWidth=4, x=end, **inside).encode(y=y, text="word:N"),
        base.mark_text(color=ink, x=end, **inside).encode(y=y, text="word:N"),
    ]


def _people(places: Places, colours: Palette) -> list[alt.Chart]:
    """A bar a month or quarter, and how many people it is of."""
    told = [one for one in places.shown.spans if one.whole]
    small = tokens().type.chart_small_px
    frame = pd.DataFrame(
        {
            "at": [int(places.right(one)) - 1 for one in told],
            "left": [places.left(one) + BAR_GAP for one in told],
            "middle": [places.middle(one) for one in told],
            "right": [places.right(one) - BAR_GAP for one in told],
            "people": [one.whole for one in told],
            "number": [f"{one.whole:,}" for one in told],
        }
    )
    most = max(frame["people"])
    scale = alt.Scale(domain=[0, most], range=[places.height, places.bars_top], nice=False)
    base = alt.Chart(frame)
    word = alt.Chart(pd.DataFrame({"word": [words("over_time.people_axis")]}))
    return [
        base.mark_rect(color=colours.bars).encode(
            x=places.months.x("left"),
            x2="right",
            y=alt.Y("people:Q", scale=scale, axis=None),
            y2=alt.datum(0),
        ),
        *numbers_above(base, places.months, scale, colours),
        word.mark_text(align="right", dx=-6, color=colours.soft, fontSize=small).encode(
            x=alt.value(0), y=alt.value(places.height - 7), text="word:N"
        ),
    ]
