"""The page on which a call, a sheet of paper or a conversation is written down, kept as somebody types."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from actions.entry_callback import keep_callback
from content.entry_keys import PROGRAMME, SAME_STORY
from content.read_back import unanswered
from models.errors import FeedbackError, NotAllowed
from models.words import canonical
from web.display import here
from web.door import Door, Opener
from web.draft import being_kept
from web.drawing import piece
from web.entry_earlier import earlier_calls
from web.entry_fields import SAME, taken
from web.entry_offers import offers, pressed
from web.entry_page import EntryPage
from web.entry_visit import (
    CHANNELS,
    NO_STORE,
    START,
    EntryVisit,
    Over,
    arrive,
    asking,
    said,
    script_is_told,
    sign_in_first,
    signed_out,
)
from web.forms import Pairs, read_pairs
from web.say import LARGEST

PARTS_WANTED = "parts"
LOOKING = "look"
"""A page that was just drawn asks whether something came since."""
IN_WORDS = frozenset({"words", "should_happen"})
"""Where somebody types for long: what two tabs say there is kept from both."""
PARTS = ("worry", "offers", "missing", "earlier", "ticked")
STOP = "stop"
BEGINS_WITH = ("like", "event", "programme")
"""What an address may say of a new entry."""


def new_entry(door: Opener, request: Request) -> Response:
    """Lead to an entry of its own; nothing is kept before something is typed."""
    if asking(door(), request) is None:
        return sign_in_first(request)
    channel = request.query_params.get("channel", CHANNELS[0])
    if channel not in CHANNELS:
        raise HTTPException(404)
    query = request.query_params.multi_items()
    kept = {name: said for name, said in query if name in BEGINS_WITH} | {"channel": channel}
    address = request.url.replace(path=f"/entry/{uuid4()}", query="").include_query_params(**kept)
    return RedirectResponse(f"{address.path}?{address.query}", 303, NO_STORE)


def entry_page(door: Opener, request: Request) -> Response:
    """Draw the page with everything that is kept."""
    viewer = asking(door(), request)
    if viewer is None:
        return sign_in_first(request)
    came = arrive(door(), request, viewer)
    if came.entering and came.entering.sent_at:
        return came.go(f"{came.address}/sent")
    told = said("danger.told", time=came.time()) if request.query_params.get("told") == "yes" else ""
    return draw_entry(came, told=told)


async def entry_sent(door: Opener, request: Request) -> Response:
    """The whole form, sent by a button where no script runs."""
    pairs = await read_pairs(request, largest=LARGEST)
    return await run_in_threadpool(_entry_sent, door(), request, pairs)


async def typed(door: Opener, request: Request) -> Response:
    """Keep what the script saw typed, and answer what it asks for."""
    with being_kept.keeping(request.path_params["draft"]):
        pairs = await read_pairs(request, largest=LARGEST)
        return await run_in_threadpool(_typed, door(), request, pairs)


def draw_entry(
    came: EntryVisit,
    *,
    problems: dict[str, str] | None = None,
    told: str = "",
    danger_note: str = "",
    danger_problem: str = "",
    status: int = 200,
) -> Response:
    """The page; `problems` by the key of what is to be put right."""
    page = EntryPage(came)
    return came.draw(
        "entry.html",
        status=status,
        title=page.title,
        problems=problems or {},
        told=told,
        danger_note=danger_note,
        danger_problem={"danger_note": danger_problem} if danger_problem else {},
        **shown(came, page, {}),
    )


def shown(came: EntryVisit, page: EntryPage, sent: Mapping[str, str]) -> dict[str, Any]:
    """What the page and its parts are drawn from."""
    offered = offers(came, sent)
    return {
        "page": page,
        "answers": came.answers,
        "has_keys": here().display.has_keys,
        "offers": offered.offers,
        "places": offered.places,
        "concerns": offered.is_worrying,
        "missing": unanswered(came.asked, came.answers, came.channel),
        "earlier": [] if page.is_practice else earlier_calls(came),
        "ticked": page.ticked,
    }


def answer_of(
    came: EntryVisit,
    page: EntryPage,
    sent: Mapping[str, str],
    *,
    values: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """What a script is answered: when it was saved and, where it asks, the parts that follow from the words.

    It doesn't ask for them with what was typed: to be saved must never wait for what is found in it.
    """
    answer = {"saved": page.saved, "saved_at": page.saved_at, "values": values or {}, **more}
    if PROGRAMME in {**sent, **(values or {})}:  # the page is drawn anew where it asks others by now
        answer["asks"] = came.asked.id
    if sent.get(PARTS_WANTED):
        drawn = shown(came, page, sent)
        answer["parts"] = {name: piece(f"entry_{name}.html", **drawn) for name in PARTS}
    return JSONResponse(answer, 200, NO_STORE)


def _entry_sent(door: Door, request: Request, pairs: Pairs) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return sign_in_first(request)
    came, sent = arrive(door, request, viewer), dict(pairs)
    if not came.is_ours(sent):
        return draw_entry(came.showing(taken(pairs)), problems={"": said("stale")}, status=403)
    try:
        came = keep(came, taken(pairs))
        if chosen := _pressed(came, sent):
            came = keep(came, chosen)
    except Over:
        return draw_entry(came.showing(taken(pairs)), problems={"": _over(came)}, status=409)
    action = sent.get("action", "save")
    if action == STOP:
        _ring_them(came)
        return came.go(START)
    return came.go(f"{came.address}/read-back" if action == "read_back" else came.address)


@script_is_told
def _typed(door: Door, request: Request, pairs: Pairs) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return signed_out()
    came, sent = arrive(door, request, viewer), dict(pairs)
    if not came.is_ours(sent):
        return JSONResponse({"forged": True}, 403, NO_STORE)
    seen, values = sent.get("seen", ""), {}
    if came.entering is None and seen:  # it was erased
        return JSONResponse({"gone": said("thrown_away")}, 409, NO_STORE)
    is_looking = LOOKING in sent
    if came.entering and "seen" in sent and seen != came.entering.saved_at.isoformat():
        values = came.answers
    is_elsewhere = bool(values) and not is_looking
    given = taken(pairs)
    try:
        came = keep(came, given, {key: sent[f"was.{key}"] for key in IN_WORDS if f"was.{key}" in sent})
        if chosen := _pressed(came, sent):
            came = keep(came, chosen)
            values |= chosen
    except Over:
        return JSONResponse({"gone": _over(came)}, 409, NO_STORE)
    if sent.get("action") == STOP:
        _ring_them(came)
    values = {key: came.answers.get(key, "") for key in values}
    both = {
        key: came.answers[key]
        for key in given.keys() & IN_WORDS
        if came.answers[key] != canonical(given[key])
    }
    elsewhere = said("elsewhere") if is_elsewhere or both else ""
    return answer_of(came, EntryPage(came), sent, values=values, both=both, elsewhere=elsewhere)


def keep(came: EntryVisit, given: dict[str, str], was: dict[str, str] | None = None) -> EntryVisit:
    """Keep it, if there is anything; somebody else's draft is nothing that is here. Raises Over."""
    if came.entering and came.entering.sent_at:
        raise Over
    if not given:
        return came
    try:
        return came.keep(given, was)
    except NotAllowed:
        raise HTTPException(404) from None


def _over(came: EntryVisit) -> str:
    """Why nothing more is kept of it."""
    now = arrive(came.door, came.request, came.viewer).entering
    return said("gone" if now and now.feedback_id else "thrown_away")


def _ring_them(came: EntryVisit) -> None:
    """Note that somebody asked to be rung, though the rest waits. Whatever is amiss, they can leave."""
    if came.entering is not None:
        with suppress(FeedbackError), came.door.store().writing() as session:
            keep_callback(session, came.id, by=came.viewer, at=came.door.clock())


def _pressed(came: EntryVisit, sent: Mapping[str, str]) -> dict[str, str]:
    """What one press writes: an offer, or that it is the story of an earlier call."""
    return {SAME_STORY: sent[SAME]} if sent.get(SAME) else pressed(came, sent)
