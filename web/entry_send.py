"""The end of an entry: read it back, send it once, and say what comes next."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from actions.background import wake
from actions.enter import enter
from actions.note_fault import note_fault
from analysis.taxonomy import load_taxonomy
from content.entry import to_entry
from content.read_back import notices, read_back
from content.words import words
from models.errors import FeedbackError, Problems
from models.vocabulary import Channel
from storage.queries.kept_of_entry import kept_of_entry
from web.display import here
from web.door import Door, Opener
from web.entry_page import EntryPage
from web.entry_visit import START, EntryVisit, arrive, asking, said, sign_in_first
from web.forms import read_form

NEXT = {Channel.PHONE: "next_call", Channel.PAPER: "next_paper", Channel.EVENT: "next_event"}


def read_back_page(door: Opener, request: Request) -> Response:
    """Draw everything in sentences to read aloud, with what is to be put right."""
    viewer = asking(door(), request)
    if viewer is None:
        return sign_in_first(request)
    came = arrive(door(), request, viewer)
    if came.entering and came.entering.sent_at:
        return came.go(f"{came.address}/sent")
    return draw_read_back(EntryPage(came)) if came.entering else came.go(came.where)


async def read_back_sent(door: Opener, request: Request) -> Response:
    """Send it, once however often it is pressed."""
    form = await read_form(request)
    return await run_in_threadpool(_read_back_sent, door(), request, form)


def sent_page(door: Opener, request: Request) -> Response:
    """Draw the reference, what to say at the end, and the way to the next one."""
    viewer = asking(door(), request)
    if viewer is None:
        return sign_in_first(request)
    came = arrive(door(), request, viewer)
    if came.entering is None or came.entering.sent_at is None:
        return came.go(came.where)
    if came.entering.feedback_id is None:  # thrown away
        return came.go(START)
    with came.door.store().reading() as session:
        kept = kept_of_entry(session, viewer, came.entering.feedback_id)
    return came.draw(
        "entry_sent.html",
        title=said("sent.title"),
        reference=kept.feedback.reference if kept else "",
        added=words("entry.added") if request.query_params.get("added") == "yes" else "",
        is_paper=came.channel is Channel.PAPER,
        next_label=said(f"sent.{NEXT[came.channel]}"),
        next_address=_next(came),
        new_address=f"/entry/new?channel={came.channel.value}",
        start=START,
    )


def _read_back_sent(door: Door, request: Request, form: dict[str, str]) -> Response:
    viewer = asking(door, request)
    if viewer is None:
        return sign_in_first(request)
    came = arrive(door, request, viewer)
    if came.entering is None:
        return came.go(came.where)
    page = EntryPage(came)
    if not came.is_ours(form):
        return draw_read_back(page, notice=said("stale"), status=403)
    try:
        with door.store().writing() as session:
            receipt = enter(session, came.id, by=viewer, at=door.clock())
    except Problems as fault:
        return draw_read_back(page, problems=fault.by_question, status=422)
    except FeedbackError as fault:
        return draw_read_back(page, notice=str(fault), status=409)
    except Exception as fault:  # whatever it was, a call's words must outlive it
        reference = note_fault(fault, "an entry")
        return draw_read_back(page, notice=said("aloud.fault", reference=reference), status=500)
    wake()
    return came.go(f"{came.address}/sent{'?added=yes' if receipt.is_addition else ''}")


def to_put_right(came: EntryVisit) -> dict[str, str]:
    """What needs another look before it can be sent, by key."""
    token, at = "-" * 16, came.door.clock()  # nothing is stored
    return to_entry(came.asked, came.answers, token=token, channel=came.channel, at=at)[1]


def draw_read_back(
    page: EntryPage, *, problems: dict[str, str] | None = None, notice: str = "", status: int = 200
) -> Response:
    """What is read aloud before sending; `notice` is what went wrong with all of it."""
    came = page.came
    if problems is None and not notice:
        problems = to_put_right(came)
    lines = read_back(
        came.asked,
        came.answers,
        channel=came.channel,
        services=came.facts.names_said_back(),
        themes={theme.id: theme.title for theme in load_taxonomy().themes.values()},
        at=came.door.clock(),
    )
    has_reason = came.entering is not None and came.entering.feedback_id is not None
    return came.draw(
        "entry_read_back.html",
        status=status,
        page=page,
        title=page.own("read_back"),
        problems={"": notice} if notice else {},
        to_put_right=problems or {},
        lines=lines,
        notices=notices(came.asked, came.answers, has_reason=has_reason),
        has_keys=here().display.has_keys,
    )


def _next(came: EntryVisit) -> str:
    like = "" if came.channel is Channel.PHONE else f"&like={came.id}"
    return f"/entry/new?channel={came.channel.value}{like}"
