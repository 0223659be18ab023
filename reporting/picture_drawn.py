"""A picture as a drawing to take away: what it says above it, and all that must be known of it beneath.

What draws it is large, so it is loaded with the first drawing that anybody takes away.
"""

import base64
import re
from enum import StrEnum
from functools import lru_cache
from html import escape
from typing import NamedTuple

from fontTools.ttLib import TTFont

from content.look.fonts import ttf, woff2
from content.look.tokens import tokens
from reporting.chart_config import PRINT_FAMILY
from reporting.chart_spec import spec_of
from reporting.picture import Picture
from reporting.picture_files import Around
from reporting.picture_words import band, rests_on

WIDTH, EDGE, GAP = 900, 32, 18
WHITE = "#FFFFFF"
REGULAR, BOLD = "hyperlegible-regular", "hyperlegible-bold"


class DrawnKind(StrEnum):
    """What sort of drawing it is; the value is how its name ends."""

    PNG = "png"
    SVG = "svg"

    @property
    def mime(self) -> str:
        return {DrawnKind.PNG: "image/png", DrawnKind.SVG: "image/svg+xml"}[self]


class _Text(NamedTuple):
    said: str
    size: int
    colour: str
    face: str = REGULAR


def drawn(picture: Picture, kind: DrawnKind, around: Around) -> bytes:
    """The picture in light colours on white, as wide as a page; a PNG has two pixels for each.

    Raises ValueError for a picture that stays where it is.
    """
    picture.check_may_leave()
    svg = _svg(picture, around)
    if kind is DrawnKind.SVG:
        return svg.replace("<style/>", f"<style>{_faces()}</style>").encode()
    from vl_convert import svg_to_png

    return svg_to_png(svg, scale=2)


def _svg(picture: Picture, around: Around) -> str:
    """One drawing: the question, the finding, the chart, and beneath it what must be known."""
    from vl_convert import vegalite_to_svg

    register_type()
    spec = spec_of(picture.draw, "light")
    spec["width"], spec["config"]["background"] = WIDTH - 2 * EDGE, WHITE
    chart = vegalite_to_svg(spec)
    colours = tokens().palette("light")
    above = [_Text(picture.heading, 17, colours.soft), _Text(picture.sentence, 21, colours.ink, BOLD)]
    beneath = [
        _Text(said, 15, colours.soft) for said in (*picture.notes, rests_on(picture), around.line) if said
    ]
    if warning := band(picture, around.smallest):
        beneath.append(_Text(warning, 15, colours.ink, BOLD))
    title, top = _paragraphs(above, EDGE - GAP // 2)
    foot, bottom = _paragraphs(beneath, top + GAP + _height(chart) + GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{bottom + EDGE - GAP // 2}"'
        f' role="img" aria-label="{escape(picture.sentence)}"><style/>'
        f'<rect width="100%" height="100%" fill="{WHITE}"/>{title}'
        f'<g transform="translate({EDGE} {top + GAP})">{chart}</g>{foot}</svg>'
    )


def _paragraphs(texts: list[_Text], top: int) -> tuple[str, int]:
    """Texts one under the other, in lines that fit, and where the next may begin."""
    drawn_lines = []
    for text in texts:
        for line in _lines(text):
            top += round(text.size * 1.4)
            weight = "bold" if text.face == BOLD else "normal"
            drawn_lines.append(
                f'<text x="{EDGE}" y="{top}" font-family="{PRINT_FAMILY}, sans-serif" font-size="{text.size}"'
                f' font-weight="{weight}" fill="{text.colour}">{escape(line)}</text>'
            )
        top += GAP // 2
    return "".join(drawn_lines), top


def _lines(text: _Text) -> list[str]:
    widths, most = _letters(text.face), (WIDTH - 2 * EDGE) / text.size
    lines = [""]
    for word in text.said.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and sum(widths.get(letter, 1.0) for letter in longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=2)
def _letters(face: str) -> dict[str, float]:
    """How wide each letter is, where the size of the type is 1."""
    with TTFont(ttf(face)) as font:
        unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(point): widths[name][0] / unit for point, name in font.getBestCmap().items()}


@lru_cache(maxsize=1)
def _faces() -> str:
    """Our own type inside the file, so that it looks alike wherever it is opened."""
    return "".join(
        f"@font-face{{font-family:'{PRINT_FAMILY}';font-weight:{weight};src:url(data:font/woff2;base64,"
        f"{base64.b64encode(woff2(f'{face}-latin')).decode()})}}"
        for face, weight in ((REGULAR, 400), (BOLD, 700))
    )


@lru_cache(maxsize=1)
def register_type() -> None:
    """Give our own type to what draws, before its first drawing."""
    from vl_convert import register_font_directory

    register_font_directory(str(ttf(REGULAR).parent))


def _height(svg: str) -> int:
    found = re.search(r'height="([\d.]+)"', svg)
    if found is None:
        raise ValueError("a chart was drawn without a height")
    return round(float(found[1]))
