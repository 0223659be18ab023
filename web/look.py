"""The look of plain pages: the one module of `web` that knows where it comes from."""

import hashlib
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

import content.look
from content.look import fonts
from content.look.css import figures_css as figures
from content.look.css import plain_css
from content.look.marks import inline_mark

FOLDER = Path(content.look.__file__).parent
FILES = {
    "favicon.svg": "image/svg+xml",
    "favicon.png": "image/png",
    "mark.svg": "image/svg+xml",
    "logo_light.svg": "image/svg+xml",
    "logo_dark.svg": "image/svg+xml",
    "site.js": "text/javascript",
    "entry.js": "text/javascript",
    "entry.css": "text/css",
}


def css() -> Markup:
    """The style sheet that every plain page carries inline."""
    return Markup(plain_css())  # noqa: S704 - ours, made from the tokens


def figures_css() -> Markup:
    """What a page with figures carries besides."""
    return Markup(figures())  # noqa: S704 - ours, made from the tokens


def mark() -> Markup:
    """The mark, in the colours of the page that it stands on."""
    return Markup(inline_mark())  # noqa: S704 - ours, made from the tokens


def file(name: str) -> bytes:
    """One of the FILES. Raises KeyError for any other name."""
    if name not in FILES:
        raise KeyError(name)
    return (FOLDER / name).read_bytes()


def font(name: str) -> bytes:
    """One cut of the typeface as WOFF2, by its name in the style sheet. Raises KeyError for any other."""
    return fonts.woff2(name)


@lru_cache(maxsize=8)
def script(name: str = "site.js") -> str:
    """Where one of the FILES is, the form's script unless named: another address whenever it changes."""
    return f"/assets/{name}?{hashlib.sha256(file(name)).hexdigest()[:8]}"


FONTS = fonts.NAMES
