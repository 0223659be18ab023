"""The last step of signing in with the office's own account: a link, used once, for our cookie."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions import office_sign_in
from models.errors import FeedbackError, StoreUnavailable
from web.device import device_of
from web.door import Opener
from web.office_cookies import PAGE, forget
from web.sign_in import TODAY, end_earlier, give_token

TOO_LATE = f"{PAGE}?late=yes"
OURS = "same-origin"


def enter(opener: Opener, request: Request) -> Response:
    """Use the link up and begin the sign-in; a link that is used or too old leads back to the page.

    So does a link on another site: it could sign somebody in as the person who put it there.
    """
    door = opener()
    if request.headers.get("sec-fetch-site", OURS) != OURS:
        return _to(TOO_LATE)
    watchdog_id, at = door.watchdog().id, door.clock()
    try:
        token = office_sign_in.enter(
            door.desk,
            door.store(),
            request.path_params["token"],
            watchdog_id=watchdog_id,
            device=device_of(request),
            at=at,
        )
    except StoreUnavailable:
        raise
    except FeedbackError:
        return _to(TOO_LATE)
    end_earlier(door, request)
    response = _to(TODAY)
    give_token(door, response, token)
    forget(door, request, response)
    return response


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})
