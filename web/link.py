"""Using a one-time link: an invitation, a new password, starting again, another phone."""

from collections.abc import Sequence
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.one_time_links import GONE
from actions.tries import TOO_MANY, TOO_MANY_CODES
from actions.use_link import LinkSeen, LinkUsed, see_link, use_link
from content.plain_words import plain
from models.errors import FeedbackError, Problems, StoreUnavailable
from reporting.qr import qr_code
from web.device import device_of
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, remember_browser
from web.forms import read_form
from web.sign_in import TODAY, address_of, end_earlier, give_token

PURPOSE = "link"
UNTOLD = {"Referrer-Policy": "no-referrer"}
"""The address of these pages is a way in, so no other page is told that somebody came from it."""


def link_page(door: Opener, request: Request) -> Response:
    """Draw what the link asks for, or say that it opens nothing any more."""
    return _page(door(), request)


class Link:
    """What was typed on the page of a link. `checking` is how many passwords may be checked at once."""

    def __init__(self, door: Opener, checking: CapacityLimiter) -> None:
        self._door, self._checking = door, checking

    async def sent(self, request: Request) -> Response:
        typed = await read_form(request)
        answer = partial(_sent, self._door(), request, typed)
        return await to_thread.run_sync(answer, limiter=self._checking)


def _sent(door: Door, request: Request, typed: dict[str, str]) -> Response:
    again = partial(_page, door, request)
    if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
        return again(status=403, problems={"": plain("link.stale")})
    try:
        used = use_link(
            door.desk,
            door.store(),
            request.path_params["token"],
            watchdog_id=door.watchdog().id,
            password=typed.get("password", ""),
            code=typed.get("code", ""),
            address=address_of(request),
            browser=browser_key(door, request),
            device=device_of(request),
            at=door.clock(),
        )
    except StoreUnavailable:
        return again(status=503, problems={"": plain("link.away")})
    except Problems as problems:
        return again(status=422, problems=problems.by_question)
    except FeedbackError as refusal:
        said = str(refusal)
        if said not in (TOO_MANY, TOO_MANY_CODES):
            return _gone(door)
        return again(status=429, problems={"": said})
    end_earlier(door, request)
    return _let_in(door, used)


def _let_in(door: Door, used: LinkUsed) -> Response:
    """Go on to what needs them today, by way of the recovery codes when there are new ones."""
    response: Response = RedirectResponse(TODAY, 303, {"Cache-Control": "no-store"} | UNTOLD)
    if used.recovery_codes:
        response = recovery_codes_page(door, used.recovery_codes, on=TODAY)
    give_token(door, response, used.token)
    return response


def recovery_codes_page(door: Door, codes: Sequence[str], *, on: str) -> Response:
    """The codes, once, and a way on."""
    response = draw("recovery_codes.html", door.watchdog(), codes=codes, on=on)
    response.headers.update(UNTOLD)
    return response


def _page(
    door: Door, request: Request, *, status: int = 200, problems: dict[str, str] | None = None
) -> Response:
    token, key = request.path_params["token"], browser_key(door, request)
    watchdog_id, at = door.watchdog().id, door.clock()
    try:
        with door.store().reading() as session:
            seen = see_link(session, token, watchdog_id=watchdog_id, browser=key, at=at)
    except StoreUnavailable:
        raise
    except FeedbackError:
        return _gone(door)
    response = draw(
        "link.html",
        door.watchdog(),
        status=status,
        seen=seen,
        grouped=_grouped(seen),
        picture=qr_code(seen.for_app) if seen.for_app else "",
        form_token=form_token(door, PURPOSE, key),
        problems=problems or {},
    )
    response.headers.update(UNTOLD)
    remember_browser(door, response, key)
    return response


def _gone(door: Door) -> Response:
    response = draw("link_gone.html", door.watchdog(), status=410, said=GONE)
    response.headers.update(UNTOLD)
    return response


def _grouped(seen: LinkSeen) -> str:
    """The secret in groups of four, to type by hand."""
    return " ".join(seen.secret[place : place + 4] for place in range(0, len(seen.secret), 4))
