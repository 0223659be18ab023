"""The way this visitor wants pages to be: read from a cookie each time, set by the foot of any page."""

from contextvars import ContextVar
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from content.display import OFF, Display, Look, Size, cookie_name, display_of
from content.languages import languages
from web.door import Opener
from web.forms import read_form

A_YEAR = 365 * 24 * 60 * 60


class Here(NamedTuple):
    """What a page is drawn by: how its visitor wants it, and the address that they are at."""

    display: Display
    path: str


_here: ContextVar[Here] = ContextVar("here")
_NOWHERE = Here(Display(), "/")


def here() -> Here:
    """Where this request is, and how its pages are to be."""
    return _here.get(_NOWHERE)


class Displayed:
    """Reads, before a page is drawn, what its visitor chose."""

    def __init__(self, app: ASGIApp, *, over_tls: bool) -> None:
        self.app, self._cookie = app, cookie_name(over_tls=over_tls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Request(scope).cookies.get(self._cookie, "")
        kept = _here.set(Here(display_of(said), scope["path"]))
        try:
            await self.app(scope, receive, send)
        finally:
            _here.reset(kept)


async def choose(door: Opener, request: Request) -> Response:
    """Keep what was pressed, and go back to where it was pressed.

    It changes how pages look in this browser and nothing else, so the form carries no token; a press that
    another site made is not kept.
    """
    typed = await read_form(request)
    response = RedirectResponse(on_this_site(typed.get("back", "")), 303, {"Cache-Control": "no-store"})
    if request.headers.get("sec-fetch-site") != "cross-site":
        chosen = _with(here().display, typed)
        tls = door().over_tls
        response.set_cookie(
            cookie_name(over_tls=tls),
            chosen.said,
            max_age=A_YEAR,
            path="/",
            secure=tls,
            httponly=True,
            samesite="lax",
        )
    return response


def on_this_site(path: str) -> str:
    """The path, if it leads to a page of this site; else the home page.

    >>> [on_this_site(path) for path in ("/say/words", "//elsewhere.example", "https://elsewhere.example")]
    ['/say/words', '/', '/']
    """
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours and not urlsplit(path).netloc else "/"


def _with(before: Display, typed: dict[str, str]) -> Display:
    """What somebody had, with the one thing that they pressed changed."""
    look, size, language, keys = (typed.get(name, "") for name in ("look", "size", "language", "keys"))
    return replace(
        before,
        look=Look(look) if look in set(Look) else before.look,
        size=Size(size) if size in set(Size) else before.size,
        language=language if language in languages() else before.language,
        has_keys=keys != OFF if keys else before.has_keys,
    )
