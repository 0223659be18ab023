"""The addresses of the plain form, in the order in which they are tried."""

from functools import partial

from starlette.routing import BaseRoute, Route

from web.door import Opener
from web.draft_page import draft_page, draft_sent
from web.say import start_page, step_page, step_sent
from web.say_about_you import about_you_page
from web.say_check import check_page, check_sent, sent_page


def say_routes(door: Opener) -> list[BaseRoute]:
    """Every page has an address of its own, so that Back always works."""
    return [
        Route("/say", partial(start_page, door), methods=["GET"]),
        Route("/say/check", partial(check_page, door), methods=["GET"]),
        Route("/say/check", partial(check_sent, door), methods=["POST"]),
        Route("/say/sent", partial(sent_page, door), methods=["GET"]),
        Route("/say/about-you", partial(about_you_page, door), methods=["GET"]),
        Route("/say/about-you/{step}", partial(step_page, door), methods=["GET"]),
        Route("/say/about-you/{step}", partial(step_sent, door), methods=["POST"]),
        Route("/say/{step}", partial(step_page, door), methods=["GET"]),
        Route("/say/{step}", partial(step_sent, door), methods=["POST"]),
        Route("/draft", partial(draft_page, door), methods=["GET"]),
        Route("/draft", partial(draft_sent, door), methods=["POST"]),
    ]
