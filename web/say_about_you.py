"""What somebody may tell us about themselves once the rest was sent: asked like the rest, kept apart."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from actions.drafts import save
from actions.keep_about_you import keep_about_you
from content.question_sets import ABOUT_YOU, HAVE_YOUR_SAY
from web.door import Opener
from web.say_visit import ABOUT_YOU_AT, SENT_AT, START, Visit, visit


def about_you_page(door: Opener, request: Request) -> Response:
    """Lead to the first of these questions, or back to the form for whoever has sent nothing."""
    came = visit(door(), request)
    if not came.state.reference:
        return came.go(START)
    return came.go(f"{ABOUT_YOU_AT}/{came.steps[0].id}" if came.facts.asks_about_you else SENT_AT)


def of_about_you(request: Request) -> bool:
    """Whether an address is one of these questions."""
    return request.url.path.startswith(f"{ABOUT_YOU_AT}/")


def keep_answers(came: Visit) -> Response:
    """Store them beside what was sent, and show the reference."""
    state, door = came.state, came.door
    told = replace(state, question_set=HAVE_YOUR_SAY, answers={}, step="", has_told_about_you=True)
    with door.store().writing() as session:
        keep_about_you(
            session,
            state.token,
            state.answers,
            question_set=ABOUT_YOU,
            by=came.viewer,
            at=door.clock(),
        )
        save(session, came.key, told, by=came.viewer, at=door.clock())
    return came.go(SENT_AT)
