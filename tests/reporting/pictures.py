"""A chart as a picture, drawn without a browser, to see that it can be drawn at all."""

from functools import lru_cache

from vl_convert import register_font_directory, vegalite_to_png

from content.look.fonts import ttf
from content.look.tokens import Mode
from reporting.chart_config import palette
from reporting.chart_pieces import Chart


def png(chart: Chart, *, width: int, mode: Mode = "light", scale: float = 2) -> bytes:
    """The chart `width` px wide on the page's own colour, at `scale` pixels to the px."""
    _register_type()
    spec = chart.to_dict()
    spec["width"] = width
    # On a transparent ground the renderer leaves a grey rim round everything drawn in paper.
    spec["config"]["background"] = palette(mode).paper
    return vegalite_to_png(spec, scale=scale)


@lru_cache(maxsize=1)
def _register_type() -> None:
    register_font_directory(str(ttf("hyperlegible-regular").parent))
