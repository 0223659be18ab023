"""What Streamlit does on the way to the office's identity provider and back, led our way.

It leads whoever comes back to the site's home, shows two bare words when the provider can't be reached,
and keeps who they are, with their tokens, for thirty days in cookies that travel without TLS too.
"""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.door import Door

PAGE = "/office"
AWAY = f"{PAGE}?away=yes"
COMES_BACK = ("/auth/login", "/oauth2callback")
STREAMLITS = (*COMES_BACK, "/auth/logout")
KEEPS_WHO = "_streamlit_user"
"""How the names of its cookies begin: who it is, their tokens, and the pieces of what is too long for one."""


class OfficeReturn:
    """Leads whoever comes back to our own page; behind TLS, what they carry travels over TLS alone."""

    def __init__(self, app: ASGIApp, *, over_tls: bool) -> None:
        self.app, self._over_tls = app, over_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in STREAMLITS:
            await self.app(scope, receive, send)
            return

        is_away = False

        async def send_led(message: Message) -> None:
            nonlocal is_away
            if message["type"] == "http.response.start":
                is_away = message["status"] >= 400
                message["headers"] = self._led(scope["path"], message["headers"])
            if not is_away:
                await send(message)

        await self.app(scope, receive, send_led)
        if is_away:
            await RedirectResponse(AWAY, 303, {"Cache-Control": "no-store"})(scope, receive, send)

    def _led(self, path: str, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        headers = MutableHeaders(raw=list(given))
        if path in COMES_BACK and headers.get("location") == "/":
            headers["location"] = PAGE
        return [
            (name, self._guarded(value) if name == b"set-cookie" else value) for name, value in headers.raw
        ]

    def _guarded(self, cookie: bytes) -> bytes:
        is_guarded = not self._over_tls or b"; secure" in cookie.lower()
        return cookie if is_guarded else cookie + b"; Secure"


def forget(door: Door, request: Request, response: Response) -> None:
    """Let this browser keep nothing of who the identity provider said it is."""
    for name in request.cookies:
        if name.startswith(KEEPS_WHO):
            response.delete_cookie(name, path="/", secure=door.over_tls, httponly=True, samesite="lax")
