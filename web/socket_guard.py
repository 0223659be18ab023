"""Does half an emoji in a text box cost somebody their connection? Not if it is mended on the way in.

A browser can hold a lone UTF-16 surrogate (half a character, from a keyboard or a paste that cut one in
two) and writes it as three bytes that are not UTF-8. Protobuf then refuses the whole message, and the
connection is closed with everything typed in it.
"""

import re
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HALF_A_CHARACTER = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_REPLACEMENT = "\ufffd".encode()

IsWhole = Callable[[bytes], bool]


class SocketGuard:
    """Mends messages from browsers that hold half characters; every other message passes untouched."""

    def __init__(self, app: ASGIApp, *, is_whole: IsWhole) -> None:
        self.app, self._is_whole = app, is_whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_mended() -> Message:
            message = await receive()
            data = message.get("bytes")
            if data and _HALF_A_CHARACTER.search(data):
                message["bytes"] = mended(data, self._is_whole)
            return message

        await self.app(scope, receive_mended, send)


def mended(data: bytes, is_whole: IsWhole) -> bytes:
    """The message with each half character as U+FFFD, of the same length, if only that makes it whole."""
    if is_whole(data):
        return data
    repaired = _HALF_A_CHARACTER.sub(_REPLACEMENT, data)
    return repaired if is_whole(repaired) else data
