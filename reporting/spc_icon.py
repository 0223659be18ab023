"""How the last point of a measure reads, as a small picture: a ring, a line of dots, and H or L."""

from base64 import b64encode
from html import escape

from analysis.follow import Variation
from content.look.tokens import Mode
from content.words import words
from reporting.chart_config import chart_font, palette
from reporting.pictures_over_time import Reading

SIZE = 56
USUAL = ((15, 30), (22, 26), (29, 31), (36, 25), (42, 29))
HIGH = ((13, 32), (20, 30), (27, 31), (35, 23), (42, 17))
LOW = tuple((x, SIZE - y) for x, y in HIGH)


def icon(reading: Reading, mode: Mode) -> str:
    """An `<img>` that says in words what it shows; empty where a reading has no icon.

    Its drawing is in its address: Streamlit drops SVG that stands in a page.
    """
    if reading.variation is None:
        return ""
    side = "high" if reading.is_high else "low"
    is_usual = reading.variation is Variation.USUAL
    said = words(f"over_time.icon.{reading.variation.value}" + ("" if is_usual else f"_{side}"))
    drawn = b64encode(_drawn(reading.variation, mode, is_high=reading.is_high).encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(said)}" width="{SIZE}" height="{SIZE}">'
    )


def _drawn(variation: Variation, mode: Mode, *, is_high: bool) -> str:
    spc = palette(mode).spc
    ring, is_usual = getattr(spc, variation.value), variation is Variation.USUAL
    dots = USUAL if is_usual else HIGH if is_high else LOW
    line = " ".join(f"{x},{y}" for x, y in dots)
    marks = [
        f'<circle cx="{x}" cy="{y}" r="2.8" fill="{spc.usual if at < 3 else ring}"/>'
        for at, (x, y) in enumerate(dots)
    ]
    letter, side = "", "high" if is_high else "low"
    if not is_usual:
        # On the side that the dots leave free.
        x, y = (36, 45) if is_high else (36, 21)
        letter = (
            f'<text x="{x}" y="{y}" font-family="{escape(chart_font())}" font-size="14" font-weight="700"'
            f' text-anchor="middle" fill="{ring}">{words(f"over_time.icon.{side}_letter")}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}"'
        f'><circle cx="28" cy="28" r="25.5" fill="none" stroke="{ring}" stroke-width="3.5"/>'
        f'<polyline points="{line}" fill="none" stroke="{spc.usual}" stroke-width="1.4"/>'
        f"{''.join(marks)}{letter}</svg>"
    )
