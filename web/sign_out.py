"""Signing out, here or on every device at once."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.drafts import load
from models.people import Viewer
from web.door import Door, Opener
from web.draft import forget_key, key_of
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, new_browser_key, remember_browser
from web.forms import read_form
from web.office_cookies import forget

PURPOSE = "sign-out"


def sign_out_page(door: Opener, request: Request) -> Response:
    """Ask before signing out, or say that nobody is signed in here."""
    return _page(door(), request, door().viewer(request))


async def sign_out(door: Opener, request: Request) -> Response:
    """End this sign-in, or all of this person's, and take the cookie back."""
    typed = await read_form(request)
    return await run_in_threadpool(_sign_out, door(), request, typed)


def _sign_out(door: Door, request: Request, typed: dict[str, str]) -> Response:
    viewer = door.viewer(request)
    if viewer.staff_id is not None:
        if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
            return _page(door, request, viewer, status=403)
        if typed.get("where") == "everywhere":
            door.desk.sign_out_everywhere(door.store(), viewer, at=door.clock())
        else:
            token = request.cookies.get(door.sign_in_cookie)
            door.desk.sign_out(door.store(), token, watchdog_id=viewer.watchdog_id, at=door.clock())
    response = RedirectResponse("/sign-out", 303, {"Cache-Control": "no-store"})
    response.delete_cookie(door.sign_in_cookie, path="/", secure=door.over_tls, httponly=True, samesite="lax")
    if viewer.staff_id is not None:
        forget_key(response, over_tls=door.over_tls)
    forget(door, request, response)
    new_browser_key(door, response)
    return response


def _page(door: Door, request: Request, viewer: Viewer, *, status: int = 200) -> Response:
    key = browser_key(door, request)
    response = draw(
        "sign_out.html",
        door.watchdog(),
        status=status,
        viewer=viewer,
        office=door.office,
        form_token=form_token(door, PURPOSE, key),
        is_stale=status == 403,
        has_a_draft=_has_a_draft(door, request, viewer),
    )
    remember_browser(door, response, key)
    return response


def _has_a_draft(door: Door, request: Request, viewer: Viewer) -> bool:
    """Whether this browser has something that was typed and not sent, which signing out puts away."""
    key = key_of(request, over_tls=door.over_tls)
    if viewer.staff_id is None or not key:
        return False
    with door.store().reading() as session:
        kept = load(session, key, by=viewer, at=door.clock())
    return kept is not None and not kept.reference and any(kept.answers.values())
