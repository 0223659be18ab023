"""The site's home: one thing to press, a number to ring, and what becomes of what people say."""

from starlette.requests import Request
from starlette.responses import Response

from content.languages import languages
from content.question_sets import HAVE_YOUR_SAY
from models.people import resident
from storage.queries.signposts import signposts
from storage.queries.why_shut import why_shut
from web.door import Opener
from web.drawing import draw


def home(door: Opener, request: Request) -> Response:
    """Draw the home page; it looks the same to everybody."""
    watchdog = door().watchdog()
    with door().store().reading() as session:
        numbers = signposts(session, resident(watchdog.id))
        shut = why_shut(session, resident(watchdog.id), HAVE_YOUR_SAY)
    return draw("home.html", watchdog, why_shut=shut, numbers=numbers, languages=tuple(languages().values()))
