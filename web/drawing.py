"""How a plain page is drawn: a template, the words, the look, and nothing fetched but the type."""

import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from content.display import Look, Size
from content.plain_words import plain
from content.signposting import said_in
from content.words import day_in_words, words
from models.watchdog import Watchdog
from web import look
from web.display import here

TEMPLATES = Path(__file__).parent / "templates"
YEAR = int(timedelta(days=365).total_seconds())
_DIALLED = re.compile(r"\+?[0-9][0-9 ()-]*")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "plain": _plain,
        "words": _words,
        "here": here,
        "look": look,
        "looks": tuple(Look),
        "sizes": tuple(Size),
    }
    environment.filters |= {"dial": dial, "unbroken": unbroken, "day": day, "said_here": _said_here}
    return environment


def draw(template: str, watchdog: Watchdog | None, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Draw one of the templates. Whatever is shown is escaped; nothing of it is stored by browsers."""
    html = _templates().get_template(template).render(watchdog=watchdog, **shown)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def piece(template: str, **shown: Any) -> str:
    """Draw a part of a page, to be put into one that is open."""
    return _templates().get_template(template).render(**shown)


def _plain(key: str, **values: object) -> str:
    """Words of the plain pages, in the language that this visitor reads."""
    return plain(key, here().display.shown_in.code, **values)


def _words(key: str, **gaps: str | int) -> str:
    """Words of the form, in the same language."""
    return words(key, language=here().display.shown_in.code, **gaps)


def _said_here(said: str, kind: str, part: str) -> str:
    """The title or the hours of a number to ring, in the same language where it ships."""
    return said_in(here().display.shown_in.code, kind, part, fallback=said)


def day(on: date) -> str:
    """A day as people say it, in the same language."""
    return day_in_words(on, language=here().display.shown_in.code)


def dial(number: str) -> str:
    """What a telephone dials for a number as written; empty where it isn't one to dial.

    What comes after a comma is pressed by hand.

    >>> dial("111, then 2"), dial("01632 960123"), dial("ask at the ward")
    ('111', '01632960123', '')
    """
    first = number.partition(",")[0].strip()
    return re.sub(r"[^+0-9]", "", first) if _DIALLED.fullmatch(first) else ""


def unbroken(number: str) -> str:
    """A number that stays on one line."""
    return number.replace(" ", "\u00a0")
