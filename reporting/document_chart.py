"""The drawing of a published picture, made from its rows alone: light colours on white, the same each time.

What draws it is large, so it is loaded with the first drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import altair as alt

from content.look.tokens import Mode
from reporting.chart_config import altair_config, palette
from reporting.chart_spec import spec_of
from reporting.document import Pictured
from reporting.document_bars import ALIGNS, WHITE, WIDE, Align, Label, Marks, drawings
from reporting.picture_drawn import register_type

DASHES = [3, 2]
KEPT = 64
"""The same report is asked for as a page, as a PDF and as a Word document."""


@lru_cache(maxsize=KEPT)
def chart_svgs(block: Pictured, *, width: int = WIDE) -> tuple[str, ...]:
    """Its drawing as SVG, in as many parts as pages of paper need; none where nothing is drawn."""
    return tuple(_svg(marks) for marks in drawings(block, width)) if block.bars else ()


def chart_png(svg: str) -> bytes:
    """A drawing with two pixels for each px."""
    from vl_convert import svg_to_png

    register_type()
    return svg_to_png(svg, scale=2)


def _svg(marks: Marks) -> str:
    from vl_convert import vegalite_to_svg

    register_type()
    spec = spec_of(partial(_chart, marks), "light")
    spec["config"] |= {"background": WHITE, "padding": 2}
    return vegalite_to_svg(spec)


def _chart(marks: Marks, mode: Mode) -> alt.LayerChart:
    across = alt.Scale(domain=[0, marks.width], range=[0, marks.width], nice=False, zero=False)
    down = alt.Scale(domain=[0, marks.height], range=[0, marks.height], nice=False, zero=False)
    x, x2, y, y2 = alt.X("x:Q", scale=across, axis=None), "x2", alt.Y("y:Q", scale=down, axis=None), "y2"
    lines = [{"x": line, "y": marks.lines_from, "y2": marks.lines_to} for line in marks.lines]
    layers = [_of(lines).mark_rule(color=palette(mode).line).encode(x=x, y=y, y2=y2)]
    for is_dashed in (False, True):
        boxes = [box._asdict() for box in marks.boxes if box.is_dashed is is_dashed]
        rect = _of(boxes).mark_rect(strokeWidth=1, strokeDash=DASHES if is_dashed else [1, 0])
        fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
        layers.append(rect.encode(x=x, x2=x2, y=y, y2=y2, fill=fill, stroke=stroke))
    layers += [_words(marks.labels, align, x, y) for align in ALIGNS]
    chart = alt.LayerChart(config=alt.Config(**altair_config(mode)))
    chart.layer = [layer for layer in layers if layer.data.values]
    return chart.properties(width=marks.width, height=marks.height)


def _words(labels: Iterable[Label], align: Align, x: alt.X, y: alt.Y) -> alt.Chart:
    these = [label._asdict() for label in labels if label.align == align]
    text = _of(these).mark_text(align=align, baseline="middle")
    written: alt.Chart = text.encode(x=x, y=y, text="said:N", color=alt.Color("ink:N", scale=None))
    return written


def _of(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))
