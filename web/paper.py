"""What is printed: the form on paper for anybody, and a poster for those who work here, as PDF."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.printed import checked_language, paper_facts, poster_facts
from models.errors import NotAllowed
from models.people import Permission, Viewer
from models.watchdog import HERE
from reporting.paper_form import PaperFacts, paper_form
from reporting.poster import PosterFacts, poster
from web.display import here
from web.door import Door, Opener

KEPT = 16
"""Each language of one watchdog, and the posters that were just made."""


class Printed:
    """The addresses of what is printed. One PDF is made at a time: each takes some seconds of a machine."""

    def __init__(self, door: Opener) -> None:
        self._door, self._one_at_a_time = door, CapacityLimiter(1)

    async def form(self, request: Request) -> Response:
        """The form on paper, in the language asked for or the one that this visitor reads."""
        return await self._drawn(partial(_form, self._door(), request))

    async def poster(self, request: Request) -> Response:
        """A poster for a service, a programme or a partner. Raises NotAllowed for whom it isn't for."""
        opened = self._door()
        viewer = await to_thread.run_sync(opened.viewer, request)
        if viewer.staff_id is None:
            return RedirectResponse("/sign-in?next=/events", 303, {"Cache-Control": "no-store"})
        _require_staff(viewer)
        return await self._drawn(partial(_poster, opened, request))

    async def _drawn(self, draw: Callable[[], tuple[str, bytes]]) -> Response:
        name, drawn = await to_thread.run_sync(draw, limiter=self._one_at_a_time)
        headers = {"Cache-Control": "no-store", "Content-Disposition": f'inline; filename="{name}"'}
        return Response(drawn, media_type="application/pdf", headers=headers)


def _form(door: Door, request: Request) -> tuple[str, bytes]:
    said = request.query_params
    language = checked_language(said.get("language") or here().display.shown_in.code)
    with door.store().reading() as session:
        programme = said.get("programme", "")
        facts = paper_facts(session, door.watchdog(), programme=programme, on=_today(door))
    return f"form_{language}.pdf", form_made(facts, language)


def _poster(door: Door, request: Request) -> tuple[str, bytes]:
    said = request.query_params
    language = checked_language(said.get("language") or here().display.shown_in.code)
    chosen = {"service": "service", "programme": "programme", "partner": "by"}
    given = {name: said.get(asked, "") for name, asked in chosen.items()}
    with door.store().reading() as session:
        facts = poster_facts(session, door.watchdog(), **given, on=_today(door))
    return f"poster_{language}.pdf", poster_made(facts, language)


def _today(door: Door) -> date:
    return door.clock().astimezone(HERE).date()


@lru_cache(maxsize=KEPT)
def form_made(facts: PaperFacts, language: str) -> bytes:
    return paper_form(facts, language=language)


@lru_cache(maxsize=KEPT)
def poster_made(facts: PosterFacts, language: str) -> bytes:
    return poster(facts, language=language)


def _require_staff(viewer: Viewer) -> None:
    if not (viewer.may(Permission.WRITE_FOR_OTHERS) or viewer.may(Permission.EDIT_DIRECTORY)):
        raise NotAllowed("Your role doesn't include this. An administrator can help.")
