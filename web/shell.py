"""The page that every Streamlit page starts from, in our name and without what we don't use.

As installed it is called "Streamlit", fetches a typeface that no page of ours is set in (170 KB, for
the moment before the theme arrives), and tells a visitor without JavaScript about machines. Ours leads
them to the plain form, and whoever waits on a slow line too; it hands out our own type (11 KB) under the
other's name.
"""

import re
from functools import lru_cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from content.plain_words import plain
from web import look
from web.assets import A_DAY
from web.headers import installed_shell

THEIR_TYPE = "/static/media/SourceSans"


def _changes() -> tuple[tuple[str, str], ...]:
    say = f'<a href="/say">{plain("shell.simple")}</a>'
    no_script = f'<p>{plain("shell.no_script")} {say}</p><p><a href="/">{plain("site.home")}</a></p>'
    no_script = f"<style>#root{{display:none}}</style>{no_script}"
    loading = f'<p style="font:1rem/1.5 system-ui;margin:1.5rem">{plain("shell.loading")} {say}</p>'
    return (
        (r"<title>.*?</title>", f"<title>{plain('site.name')}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="/assets/favicon.svg">'),
        (r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', ""),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<!--.*?-->", ""),
        (r"<noscript>.*?</noscript>", f"<noscript>{no_script}</noscript>"),
        (r'<div id="root"></div>', f'<div id="root">{loading}</div>'),
    )


@lru_cache(maxsize=1)
def our_shell() -> bytes:
    """The installed page with our changes; where a release has moved something, that part stays."""
    html = installed_shell()
    for theirs, ours in _changes():
        html = re.sub(theirs, ours, html, flags=re.DOTALL)
    return re.sub(r"\n\s*\n+", "\n", html).lstrip().encode("utf-8")


class Shell:
    """Answers with our own start page wherever Streamlit would answer with its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(THEIR_TYPE):
            await Response(look.font(look.FONTS[0]), 200, A_DAY, "font/woff2")(scope, receive, send)
            return
        # Streamlit would hand over its page compressed already; we do that ourselves, further out.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        scope = {**scope, "headers": headers}
        installed = str(len(installed_shell().encode("utf-8")))
        is_shell = False

        async def send_ours(message: Message) -> None:
            nonlocal is_shell
            if message["type"] == "http.response.start":
                found = Headers(raw=message["headers"])
                is_shell = (
                    message["status"] == 200
                    and found.get("content-type", "").startswith("text/html")
                    and found.get("content-length") == installed
                )
                if is_shell:
                    headers = MutableHeaders(raw=message["headers"])
                    headers["Content-Length"] = str(len(our_shell()))
                    for stale in ("ETag", "Last-Modified", "Accept-Ranges"):
                        del headers[stale]
            elif is_shell and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": our_shell()}
            await send(message)

        await self.app(scope, receive, send_ours)
