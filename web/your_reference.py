"""What became of what somebody told us: for whoever has the reference and the secret that goes with it."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.follow_up import correct, withdraw
from actions.known_again import secret_digest
from actions.reference import read_reference
from actions.tries import Tries
from content.words import words
from models.errors import FeedbackError, Problems, StoreUnavailable
from models.people import resident
from models.watchdog import HERE
from models.words import canonical
from storage.queries.signposts import signposts
from storage.queries.what_happened import WhatHappened, feedback_proven, what_happened
from web.display import here
from web.door import Door, Opener
from web.drawing import day, draw
from web.forgery import FIELD, browser_key, form_token, is_ours, remember_browser
from web.forms import read_form
from web.proven import forget, proven, remember
from web.sign_in import address_of

PATH = "/your_reference"
PURPOSE = "your-reference"
LARGEST = 300 * 1024
"""Twenty thousand characters, however a browser writes them."""

DONE = ("corrected", "left")
"""What the page can say has just been done."""

Typed = dict[str, str]


def your_reference_page(door: Opener, request: Request) -> Response:
    """Draw what became of it for whoever has shown that it is theirs, else ask for both."""
    return _page(door(), request)


class YourReference:
    """One of the page's forms, sent. Tries are counted here, in this process."""

    def __init__(self, door: Opener) -> None:
        self._door, self._tries = door, Tries()

    async def sent(self, request: Request) -> Response:
        typed = await read_form(request, largest=LARGEST)
        return await to_thread.run_sync(partial(self._answered, request, typed))

    def _answered(self, request: Request, typed: Typed) -> Response:
        door, act = self._door(), typed.get("act", "")
        again = partial(_page, door, request, typed=typed)
        if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
            return again(status=403, problems={"": _words("stale")})
        try:
            if act == "look":
                return self._look(door, request, typed)
            if act == "leave":
                return forget(door, _go("left"))
            if (feedback_id := proven(door, request)) is None:
                return again(status=403, problems={"": _words("too_long_ago")})
            return _changed(door, feedback_id, act, typed)
        except StoreUnavailable:
            return again(status=503, problems={"": _words("away")})
        except Problems as problems:
            return again(status=422, problems=problems.by_question)
        except FeedbackError as refusal:
            return again(status=422, problems={"": str(refusal)})

    def _look(self, door: Door, request: Request, typed: Typed) -> Response:
        """Let them in, unless what they typed doesn't go together: which of the two is wrong isn't said."""
        again = partial(_page, door, request, typed=typed, is_asked=True)
        missing = {
            name: _words(f"{name}_missing") for name in ("reference", "secret") if not _line(typed, name)
        }
        if missing:
            return again(status=422, problems=missing)
        reference = read_reference(_line(typed, "reference")) or _line(typed, "reference")
        try:
            self._tries.heed_reference(door.watchdog().id, reference, address_of(request))
        except FeedbackError as refusal:
            return again(status=429, problems={"": str(refusal)})
        with door.store().reading() as session:
            viewer = resident(door.watchdog().id)
            found = feedback_proven(session, viewer, reference, secret_digest(_line(typed, "secret")))
        if found is None:
            return again(status=422, problems={"reference": _words("not_together")})
        response = _page(door, request, typed=typed, shown=found) if _kept(typed) else _go()
        return remember(door, response, found)


def _changed(door: Door, feedback_id: UUID, act: str, typed: Typed) -> Response:
    """Add to it or take it back, for somebody who has shown that it is theirs."""
    by, at = resident(door.watchdog().id), door.clock()
    with door.store().writing() as session:
        if act == "correct":
            correct(session, feedback_id, _kept(typed), by=by, at=at)
        elif act == "withdraw":
            withdraw(session, feedback_id, by=by, at=at)
    return _go("corrected" if act == "correct" else "")


def _page(
    door: Door,
    request: Request,
    *,
    typed: Typed | None = None,
    shown: UUID | None = None,
    is_asked: bool = False,
    status: int = 200,
    problems: dict[str, str] | None = None,
) -> Response:
    """Draw the page for whoever is known, asking for both with `is_asked`; `shown` was proven just now."""
    typed, problems = typed or {}, problems or {}
    viewer, key = resident(door.watchdog().id), browser_key(door, request)
    feedback_id = None if is_asked else shown or proven(door, request)
    with door.store().reading() as session:
        found = what_happened(session, viewer, feedback_id) if feedback_id else None
        numbers = signposts(session, viewer)
    done = request.query_params.get("done", "")
    response = draw(
        _template(request, found),
        door.watchdog(),
        status=status,
        found=found,
        state=_state(found),
        reference=_line(typed, "reference")[:40],
        kept=_kept(typed),
        form_token=form_token(door, PURPOSE, key),
        done=done if done in DONE and not problems else "",
        problems=problems,
        numbers=numbers,
        moment=_moment,
        month=_month,
    )
    remember_browser(door, response, key)
    return response


def _template(request: Request, found: WhatHappened | None) -> str:
    if found is None:
        return "your_reference.html"
    is_sure = request.method == "GET" and request.query_params.get("ask") == "withdraw"
    return "your_reference_take_back.html" if is_sure and found.may_change else "your_reference_found.html"


def _state(found: WhatHappened | None) -> str:
    """Where it has got to, as the words for it are filed."""
    if found is None:
        return ""
    return "again" if found.waits_again else found.outcome.value


def _moment(at: datetime) -> str:
    """The day of a moment, where the watchdog is."""
    return day(at.astimezone(HERE))


def _month(on: date) -> str:
    language = here().display.shown_in.code
    return f"{words(f'months.{on.month}', language=language)} {on.year}"


def _go(done: str = "") -> Response:
    return RedirectResponse(f"{PATH}?done={done}" if done else PATH, 303, {"Cache-Control": "no-store"})


def _line(typed: Typed, name: str) -> str:
    return canonical(typed.get(name, "")).strip()


def _kept(typed: Typed) -> str:
    """What they wrote to add: it comes back with every answer until it is kept."""
    return typed.get("words", "")


def _words(key: str) -> str:
    return words(f"your_reference.{key}", language=here().display.shown_in.code)
