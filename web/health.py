"""Is the process up, and can it work? For whoever watches over the machine."""

from functools import lru_cache

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from storage import migrate
from web.door import Opener

_UNSTORED = {"Cache-Control": "no-store"}


def healthz(request: Request) -> Response:
    """The process is up; nothing else is asked."""
    return PlainTextResponse("up", headers=_UNSTORED)


def readyz(door: Opener, request: Request) -> Response:
    """200 when the database answers and its schema is this release's, else 503 and what is wrong."""
    try:
        store = door().store()
        with store.reading() as session:
            session.execute(text("SELECT 1"))
        is_right = migrate.current(store) == _newest()
    except Exception:  # whatever is wrong with the database, the answer is the same word
        return PlainTextResponse("database", 503, _UNSTORED)
    if not is_right:
        return PlainTextResponse("schema", 503, _UNSTORED)
    return PlainTextResponse("ready", headers=_UNSTORED)


@lru_cache(maxsize=1)
def _newest() -> str:
    return migrate.newest()
