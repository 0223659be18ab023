"""Draw the mark, the logos and the favicon again: `python -m tools.make_marks`.

The logos carry the product's name in outlines, because an SVG used as a picture cannot load a typeface
and would fall back to another.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from vl_convert import svg_to_png

from content.look.fonts import ttf
from content.look.marks import HEIGHT, NAME, WIDTH, drawing, favicon_svg, mark_svg
from content.look.tokens import Mode, tokens

HERE = Path(__file__).parent.parent / "content" / "look"
FAVICON_PX = 64
NAME_SIZE = 22.0  # height of the name's type, beside a mark that is 27 high
NAME_LEFT = WIDTH + 10
BASELINE = 19.6


def logo_svg(mode: Mode) -> str:
    """The mark and the product's name in ink, on no ground."""
    colours = tokens().palette(mode)
    outline, right = name_outline()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right:.0f} {HEIGHT:g}">'
        f"<title>{NAME}</title>{drawing(voice=colours.spruce, thread=colours.marigold)}"
        f'<path fill="{colours.ink}" d="{outline}"/></svg>\n'
    )


def name_outline() -> tuple[str, float]:
    """The product's name as one SVG path in the bold face, and how far right it reaches."""
    with TTFont(ttf("hyperlegible-bold")) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale = NAME_SIZE / font["head"].unitsPerEm
        pairs = _kerning(font)
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
        across = 0.0
        before = ""
        for letter in NAME:
            name = names[ord(letter)]
            across += pairs(before, name)
            place = Transform(scale, 0, 0, -scale, NAME_LEFT + across * scale, BASELINE)
            glyphs[name].draw(TransformPen(pen, place))
            across += glyphs[name].width
            before = name
    return pen.getCommands(), NAME_LEFT + across * scale


def _kerning(font: TTFont) -> Any:
    """How much closer two neighbouring glyphs stand: pair adjustments of the font's `kern` feature."""
    tables = list(_pair_tables(font))

    def between(left: str, right: str) -> int:
        for table in tables:
            if left not in table.Coverage.glyphs:
                continue
            if table.Format == 1:
                records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                values = [record.Value1 for record in records if record.SecondGlyph == right]
            else:
                first = table.ClassDef1.classDefs.get(left, 0)
                second = table.ClassDef2.classDefs.get(right, 0)
                values = [table.Class1Record[first].Class2Record[second].Value1]
            if values and values[0]:
                return int(values[0].XAdvance)
        return 0

    return between


def _pair_tables(font: TTFont) -> Iterator[Any]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == 9 else table
            if inner.LookupType == 2:
                yield inner


def drawn() -> dict[str, str]:
    """Every SVG of the look, by the name of its file."""
    return {
        "mark.svg": mark_svg(),
        "logo_light.svg": logo_svg("light"),
        "logo_dark.svg": logo_svg("dark"),
        "favicon.svg": favicon_svg(),
    }


def main() -> None:
    for name, svg in drawn().items():
        (HERE / name).write_text(svg, encoding="utf-8")
    icon = favicon_svg().replace("<svg ", f'<svg width="{FAVICON_PX}" height="{FAVICON_PX}" ', 1)
    (HERE / "favicon.png").write_bytes(svg_to_png(icon))


if __name__ == "__main__":
    main()
