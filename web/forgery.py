"""Did a form come from a page that we gave to this browser, for this purpose, not long ago?"""

import hashlib
import secrets
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from web.door import Door

LASTS = timedelta(hours=12)
FIELD = "form_token"
_COOKIE = "hys_form"


def cookie_name(door: Door) -> str:
    """The cookie that binds forms to one browser; behind TLS the prefix binds it to this host."""
    return f"__Host-{_COOKIE}" if door.over_tls else _COOKIE


def browser_key(door: Door, request: Request) -> str:
    """What this browser's forms are bound to: its cookie, or a new key for `remember_browser`."""
    known = request.cookies.get(cookie_name(door), "")
    return known if 20 <= len(known) <= 64 else secrets.token_urlsafe(24)


def form_token(door: Door, purpose: str, key: str) -> str:
    """What a form carries to show where it came from."""
    return _signer(door, purpose).dumps([_digest(key), int(door.clock().timestamp())])


def is_ours(door: Door, request: Request, purpose: str, token: str) -> bool:
    """Whether `token` was made for this purpose and this browser within the last twelve hours."""
    key = request.cookies.get(cookie_name(door), "")
    if not key:
        return False
    try:
        digest, made = _signer(door, purpose).loads(token)
    except BadSignature:
        return False
    age = door.clock().timestamp() - made
    return secrets.compare_digest(digest, _digest(key)) and age <= LASTS.total_seconds()


def is_from_here(request: Request) -> bool | None:
    """Whether a page of this site sent it, by what the browser says; None where it doesn't say."""
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "")
    if site:
        return site == "same-origin"
    return origin.split("://")[-1] == request.headers.get("host", "") if origin else None


def remember_browser(door: Door, response: Response, key: str) -> None:
    """Give the browser the key that its forms are bound to."""
    response.set_cookie(cookie_name(door), key, path="/", secure=door.over_tls, httponly=True, samesite="lax")


def new_browser_key(door: Door, response: Response) -> None:
    """Bind later forms to a new key, so that none from before signing in or out is taken again."""
    remember_browser(door, response, secrets.token_urlsafe(24))


def _signer(door: Door, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(door.secret, salt=f"form:{purpose}")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
