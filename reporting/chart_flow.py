"""Where people go from one kind of service to the next: bands as wide as there are people."""

from typing import Any, Literal, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from content.look.tokens import Mode, Palette, tokens
from models.vocabulary import Sector
from reporting import wording
from reporting.chart_config import palette
from reporting.chart_pieces import Chart, dressed, narrow
from reporting.chart_rows import LETTER_PX, Rows

MOST_BANDS = 12
ROW = 38
SLOT = 16  # px: a band has at least this much room, so that its number can be read
APART = 10  # px between two kinds of service
THINNEST = 3
STEPS = 24
FAMILIES = {
    "primary_care": (Sector.GP, Sector.PHARMACY, Sector.DENTIST),
    "hospital_and_urgent": (Sector.HOSPITAL, Sector.URGENT, Sector.AMBULANCE),
    "community": (Sector.COMMUNITY, Sector.INTERMEDIATE, Sector.HOSPICE),
    "social_care": (Sector.SOCIAL_CARE, Sector.CARE_HOME, Sector.HOME_CARE),
    "mental_health": (Sector.MENTAL_HEALTH, Sector.LEARNING_DISABILITY),
    "wider_partners": (Sector.HOUSING, Sector.VOLUNTARY, Sector.POLICE, Sector.COMMISSIONER),
}


def colour_of(sector: str, colours: Palette) -> str:
    """The colour of a kind of service's family; grey where nobody knows which it was."""
    for family, sectors in FAMILIES.items():
        if sector in sectors:
            return str(getattr(colours.sectors, family))
    return colours.edge


def flow(bands: pd.DataFrame, mode: Mode, *, description: str) -> Chart:
    """Bands from the left to the right; on a phone the same as bars, most people first.

    Columns of `bands`: `start`, `end` (what each is called), `sector` (the kind that it begins at), `mark`
    (what the band is called), `people`; most people first, and at most `MOST_BANDS` of them.
    """
    colours = palette(mode)
    bands = bands.assign(
        fill=[colour_of(sector, colours) for sector in bands["sector"]],
        number=[f"{n:,}" for n in bands["people"]],
        words=[
            f"{mark}: {wording.people(n)}" for mark, n in zip(bands["mark"], bands["people"], strict=True)
        ],
    )
    height = max(ROW * len(bands), 3 * ROW)
    rows = Rows(height)
    layers = [*_bands(bands, rows, height, mode), *_bars(bands, rows, mode)]
    return dressed(layers, mode=mode, height=height, description=description, has_own_x=True)


def _bands(bands: pd.DataFrame, rows: Rows, height: int, mode: Mode) -> list[alt.Chart]:
    """Drawn where the chart is wide; they say nothing to a screen reader, which the bars do."""
    colours, size = palette(mode), tokens().type.chart_px
    left, right = (round(LETTER_PX * max(map(len, bands[side]))) + 14 for side in ("start", "end"))
    # Where the chart is narrow all of it lies in one place, so that nothing of it can be pointed at.
    scale = alt.Scale(
        domain=[0, 1],
        range=[narrow("0", str(left)), alt.ExprRef(f"width < {_narrow()} ? 0 : width - {right}")],
    )
    widths = _widths(bands, height)
    starts, ends = _places(bands, "start", widths), _places(bands, "end", widths)
    half = widths.bands.to_numpy()[:, None] / 2
    along = np.linspace(0, 1, STEPS + 1)
    bend = along**2 * (3 - 2 * along)
    middle = np.outer(starts, 1 - bend) + np.outer(ends, bend)
    curves = pd.DataFrame(
        {
            "band": np.repeat(np.arange(len(bands)), len(along)),
            "x": np.tile(along, len(bands)),
            "y": (middle - half).ravel().round(2),
            "below": (middle + half).ravel().round(2),
        }
    )
    for name in ("fill", "mark", "words"):
        curves[name] = np.repeat(bands[name].to_numpy(), len(along))
    drawn = (
        alt.Chart(curves)
        .mark_area(fillOpacity=0.8, aria=False)
        .encode(
            x=alt.X("x:Q", scale=scale, axis=None),
            y=rows.y(),
            y2="below",
            detail="band:N",
            fill=alt.Fill("fill:N", scale=None),
            tooltip="words:N",
        )
    )
    shown = narrow("0", "1")
    numbers = alt.Chart(pd.DataFrame({"y": starts, "number": bands["number"]}))
    at_start: dict[str, Any] = {"x": alt.value(left), "y": rows.y(), "text": "number:N"}
    style: dict[str, Any] = {"align": "left", "dx": 6, "opacity": shown, "aria": False, "fontWeight": "bold"}
    layers = [
        drawn,
        numbers.mark_text(stroke=colours.paper, strokeWidth=4, **style).encode(**at_start),
        numbers.mark_text(color=colours.ink, **style).encode(**at_start),
    ]
    sides: tuple[tuple[str, pd.Series[float], Any, Literal["left", "right"]], ...] = (
        ("start", starts, alt.value(left - 8), "right"),
        ("end", ends, alt.value(alt.ExprRef(f"width - {right - 8}")), "left"),
    )
    for side, places, at, align in sides:
        ends_of_kind = places.groupby(bands[side], sort=False).agg(["min", "max"])
        middles = ends_of_kind.mean(axis=1).rename("y").rename_axis("name").reset_index()
        layers.append(
            alt.Chart(middles)
            .mark_text(align=align, color=colours.ink, fontSize=size, opacity=shown, aria=False)
            .encode(x=at, y=rows.y(), text="name:N")
        )
    return layers


