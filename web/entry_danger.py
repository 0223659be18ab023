"""Somebody who is talking may be in danger: the safeguarding lead is told at once, and writing goes on."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from actions.background import wake
from actions.enter import enter_in_danger
from models.errors import FeedbackError
from web.door import Door, Opener
from web.draft import being_kept
from web.entry import IN_WORDS, answer_of, draw_entry, keep
from web.entry_fields import taken
from web.entry_page import EntryPage
from web.entry_visit import (
    NO_STORE,
    Over,
    arrive,
    asking,
    is_script,
    said,
    script_is_told,
    sign_in_first,
    signed_out,
)
from web.forms import Pairs, read_pairs
from web.say import LARGEST


async def danger(door: Opener, request: Request) -> Response:
    """First keep what was typed, then tell the lead."""
    with being_kept.keeping(request.path_params["draft"]):
        pairs = await read_pairs(request, largest=LARGEST)
        return await run_in_threadpool(_danger, door(), request, pairs)


@script_is_told
def _danger(door: Door, request: Request, pairs: Pairs) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return signed_out() if is_script(request) else sign_in_first(request)
    came, sent = arrive(door, request, viewer), dict(pairs)
    if not came.is_ours(sent):
        return draw_entry(came.showing(taken(pairs)), problems={"": said("stale")}, status=403)
    given, note = taken(pairs), sent.get("danger_note", "")
    try:
        came = keep(came, given or {"words": came.answers.get("words", "")})
    except Over:  # it was sent from another tab: the lead reads what this one says beside it
        note = "\n\n".join(filter(None, (note, *(given.get(key, "") for key in sorted(IN_WORDS)))))
    try:
        with door.store().writing() as session:
            enter_in_danger(session, came.id, note, by=viewer, at=door.clock())
    except FeedbackError as fault:
        if is_script(request):
            return JSONResponse({"not_told": str(fault)}, 422, NO_STORE)
        return draw_entry(came, danger_note=note, danger_problem=str(fault), status=422)
    wake()
    if not is_script(request):
        return came.go(f"{came.address}?told=yes")
    came = arrive(door, request, viewer)
    return answer_of(came, EntryPage(came), sent, told=said("danger.told", time=came.time()))
