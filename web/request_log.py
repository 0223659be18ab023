"""Which pages were asked for, how did it go, and how long did it take? Never by whom or with what."""

import time
from collections.abc import Iterable

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OTHER = "(other)"
STREAM = "/_stcore/stream"
UNLOGGED = ("/static/", "/assets/", "/_stcore/health", "/_stcore/host-config")


class RequestLog:
    """One line for each request to a page of ours.

    Query strings are left out, and so is every address that isn't on the list: somebody may have typed
    anything there, and Streamlit puts session ids into the addresses of uploads.
    """

    def __init__(self, app: ASGIApp, *, known: Iterable[str]) -> None:
        self.app, self._known = app, frozenset(known) | {STREAM}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or any(part in scope["path"] for part in UNLOGGED):
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            path = scope["path"] if scope["path"] in self._known else OTHER
            structlog.get_logger().info(
                "request",
                method=scope.get("method", scope["type"].upper()),
                path=path,
                status=status or None,
                ms=round(1000 * (time.perf_counter() - began)),
            )
