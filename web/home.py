"""The site's home: one thing to press, a number to ring, and what becomes of what people say."""

from starlette.requests import Request
from starlette.responses import Response

from models.people import resident
from models.watchdog import SignpostKind
from storage.queries.missing_before_opening import unknown_safeguarding_numbers
from storage.queries.signposts import signposts
from web.door import Opener
from web.drawing import draw


def home(door: Opener, request: Request) -> Response:
    """Draw the home page; it looks the same to everybody."""
    watchdog = door().watchdog()
    with door().store().reading() as session:
        numbers = signposts(session, resident(watchdog.id))
        is_shut = bool(unknown_safeguarding_numbers(session, resident(watchdog.id)))
    return draw(
        "home.html",
        watchdog,
        is_shut=is_shut,
        urgent=[number for number in numbers if number.kind is not SignpostKind.COMPLAINTS],
        complaints=[number for number in numbers if number.kind is SignpostKind.COMPLAINTS],
    )
