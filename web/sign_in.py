"""Signing in: an e-mail address and a password for a cookie that scripts cannot read."""

import re
from urllib.parse import parse_qsl, urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.second_factor import WrongCode
from actions.sign_in import LetIn
from actions.tries import TOO_MANY, TOO_MANY_CODES
from content.plain_words import plain
from models.errors import FeedbackError, StoreUnavailable
from models.scope import IN_A_LINK, OF_ONE_PAGE
from models.words import canonical
from web.device import device_of
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, new_browser_key, remember_browser
from web.forms import read_form

PURPOSE = "sign-in"
TODAY = "/today"
NEXT = (
    TODAY,
    "/have_your_say",
    "/phone_entry",
    "/moderation",
    "/escalations",
    "/theme_review",
    "/search",
    "/whole_story",
    "/data_requests",
    "/overview",
    "/over_time",
    "/joins",
    "/leaving_hospital",
    "/one_service",
    "/directory",
    "/our_settings",
    "/people",
    "/record",
    "/outbox",
    "/health",
    "/account",
)
"""Where signing in may lead on request; anywhere else would let a link send people to another site."""

_AN_ENTRY = re.compile(r"/entry/[0-9a-f-]{36}")
TOO_OFTEN = (TOO_MANY, TOO_MANY_CODES)
AT_ONCE = 4
"""Passwords checked at the same time: each takes 64 MB while it is checked."""


def sign_in_page(door: Opener, request: Request) -> Response:
    """Draw the form, or send on whoever is signed in already."""
    wanted = request.query_params.get("next", "")
    if door().viewer(request).staff_id is not None:
        return RedirectResponse(landing(wanted), 303, {"Cache-Control": "no-store"})
    return _form(door(), request, wanted=wanted)


class SignIn:
    """The form, sent. `checking` is how many passwords may be checked at once."""

    def __init__(self, door: Opener, checking: CapacityLimiter) -> None:
        self._door, self._checking = door, checking

    async def sent(self, request: Request) -> Response:
        door, typed = self._door(), await read_form(request)
        email, password = canonical(typed.get("email", "")).strip(), typed.get("password", "")
        code = canonical(typed.get("code", "")).strip()
        wanted = typed.get("next", "")

        def again(status: int, problems: dict[str, str]) -> Response:
            return _form(door, request, status=status, email=email, wanted=wanted, problems=problems)

        if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
            return again(403, {"password": plain("sign_in.stale")})
        if missing := _missing(email, password):
            return again(422, missing)
        try:
            let_in = await to_thread.run_sync(
                _let_in, door, request, email, password, code, limiter=self._checking
            )
        except StoreUnavailable:
            return again(503, {"": plain("sign_in.away")})
        except WrongCode as refusal:
            return again(422, {"code": str(refusal)})
        except FeedbackError as refusal:
            said = str(refusal)
            return again(429, {"": said}) if said in TOO_OFTEN else again(422, {"email": said})
        if let_in.link:
            return RedirectResponse(let_in.link, 303, {"Cache-Control": "no-store"})
        response = RedirectResponse(landing(wanted), 303, {"Cache-Control": "no-store"})
        give_token(door, response, let_in.token)
        return response


def end_earlier(door: Door, request: Request) -> None:
    """End the sign-in that this browser had before another takes its place."""
    earlier = request.cookies.get(door.sign_in_cookie)
    door.desk.sign_out(door.store(), earlier, watchdog_id=door.watchdog().id, at=door.clock())


def address_of(request: Request) -> str:
    """The network address that a request came from, as far as it is known."""
    return request.client.host if request.client else ""


def give_token(door: Door, response: Response, token: str) -> None:
    """Let this browser be known by its sign-in from here on."""
    response.set_cookie(
        door.sign_in_cookie, token, path="/", secure=door.over_tls, httponly=True, samesite="lax"
    )
    new_browser_key(door, response)


def _let_in(door: Door, request: Request, email: str, password: str, code: str) -> LetIn:
    """Return what the password and the code lead to. The sign-in that the browser had before is ended."""
    let_in = door.desk.sign_in(
        door.store(),
        watchdog_id=door.watchdog().id,
        email=email,
        password=password,
        code=code,
        address=address_of(request),
        device=device_of(request),
        at=door.clock(),
    )
    end_earlier(door, request)
    return let_in


def _missing(email: str, password: str) -> dict[str, str]:
    missing = {}
    if not email:
        missing["email"] = plain("sign_in.email_missing")
    if not password:
        missing["password"] = plain("sign_in.password_missing")
    return missing


def landing(wanted: str) -> str:
    """Where somebody goes once they are in: where they wanted to, else to what needs them today.

    Of an address with choices, those stay that say what a page of figures shows.
    """
    page, _, choices = wanted.partition("?")
    if page not in NEXT:
        return wanted if _AN_ENTRY.fullmatch(wanted) else TODAY
    kept = urlencode([(name, said) for name, said in parse_qsl(choices) if name in IN_A_LINK | OF_ONE_PAGE])
    return f"{page}?{kept}" if kept else page


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
        wanted=wanted if landing(wanted) == wanted else "",
        office=door.office,
        problems=problems or {},
    )
    remember_browser(door, response, key)
    return response
