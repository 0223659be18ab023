"""How a plain page is drawn: a template, the words, the look, and nothing fetched but the type."""

import re
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from content.plain_words import DEFAULT_LANGUAGE, plain
from models.watchdog import Watchdog
from web import look

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
    environment.globals |= {"plain": plain, "language": DEFAULT_LANGUAGE, "look": look}
    environment.filters |= {"dial": dial, "unbroken": unbroken}
    return environment


def draw(template: str, watchdog: Watchdog | None, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Draw one of the templates. Whatever is shown is escaped; nothing of it is stored by browsers."""
    html = _templates().get_template(template).render(watchdog=watchdog, **shown)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def dial(number: str) -> str:
    """What a telephone dials for a number as written; empty where it isn't one to dial."""
    return re.sub(r"[^+0-9]", "", number) if _DIALLED.fullmatch(number) else ""


def unbroken(number: str) -> str:
    """A number that stays on one line."""
    return number.replace(" ", "\u00a0")
