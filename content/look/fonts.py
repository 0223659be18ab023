"""The typeface: Atkinson Hyperlegible, cut for the web in memory and handed over whole for print.

Made by the Braille Institute so that I l 1, O 0 and rn m cannot be confused: it matters for reference
codes and telephone numbers. Open Font Licence; the files come with a Python package.
"""

import io
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

from content.look.tokens import tokens

PACKAGE = "fontpkg_atkinson_hyperlegible"


class Face(NamedTuple):
    """One weight of the family."""

    name: str
    file: str
    weight: int


class Cut(NamedTuple):
    """One part of a weight's letters, as inclusive ranges; a browser fetches only the cuts a page needs."""

    name: str
    ranges: tuple[tuple[int, int], ...]

    @property
    def unicode_range(self) -> str:
        return ",".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in self.ranges)

    @property
    def code_points(self) -> list[int]:
        return [point for low, high in self.ranges for point in range(low, high + 1)]


FACES = (
    Face("hyperlegible-regular", "AtkinsonHyperlegible-Regular.ttf", 400),
    Face("hyperlegible-bold", "AtkinsonHyperlegible-Bold.ttf", 700),
)

# English with its punctuation and signs; then Polish, Romanian, Lithuanian and other languages written
# in Latin letters. What the typeface has not (a Turkish capital İ, for one) comes from the device.
CUTS = (
    Cut(
        "latin",
        ((0x20, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2DD), (0x2013, 0x22FF)),
    ),
    Cut("latin-extended", ((0x100, 0x130), (0x132, 0x151), (0x154, 0x2C5), (0x300, 0x36F))),
)

NAMES = tuple(f"{face.name}-{cut.name}" for face in FACES for cut in CUTS)


def url(name: str) -> str:
    """Where a cut is fetched from: a route of our own."""
    return f"/assets/fonts/{name}.woff2"


def ttf(name: str) -> Path:
    """The whole of one weight ("hyperlegible-regular" or "hyperlegible-bold"), for PDFs and pictures."""
    faces = {face.name: face for face in FACES}
    return Path(str(files(PACKAGE) / "files" / faces[name].file))


@lru_cache(maxsize=len(NAMES))
def woff2(name: str) -> bytes:
    """One cut of one weight as WOFF2; `name` is one of NAMES, and a KeyError otherwise.

    The same name always gives the same bytes, so that they may be cached under it for long.
    """
    face, cut = {f"{face.name}-{cut.name}": (face, cut) for face in FACES for cut in CUTS}[name]
    # Without hints a cut is half as heavy, and the phones it is for do not read them.
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with TTFont(ttf(face.name), recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=cut.code_points)
        cutter.subset(font)
        font.flavor = "woff2"
        cut_out = io.BytesIO()
        font.save(cut_out)
    return cut_out.getvalue()


def font_face_css() -> str:
    """The `@font-face` rules of every cut, for pages that are not Streamlit's."""
    family = tokens().type.family
    return "".join(
        f"@font-face{{font-family:{family};font-weight:{face.weight};font-display:swap;"
        f"src:url({url(f'{face.name}-{cut.name}')});unicode-range:{cut.unicode_range}}}"
        for face in FACES
        for cut in CUTS
    )
