"""How is everything sent small, and the same thing compressed only once?

Streamlit leaves its own scripts uncompressed, 3 MB for a first visit: right behind a large network's
proxy, wrong for an old phone on a slow line. Their names change whenever their content does, so each is
compressed for the first visitor and kept in memory for all others. One at a time: it takes 40 MB.
"""

import gzip
from collections.abc import Callable
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 500
GZIP_LEVEL = 6
KEPT_AT_MOST = 48 * 1024 * 1024
WORTH_IT = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/wasm")
UNCHANGING = "/static/"


class Kept(NamedTuple):
    """An answer as it is sent again."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=8))


PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


class Compression:
    """Compresses answers; those that never change are kept as they were compressed.

    A request for part of a file is passed through, since its ranges count uncompressed bytes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._changing = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=GZIP_LEVEL)
        self._kept: dict[tuple[str, str], Kept] = {}
        self._size = 0
        self._one_at_a_time = CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "range" in asked:
            await self.app(scope, receive, send)
            return
        encoding = best_encoding(asked.get("accept-encoding", ""))
        is_kept_kind = scope["method"] == "GET" and scope["path"].startswith(UNCHANGING)
        if not (encoding and is_kept_kind and "if-none-match" not in asked):
            await self._changing(scope, receive, send)
            return
        kept = self._kept.get((scope["path"], encoding))
        if kept is None:
            await self._first_time(encoding, scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
        await send({"type": "http.response.body", "body": kept.body})

    async def _first_time(self, encoding: str, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _never_changes(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            kept = await to_thread.run_sync(
                _packed, start, bytes(body), encoding, limiter=self._one_at_a_time
            )
            self._keep((scope["path"], encoding), kept)
            await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
            await send({"type": "http.response.body", "body": kept.body})

        await self.app(scope, receive, collect)

    def _keep(self, name: tuple[str, str], kept: Kept) -> None:
        if self._size + len(kept.body) <= KEPT_AT_MOST and name not in self._kept:
            self._kept[name] = kept
            self._size += len(kept.body)


def best_encoding(accepted: str) -> str:
    """The smallest encoding that a browser takes, or "" for none."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.strip().partition(";")
        offered[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in PACKERS if offered.get(name)), "")


def _never_changes(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and "content-encoding" not in headers
        and headers.get("content-type", "").startswith(WORTH_IT)
        and int(headers.get("content-length", 0)) >= SMALLEST
    )


def _packed(start: Message, body: bytes, encoding: str) -> Kept:
    packed = PACKERS[encoding](body)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(packed))
    headers.add_vary_header("Accept-Encoding")
    del headers["Accept-Ranges"]
    return Kept(headers.raw, packed)
