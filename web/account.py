"""Somebody's own account: where they are signed in, their password, their phone."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.own_account import NOT_YOURS, change_password, change_phone, end_own_sign_in, new_recovery_codes
from actions.tries import TOO_MANY, TOO_MANY_CODES
from content.plain_words import plain
from content.words import words
from models.errors import FeedbackError, Problems, StoreUnavailable
from models.people import Viewer
from models.vocabulary import Role
from models.watchdog import HERE
from storage.queries.own_account import own_account
from storage.queries.own_sign_ins import own_sign_ins
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, remember_browser
from web.forms import read_form
from web.link import recovery_codes_page
from web.sign_in import TODAY, address_of

PATH = "/account"
NO_STORE = {"Cache-Control": "no-store"}
DONE = ("sign_in", "password")
"""What the page can say has just been done."""


def account_page(door: Opener, request: Request) -> Response:
    """Draw the viewer's own account; whoever is not signed in is led to sign in first."""
    viewer = door().viewer(request)
    return _page(door(), request, viewer) if viewer.staff_id is not None else _sign_in_first()


class Account:
    """One of the page's forms, sent. `checking` is how many passwords may be checked at once."""

    def __init__(self, door: Opener, checking: CapacityLimiter) -> None:
        self._door, self._checking = door, checking

    async def sent(self, request: Request) -> Response:
        typed = await read_form(request)
        answer = partial(_sent, self._door(), request, typed)
        return await to_thread.run_sync(answer, limiter=self._checking)


def _sent(door: Door, request: Request, typed: dict[str, str]) -> Response:
    viewer = door.viewer(request)
    if viewer.staff_id is None:
        return _sign_in_first()
    again = partial(_page, door, request, viewer)
    act = typed.get("act", "")
    if act not in ACTS or not is_ours(door, request, _purpose(act), typed.get(FIELD, "")):
        return again(status=403, problems={"": plain("account.stale")})
    try:
        return ACTS[act](door, request, viewer, typed)
    except StoreUnavailable:
        return again(status=503, problems={"": plain("account.away")})
    except Problems as problems:
        beside = {f"{act}_{field}": said for field, said in problems.by_question.items()}
        return again(status=422, problems=beside)
    except FeedbackError as refusal:
        status = 429 if str(refusal) in (TOO_MANY, TOO_MANY_CODES) else 422
        return again(status=status, problems={"": str(refusal)})


def _end_sign_in(door: Door, _request: Request, viewer: Viewer, typed: dict[str, str]) -> Response:
    try:
        sign_in_id = UUID(typed.get("sign_in", ""))
    except ValueError:
        raise FeedbackError(NOT_YOURS) from None
    with door.store().writing() as session:
        end_own_sign_in(session, sign_in_id, by=viewer, at=door.clock())
    return RedirectResponse(f"{PATH}?done=sign_in", 303, NO_STORE)


def _change_password(door: Door, request: Request, viewer: Viewer, typed: dict[str, str]) -> Response:
    change_password(
        door.desk,
        door.store(),
        old=typed.get("password_old", ""),
        new=typed.get("password_new", ""),
        address=address_of(request),
        by=viewer,
        at=door.clock(),
    )
    return RedirectResponse(f"{PATH}?done=password", 303, NO_STORE)


def _new_codes(door: Door, _request: Request, viewer: Viewer, typed: dict[str, str]) -> Response:
    code = typed.get("codes_code", "")
    codes = new_recovery_codes(door.desk, door.store(), code=code, by=viewer, at=door.clock())
    return recovery_codes_page(door, codes, on=PATH)


def _change_phone(door: Door, _request: Request, viewer: Viewer, typed: dict[str, str]) -> Response:
    code = typed.get("phone_code", "")
    path = change_phone(door.desk, door.store(), code=code, by=viewer, at=door.clock())
    return RedirectResponse(path, 303, NO_STORE)


ACTS: dict[str, Callable[[Door, Request, Viewer, dict[str, str]], Response]] = {
    "sign_in": _end_sign_in,
    "password": _change_password,
    "codes": _new_codes,
    "phone": _change_phone,
}
"""What each form of the page does, by its hidden `act`, which begins the names of its fields."""


def _page(
    door: Door,
    request: Request,
    viewer: Viewer,
    *,
    status: int = 200,
    problems: dict[str, str] | None = None,
) -> Response:
    with door.store().reading() as session:
        account = own_account(session, viewer)
        sign_ins = own_sign_ins(session, viewer, idle=door.desk.idle, at=door.clock())
    key = browser_key(door, request)
    done = request.query_params.get("done", "")
    response = draw(
        "account.html",
        door.watchdog(),
        status=status,
        account=account,
        roles=[words(f"roles.{role.value}") for role in Role if role in account.roles],
        sign_ins=sign_ins,
        when=_when,
        tokens={act: form_token(door, _purpose(act), key) for act in ACTS},
        problems=problems or {},
        done=done if done in DONE and not problems else "",
        back=TODAY,
    )
    remember_browser(door, response, key)
    return response


def _sign_in_first() -> Response:
    return RedirectResponse(f"/sign-in?next={PATH}", 303, NO_STORE)


def _purpose(act: str) -> str:
    return f"account-{act}"


def _when(moment: datetime) -> str:
    """The moment as a clock and a calendar here show it: "20 November, 9:30"."""
    here = moment.astimezone(HERE)
    month = words(f"months.{here.month}")
    return plain("account.on", day=here.day, month=month, time=f"{here.hour}:{here:%M}")
