"""Which headers does every answer carry, so that a browser runs and sends nothing it shouldn't?"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
SHELL_FILE = Path("static") / "index.html"

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


class Headers:
    """Adds them to every answer, Streamlit's own among them. One that tells no other page stays so."""

    def __init__(self, app: ASGIApp, *, over_tls: bool, policy: str) -> None:
        self.app = app
        self._added = COMMON | {"Content-Security-Policy": policy} | (TLS_ONLY if over_tls else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                stricter = headers.get("Referrer-Policy") == "no-referrer"
                for name, value in self._added.items():
                    if not (stricter and name == "Referrer-Policy"):
                        headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)


def content_policy(script_hashes: tuple[str, ...]) -> str:
    """The content security policy. Nothing inline runs but the scripts whose hashes are given."""
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *(f"'{found}'" for found in script_hashes)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def inline_script_hashes(html: str) -> tuple[str, ...]:
    """What a policy calls each inline script of a page: "sha256-..."."""
    return tuple(
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        for script in _INLINE_SCRIPT.findall(html)
    )


@lru_cache(maxsize=1)
def installed_shell() -> str:
    """The page that the installed Streamlit starts from: its inline script changes with releases."""
    from importlib.util import find_spec

    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise LookupError("streamlit is not installed")
    return (Path(found.origin).parent / SHELL_FILE).read_text(encoding="utf-8")
