"""How every chart looks: the tokens as an Altair configuration, for a light page and for a dark one.

Charts are drawn with Streamlit's own theme switched off (`theme=None`) and this one applied instead.
"""

from typing import Any

from content.look.tokens import Mode, Palette, tokens

# In pictures for print the whole face is registered under its own name; on pages, under the tokens' name.
PRINT_FAMILY = "Atkinson Hyperlegible"


def chart_font() -> str:
    look = tokens().type
    return f"{look.family}, '{PRINT_FAMILY}', {look.fallbacks}"


def altair_config(mode: Mode) -> dict[str, Any]:
    """Transparent ground, no frame, horizontal hairlines, 13 px words, legend on top, nothing sideways."""
    colours, size = tokens().palette(mode), tokens().type.chart_px
    return {
        "background": "transparent",
        "font": chart_font(),
        "padding": 2,
        "view": {"stroke": None, "fill": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "gridColor": colours.line,
            "gridWidth": 1,
            "labelColor": colours.soft,
            "labelFontSize": size,
            "labelPadding": 6,
            "labelOverlap": False,
            "title": None,
        },
        "axisY": {"grid": True},
        "legend": {
            "orient": "top",
            "title": None,
            "labelColor": colours.ink,
            "labelFontSize": size,
            "labelLimit": 0,
            "symbolSize": 110,
            "symbolStrokeWidth": 0,
            "columnPadding": 14,
            "offset": 10,
        },
        "title": {
            "anchor": "start",
            "color": colours.soft,
            "fontSize": size,
            "fontWeight": "normal",
            "offset": 8,
            "frame": "bounds",
        },
        "text": {"color": colours.ink, "fontSize": size, "font": chart_font()},
        "rule": {"color": colours.ink},
        "range": {
            "category": [colour for _, colour in colours.sectors],
            "ramp": list(colours.amounts),
            "heatmap": list(colours.amounts),
            "diverging": list(colours.sentiment.values()),
        },
    }


def palette(mode: Mode) -> Palette:
    """The colours a chart of this mode is drawn with."""
    return tokens().palette(mode)
