"""Which draft is this browser's? Its key travels in a cookie that scripts cannot read."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Condition

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.drafts import LASTS_WITH_CODE, cookie_name, new_key

OTHER_DOOR = "/have_your_say"
LONGEST_WAIT = 1.0
_A_KEY = re.compile(r"[\w-]{43}", re.ASCII)


def key_of(request: Request, *, over_tls: bool) -> str:
    """The key that this browser holds; empty where it holds none."""
    said = request.cookies.get(cookie_name(over_tls=over_tls), "")
    return said if _A_KEY.fullmatch(said) else ""


def remember_key(response: Response, key: str, *, over_tls: bool) -> None:
    """Give the browser the key. It outlasts the browser's being closed; the draft ends in our store."""
    response.set_cookie(
        cookie_name(over_tls=over_tls),
        key,
        max_age=int(LASTS_WITH_CODE / timedelta(seconds=1)),
        path="/",
        secure=over_tls,
        httponly=True,
        samesite="lax",
    )


def forget_key(response: Response, *, over_tls: bool) -> None:
    """Take the key back: what was typed and not sent ends in our store, and nobody else finds it here."""
    name = cookie_name(over_tls=over_tls)
    response.delete_cookie(name, path="/", secure=over_tls, httponly=True, samesite="lax")


class BeingKept:
    """Whose typing is being kept at this moment: a page that is loaded again in that moment waits for it.

    A browser sends the last of what was typed and asks for the next page at once, on two connections.
    """

    def __init__(self) -> None:
        self._keys: Counter[str] = Counter()
        self._changed = Condition()

    @contextmanager
    def keeping(self, key: str) -> Iterator[None]:
        with self._changed:
            self._keys[key] += 1
        try:
            yield
        finally:
            with self._changed:
                self._keys -= Counter([key])  # leaves none behind that counts to nothing
                self._changed.notify_all()

    def wait(self, key: str) -> None:
        """Wait until nothing of this key's is under way, or for as long as anybody would."""
        with self._changed:
            self._changed.wait_for(lambda: not self._keys[key], LONGEST_WAIT)


being_kept = BeingKept()


class DraftKey:
    """Gives a key to whoever opens the Streamlit form, which cannot set a cookie itself."""

    def __init__(self, app: ASGIApp, *, over_tls: bool) -> None:
        self.app, self._over_tls = app, over_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_form = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == OTHER_DOOR
        if not is_form or key_of(Request(scope), over_tls=self._over_tls):
            await self.app(scope, receive, send)
            return

        async def send_with_key(message: Message) -> None:
            if message["type"] == "http.response.start":
                giving = Response()
                remember_key(giving, new_key(), over_tls=self._over_tls)
                MutableHeaders(scope=message).append("Set-Cookie", giving.headers["set-cookie"])
            await send(message)

        await self.app(scope, receive, send_with_key)