class _Widths(NamedTuple):
    """How wide each band is, and how much room it has on either side, in px."""

    bands: "pd.Series[float]"
    slots: "pd.Series[float]"


def _widths(bands: pd.DataFrame, height: int) -> _Widths:
    """What thin bands need more than their share, wide ones have less."""
    room = height - APART * (max(bands["start"].nunique(), bands["end"].nunique()) - 1)
    people = bands["people"].to_numpy()
    a_person = room / people.sum()
    for _ in range(STEPS):
        slots = np.maximum(people * a_person, SLOT)
        a_person *= min(1.0, room / slots.sum())
    wide = np.maximum(people * a_person, THINNEST)
    return _Widths(pd.Series(wide, bands.index), pd.Series(slots, bands.index))


def _places(bands: pd.DataFrame, side: str, widths: _Widths) -> "pd.Series[float]":
    """The middle of each band on one side: those of one kind together, the largest kind on top."""
    totals = bands.groupby(side, sort=False)["people"].sum()
    placed, down = {}, 0.0
    for kind in totals.sort_values(ascending=False, kind="stable").index:
        for band in bands.index[bands[side] == kind]:
            placed[band] = down + widths.slots[band] / 2
            down += widths.slots[band]
        down += APART
    return pd.Series(placed).reindex(bands.index)


def _bars(bands: pd.DataFrame, rows: Rows, mode: Mode) -> list[alt.Chart]:
    """Drawn where the chart is narrow: what each band is called, and a bar below it."""
    colours = palette(mode)
    frame = bands[["people", "fill", "number", "mark", "words"]].assign(
        y=[ROW * at for at in range(len(bands))]
    )
    room = 10 + 9 * max(map(len, frame["number"]))
    scale = alt.Scale(
        domain=[0, int(frame["people"].max())],
        range=[0, alt.ExprRef(f"width < {_narrow()} ? width - {room} : 0")],
    )
    base, shown = alt.Chart(frame), narrow("1", "0")
    x = alt.X("people:Q", scale=scale, axis=None)
    return [
        base.mark_rect(yOffset=18, y2Offset=31).encode(
            x=x,
            x2=alt.datum(0),
            y=rows.y(),
            y2="y",
            fill=alt.Fill("fill:N", scale=None),
            tooltip="words:N",
            description="words:N",
        ),
        base.mark_text(align="left", color=colours.ink, yOffset=9, opacity=shown, aria=False).encode(
            x=alt.value(0), y=rows.y(), text="mark:N"
        ),
        base.mark_text(
            align="left", dx=6, fontWeight="bold", color=colours.ink, yOffset=25, opacity=shown, aria=False
        ).encode(x=x, y=rows.y(), text="number:N"),
    ]


def _narrow() -> int:
    return tokens().space.narrow_chart_px
