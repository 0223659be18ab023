"""The newsletter: asking for it, and what the links in its letters open."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.form_limits import the_limits
from actions.newsletter import LinkOver, ask, confirm, stop
from actions.newsletter_links import LASTS
from content.words import words
from models.errors import FeedbackError, Problems, StoreUnavailable
from models.newsletter import LONGEST_ADDRESS
from models.people import resident
from settings import settings
from web.display import here
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, remember_browser
from web.forms import read_form
from web.link import UNTOLD
from web.sign_in import address_of

PATH = "/newsletter"
PURPOSE = "newsletter"
ASKED = f"{PATH}?asked=yes"
ACTS = {"confirm": (confirm, "confirm", "confirmed"), "stop": (stop, "end", "ended")}
"""What a link does, and what the page is called before and after."""

Typed = dict[str, str]


def newsletter_page(door: Opener, request: Request) -> Response:
    """Draw what it is and the box for an address; or, once that was sent, what to do next."""
    return _page(door(), request, is_asked=request.query_params.get("asked") == "yes")


async def newsletter_sent(door: Opener, request: Request) -> Response:
    """Take an address. The answer is the same whether we knew it or not."""
    typed = await read_form(request)
    return await to_thread.run_sync(partial(_sent, door(), request, typed))


def link_opened(door: Opener, request: Request) -> Response:
    """Ask for a press. Opening a link does nothing by itself, for programs open the links in mail too."""
    _, before, _ = ACTS[_which(request)]
    return _link_page(door(), before, has_button=True)


def link_pressed(door: Opener, request: Request) -> Response:
    """Confirm or stop. Whoever has the link may; no form's token is asked for, as mail programs have none."""
    opened = door()
    act, _, after = ACTS[_which(request)]
    try:
        with opened.store().writing() as session:
            act(
                session,
                request.path_params["token"],
                by=resident(opened.watchdog().id),
                at=opened.clock(),
            )
    except LinkOver:
        return _link_page(opened, "gone", status=410)
    return _link_page(opened, after)


def _sent(door: Door, request: Request, typed: Typed) -> Response:
    again = partial(_page, door, request, address=typed.get("address", ""))
    if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
        return again(status=403, problems={"": _words("stale")})
    watchdog_id, language = door.watchdog().id, here().display.shown_in.code
    if the_limits.are_many_newsletters(watchdog_id, address_of(request)):
        return again(status=429, problems={"": _words("too_many")})
    try:
        with door.store().writing() as session:
            ask(session, typed.get("address", ""), language, by=resident(watchdog_id), at=door.clock())
    except StoreUnavailable:
        return again(status=503, problems={"": _words("away")})
    except Problems as problems:
        return again(status=422, problems=problems.by_question)
    except FeedbackError as refusal:
        return again(status=429, problems={"": str(refusal)})
    return RedirectResponse(ASKED, 303, {"Cache-Control": "no-store"})


def _page(
    door: Door,
    request: Request,
    *,
    is_asked: bool = False,
    address: str = "",
    status: int = 200,
    problems: dict[str, str] | None = None,
) -> Response:
    key = browser_key(door, request)
    response = draw(
        "newsletter.html",
        door.watchdog(),
        status=status,
        is_asked=is_asked,
        address=address[:LONGEST_ADDRESS],
        days=LASTS.days,
        sends_mail=bool(settings().smtp_host),
        form_token=form_token(door, PURPOSE, key),
        problems=problems or {},
    )
    remember_browser(door, response, key)
    return response


def _link_page(door: Door, state: str, *, has_button: bool = False, status: int = 200) -> Response:
    response = draw(
        "newsletter_link.html", door.watchdog(), status=status, state=state, has_button=has_button, back=PATH
    )
    response.headers.update(UNTOLD)
    return response


def _which(request: Request) -> str:
    """Which of the ACTS the address names: "/newsletter/stop/..."."""
    return request.url.path.split("/")[2]


def _words(key: str) -> str:
    return words(f"newsletter.{key}", language=here().display.shown_in.code)
