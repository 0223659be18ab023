"""A square that a telephone's camera reads."""

import io

import segno
from markupsafe import Markup

MODULE_PX = 4
QUIET_ZONE = 4
"""Light squares on each side, as the standard asks: without them a dark page hides the edge."""


def qr_code(said: str) -> Markup:
    """Inline SVG, black on white whatever the page's colours are: some cameras read nothing else."""
    return _drawn(said, svgns=False)


def qr_file(said: str) -> str:
    """The same as an SVG that stands by itself, for whoever lays out a leaflet."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_drawn(said, svgns=True)}\n'


def _drawn(said: str, *, svgns: bool) -> Markup:
    drawn = io.BytesIO()
    segno.make(said, error="m").save(
        drawn,
        kind="svg",
        scale=MODULE_PX,
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=svgns,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return Markup(drawn.getvalue().decode("ascii"))  # noqa: S704 - drawn here, and holds no words
