"""A practice call with a made-up caller: everything answers as it does in a real one, and nothing is kept."""

from dataclasses import replace
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from content.entry_keys import INITIALS, initials_of
from models.people import Viewer
from models.vocabulary import Channel
from web.door import Door, Opener
from web.entry import answer_of, shown
from web.entry_fields import taken
from web.entry_offers import pressed
from web.entry_page import EntryPage
from web.entry_send import draw_read_back, to_put_right
from web.entry_visit import NO_STORE, START, EntryVisit, asking, said, sign_in_first, signed_out
from web.forms import Pairs, read_pairs
from web.say import LARGEST

NOBODYS = UUID(int=0)


class PracticeVisit(EntryVisit):
    """A visit whose answers are what the page itself holds."""

    @property
    def address(self) -> str:
        return "/entry/practice"

    @property
    def where(self) -> str:
        return self.address


def practice_page(door: Opener, request: Request) -> Response:
    """Draw an empty page beside what a made-up caller says."""
    viewer = asking(door(), request)
    return _draw(_practice(door(), request, viewer)) if viewer else sign_in_first(request)


async def practice_sent(door: Opener, request: Request) -> Response:
    """The whole form: read back, sent to nobody, or the page again with what was typed."""
    pairs = await read_pairs(request, largest=LARGEST)
    return await run_in_threadpool(_practised, door(), request, pairs)


async def practice_typed(door: Opener, request: Request) -> Response:
    """What the script saw typed: the parts of the page that follow from it."""
    pairs = await read_pairs(request, largest=LARGEST)
    return await run_in_threadpool(_typed, door(), request, pairs)


def _practised(door: Door, request: Request, pairs: Pairs) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return sign_in_first(request)
    came, _ = _with(_practice(door, request, viewer), pairs)
    action = dict(pairs).get("action", "")
    if action == "send" and not to_put_right(came):
        return _draw_end(came)
    if action in ("read_back", "send"):
        return draw_read_back(EntryPage(came, is_practice=True))
    return _draw(came, told=said("practice.told") if action == "danger" else "")


def _typed(door: Door, request: Request, pairs: Pairs) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return signed_out()
    came, chosen = _with(_practice(door, request, viewer), pairs)
    if not came.is_ours(dict(pairs)):
        return JSONResponse({"forged": True}, 403, NO_STORE)
    return answer_of(came, EntryPage(came, is_practice=True), dict(pairs), values=chosen)


def _practice(door: Door, request: Request, viewer: Viewer) -> PracticeVisit:
    begins = {INITIALS: initials_of(viewer.name)}
    return PracticeVisit(door, request, viewer, NOBODYS, Channel.PHONE, None, begins)


def _with(came: PracticeVisit, pairs: Pairs) -> tuple[PracticeVisit, dict[str, str]]:
    """The same with what was typed, and what a press added."""
    came = replace(came, beginning=came.beginning | taken(pairs))
    chosen = pressed(came, dict(pairs))
    return replace(came, beginning=came.beginning | chosen), chosen


def _draw(came: PracticeVisit, *, told: str = "") -> Response:
    page = EntryPage(came, is_practice=True)
    return came.draw(
        "entry.html",
        title=said("title_practice"),
        problems={},
        told=told,
        danger_note="",
        danger_problem={},
        **shown(came, page, {}),
    )


def _draw_end(came: PracticeVisit) -> Response:
    return came.draw(
        "entry_sent.html",
        title=said("practice.sent"),
        reference="",
        added="",
        is_paper=False,
        next_label=said("practice.again"),
        next_address=came.address,
        start=START,
    )
