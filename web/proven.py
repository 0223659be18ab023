"""Has this browser shown, a short while ago, that a piece of feedback is its owner's?"""

from datetime import timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from web.door import Door

LASTS = timedelta(minutes=20)
_COOKIE = "hys_reference"


def cookie_name(door: Door) -> str:
    """The cookie that says so; behind TLS the prefix binds it to this host."""
    return f"__Host-{_COOKIE}" if door.over_tls else _COOKIE


def remember(door: Door, response: Response, feedback_id: UUID) -> Response:
    """Let the browser show for twenty minutes that it gave the reference and the secret of this piece."""
    value = _signer(door).dumps([feedback_id.hex, int(door.clock().timestamp())])
    response.set_cookie(
        cookie_name(door),
        value,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=door.over_tls,
        httponly=True,
        samesite="lax",
    )
    return response


def forget(door: Door, response: Response) -> Response:
    """Let the next person at this device see nothing of it."""
    response.delete_cookie(cookie_name(door), path="/", secure=door.over_tls, httponly=True, samesite="lax")
    return response


def proven(door: Door, request: Request) -> UUID | None:
    """The id of the feedback that this browser has shown to be its owner's; None if it has not."""
    try:
        feedback_id, at = _signer(door).loads(request.cookies.get(cookie_name(door), ""))
    except BadSignature:
        return None
    age = door.clock().timestamp() - at
    return UUID(feedback_id) if 0 <= age <= LASTS.total_seconds() else None


def _signer(door: Door) -> URLSafeSerializer:
    return URLSafeSerializer(door.secret, salt=f"reference:{door.watchdog().id}")
