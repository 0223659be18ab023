"""The style sheet that a plain page carries inline: `plain.css`, filled in from the tokens."""

import re
from functools import lru_cache
from pathlib import Path
from string import Template

from content.look.fonts import font_face_css
from content.look.tokens import Message, Palette, tokens
from models.vocabulary import Sentiment

HERE = Path(__file__).parent
DEVICE_REM_PX = 16

SHORT = {
    Sentiment.VERY_NEGATIVE: "vn",
    Sentiment.NEGATIVE: "n",
    Sentiment.POSITIVE: "p",
    Sentiment.VERY_POSITIVE: "vp",
}
"""Class and custom property of each sentiment; neutral ("neu") is paper, outlined in edge."""

BOXES: dict[Message, str] = {"error": "error", "warning": "warn", "information": "info", "done": "done"}


@lru_cache(maxsize=1)
def plain_css() -> str:
    """The whole style sheet of a plain page, with nothing in it that a browser does not need.

    `<html>` without a class follows the device; class `light`, `dark` or `strong` overrides it.
    """
    look = tokens()
    return _filled(
        "plain.css",
        faces=font_face_css(),
        light=_properties(_of_palette(look.light)),
        dark=_properties(_of_palette(look.dark)),
        strong=_properties(_of_strong()),
        print=_properties(_of_print()),
        stack=look.type.stack,
        body=_rem(look.type.body_px),
        column=look.space.column,
        narrow=look.space.narrow,
        target=look.space.target,
        corner=look.space.corner,
        card_corner=look.space.card_corner,
    )


@lru_cache(maxsize=1)
def figures_css() -> str:
    """What a page with bars of sentiment carries besides; a form does not."""
    look = tokens()
    return _filled(
        "figures.css",
        light=_properties(_of_sentiment(look.light)),
        dark=_properties(_of_sentiment(look.dark)),
    )


def _filled(name: str, **values: str) -> str:
    template = Template((HERE / name).read_text(encoding="utf-8"))
    return smaller(template.substitute(values, small=_rem(tokens().type.small_px)))


def smaller(css: str) -> str:
    """The same rules without comments and without the spaces that carry no meaning.

    >>> smaller("a { color : red; }  /* why */ .b > i{ margin:0 1px; }")
    'a{color:red}.b>i{margin:0 1px}'
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};>]) ?", r"\1", css)
    css = re.sub(r"(?<=[{;])([\w-]+) ?: ?", r"\1:", css)
    css = re.sub(r",\s+", ",", css)
    css = re.sub(r"(?<![\d.])0\.(\d)", r".\1", css)
    css = re.sub(r"#(.)\1(.)\2(.)\3\b", r"#\1\2\3", css)
    return css.replace(";}", "}").strip()


def _of_palette(colours: Palette) -> dict[str, str]:
    named = {
        "paper": colours.paper,
        "wash": colours.wash,
        "ink": colours.ink,
        "soft": colours.soft,
        "edge": colours.edge,
        "line": colours.line,
        "spruce": colours.spruce,
        "on": colours.on_spruce,
        "marigold": colours.marigold,
        "brick": colours.brick,
    }
    for message, short in BOXES.items():
        if message != "error":  # words in an error box are ink, its links brick
            named[short] = colours.message(message).text
        named[f"{short}-bg"] = colours.message(message).ground
    return named


def _of_sentiment(colours: Palette) -> dict[str, str]:
    return {short: colours.sentiment[sentiment] for sentiment, short in SHORT.items()}


def _of_strong() -> dict[str, str]:
    """Every ground one colour, every word and line another, and one accent."""
    strong = tokens().strong
    named = {}
    for name in _of_palette(tokens().light):
        ground = name in ("paper", "wash") or name.endswith("-bg")
        named[name] = strong.paper if ground else strong.ink
    return named | dict.fromkeys(("spruce", "marigold", "brick"), strong.accent) | {"on": strong.on_accent}


def _of_print() -> dict[str, str]:
    """Over the light colours: what would cost ink or print pale."""
    paper, ink = tokens().print.paper, tokens().print.ink
    return {"paper": paper, "wash": paper, "ink": ink, "soft": ink, "edge": ink}


def _properties(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _rem(pixels: int) -> str:
    """Sizes follow what somebody has set as their browser's own text size."""
    return f"{pixels / DEVICE_REM_PX:g}rem"
