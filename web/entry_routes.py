"""The addresses of what is written down for other people."""

from functools import partial

from starlette.routing import BaseRoute, Route

from web.door import Opener
from web.entry import entry_page, entry_sent, new_entry, typed
from web.entry_danger import danger
from web.entry_practice import practice_page, practice_sent, practice_typed
from web.entry_send import read_back_page, read_back_sent, sent_page


def entry_routes(door: Opener) -> list[BaseRoute]:
    """From a new one to what comes after it was sent."""
    return [
        Route("/entry/new", partial(new_entry, door), methods=["GET"]),
        Route("/entry/practice", partial(practice_page, door), methods=["GET"]),
        Route("/entry/practice", partial(practice_sent, door), methods=["POST"]),
        Route("/entry/practice/typed", partial(practice_typed, door), methods=["POST"]),
        Route("/entry/{draft}", partial(entry_page, door), methods=["GET"]),
        Route("/entry/{draft}", partial(entry_sent, door), methods=["POST"]),
        Route("/entry/{draft}/typed", partial(typed, door), methods=["POST"]),
        Route("/entry/{draft}/danger", partial(danger, door), methods=["POST"]),
        Route("/entry/{draft}/read-back", partial(read_back_page, door), methods=["GET"]),
        Route("/entry/{draft}/read-back", partial(read_back_sent, door), methods=["POST"]),
        Route("/entry/{draft}/sent", partial(sent_page, door), methods=["GET"]),
    ]
