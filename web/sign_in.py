"""Signing in: an e-mail address and a password for a cookie that scripts cannot read."""

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.sign_in import TOO_MANY
from content.plain_words import plain
from models.errors import FeedbackError, StoreUnavailable
from models.people import Permission, Viewer
from models.words import canonical
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, new_browser_key, remember_browser
from web.forms import read_form

PURPOSE = "sign-in"
NEXT = ("/have_your_say", "/overview", "/moderation")
"""Where signing in may lead on request; anywhere else would let a link send people to another site."""

AT_ONCE = 4
"""Passwords checked at the same time: each takes 64 MB while it is checked."""


def sign_in_page(door: Opener, request: Request) -> Response:
    """Draw the form, or send on whoever is signed in already."""
    wanted = request.query_params.get("next", "")
    viewer = door().viewer(request)
    if viewer.staff_id is not None:
        return RedirectResponse(_landing(viewer, wanted), 303, {"Cache-Control": "no-store"})
    return _form(door(), request, wanted=wanted)


class SignIn:
    """The form, sent. Holds how many passwords may be checked at once."""

    def __init__(self, door: Opener) -> None:
        self._door = door
        self._checking = CapacityLimiter(AT_ONCE)

    async def sent(self, request: Request) -> Response:
        door, typed = self._door(), await read_form(request)
        email, password = canonical(typed.get("email", "")).strip(), typed.get("password", "")
        wanted = typed.get("next", "")

        def again(status: int, problems: dict[str, str]) -> Response:
            return _form(door, request, status=status, email=email, wanted=wanted, problems=problems)

        if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
            return again(403, {"password": plain("sign_in.stale")})
        if missing := _missing(email, password):
            return again(422, missing)
        try:
            token, viewer = await to_thread.run_sync(
                _let_in, door, request, email, password, limiter=self._checking
            )
        except StoreUnavailable:
            return again(503, {"": plain("sign_in.away")})
        except FeedbackError as refusal:
            said = str(refusal)
            return again(429, {"": said}) if said == TOO_MANY else again(422, {"email": said})
        response = RedirectResponse(_landing(viewer, wanted), 303, {"Cache-Control": "no-store"})
        response.set_cookie(
            door.sign_in_cookie, token, path="/", secure=door.over_tls, httponly=True, samesite="lax"
        )
        new_browser_key(door, response)
        return response


def _let_in(door: Door, request: Request, email: str, password: str) -> tuple[str, Viewer]:
    """Return a new token and its holder. The sign-in that the browser had before is ended."""
    watchdog_id, at = door.watchdog().id, door.clock()
    token = door.desk.sign_in(
        door.store(),
        watchdog_id=watchdog_id,
        email=email,
        password=password,
        address=request.client.host if request.client else "",
        at=at,
    )
    earlier = request.cookies.get(door.sign_in_cookie)
    door.desk.sign_out(door.store(), earlier, watchdog_id=watchdog_id, at=at)
    return token, door.desk.viewer(door.store(), token, watchdog_id=watchdog_id, at=at)


def _missing(email: str, password: str) -> dict[str, str]:
    missing = {}
    if not email:
        missing["email"] = plain("sign_in.email_missing")
    if not password:
        missing["password"] = plain("sign_in.password_missing")
    return missing


def _landing(viewer: Viewer, wanted: str) -> str:
    if wanted in NEXT:
        return wanted
    return "/overview" if viewer.may(Permission.READ_FIGURES) else "/have_your_say"


def _form(
    door: Door,
    request: Request,
    *,
    status: int = 200,
    email: str = "",
    wanted: str = "",
    problems: dict[str, str] | None = None,
) -> Response:
    key = browser_key(door, request)
    response = draw(
        "sign_in.html",
        door.watchdog(),
        status=status,
        form_token=form_token(door, PURPOSE, key),
        email=email[:200],
        wanted=wanted if wanted in NEXT else "",
        problems=problems or {},
    )
    remember_browser(door, response, key)
    return response
