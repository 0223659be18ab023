"""One request to the page of an entry: who asks, what they have written down so far, what there is to ask."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from actions import entry_drafts
from actions.entry_asks import asked_in_entry
from actions.entry_drafts import Entering
from content.entry_keys import EVENT, INITIALS, PROGRAMME, in_entry, initials_of
from content.question_set import QuestionSet, questions_by_id
from content.question_sets import HAVE_YOUR_SAY
from content.words import words
from models.errors import NotAllowed
from models.people import Permission, Viewer, require
from models.vocabulary import Channel
from models.watchdog import HERE
from storage.queries.outreach_events import events_of
from storage.queries.programme_form import programme_form
from web.door import Door
from web.draft import being_kept
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_from_here, is_ours, remember_browser
from web.forms import Pairs
from web.say_facts import SayFacts, say_facts

PURPOSE = "entry"
START = "/phone_entry"
CHANNELS = (Channel.PHONE, Channel.PAPER, Channel.EVENT)
NO_STORE = {"Cache-Control": "no-store"}

Answer = Callable[[Door, Request, Pairs], Response]


class Over(Exception):
    """It was sent or thrown away meanwhile, so nothing more is kept of it."""


@dataclass(frozen=True)
class EntryVisit:
    """`entering` is what was kept so far; None before anything was. `beginning` is what a new one has."""

    door: Door
    request: Request
    viewer: Viewer
    id: UUID
    channel: Channel
    entering: Entering | None
    beginning: dict[str, str]

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.entering.answers) if self.entering else self.beginning

    @cached_property
    def facts(self) -> SayFacts:
        """The watchdog, its services and numbers: read where something is drawn, and not to keep typing."""
        return say_facts(self.door)

    @cached_property
    def asked(self) -> QuestionSet:
        """The questions of the programme that was chosen, or the usual ones, always in English."""
        sent = self.entering.feedback_id if self.entering else None
        with self.door.store().reading() as session:
            return asked_in_entry(session, self.answers, feedback_id=sent, by=self.viewer)

    @cached_property
    def aloud(self) -> QuestionSet:
        """The same as they are asked by somebody who listens."""
        return in_entry(self.asked)

    @property
    def own_title(self) -> str:
        """What a programme's own questions ask for in somebody's own words; "" where they are the usual."""
        return "" if self.asked.id == HAVE_YOUR_SAY else questions_by_id(self.asked)["words"].title

    @property
    def why(self) -> str:
        """What the programme's own questions are for; "" where they are the usual."""
        return self.asked.why.replace("{watchdog}", self.facts.watchdog.name)

    @property
    def address(self) -> str:
        return f"/entry/{self.id}"

    @property
    def where(self) -> str:
        """The same with how it began, which an entry that is not kept yet has nowhere else."""
        query = self.request.url.query
        return f"{self.address}?{query}" if query and self.entering is None else self.address

    def keep(self, typed: dict[str, str], was: dict[str, str] | None = None) -> "EntryVisit":
        """Keep what was typed, and come back with what is kept now. Raises Over."""
        given = typed if self.entering else self.beginning | typed
        who: dict[str, Any] = {"channel": self.channel, "by": self.viewer, "at": self.door.clock()}
        with self.door.store().writing() as session:
            if not entry_drafts.keep(session, self.id, given, **who, was=was):
                raise Over
        with self.door.store().reading() as session:
            return replace(self, entering=entry_drafts.load(session, self.id, by=self.viewer))

    def showing(self, typed: dict[str, str]) -> "EntryVisit":
        """The same with what was typed and is not kept, to be handed back."""
        if self.entering is None:
            return replace(self, beginning=self.beginning | typed)
        return replace(self, entering=replace(self.entering, answers=self.answers | typed))

    def is_ours(self, typed: dict[str, str]) -> bool:
        """Whether a page of ours sent it. A browser too old to say where it was needs what our form carries.

        Whoever was signed out, signs in again in another tab and goes on typing has an old form.
        """
        said = is_from_here(self.request)
        if said is not None:
            return said
        return is_ours(self.door, self.request, PURPOSE, typed.get(FIELD, ""))

    def go(self, address: str) -> Response:
        return RedirectResponse(address, 303, NO_STORE)

    def draw(self, template: str, *, status: int = 200, **shown: Any) -> Response:
        """Draw a page of the entry, bound to this browser."""
        browser = browser_key(self.door, self.request)
        response = draw(
            template,
            self.facts.watchdog,
            status=status,
            came=self,
            numbers=self.facts.numbers,
            form_token=form_token(self.door, PURPOSE, browser),
            **shown,
        )
        remember_browser(self.door, response, browser)
        return response

    def time(self, *, seconds: bool = False) -> str:
        """The time of day it was saved last, or now for what isn't kept yet, as a clock here shows it."""
        at = (self.entering.saved_at if self.entering else self.door.clock()).astimezone(HERE)
        return f"{at.hour}:{at:%M:%S}" if seconds else f"{at.hour}:{at:%M}"

    @property
    def begun(self) -> str:
        at = (self.entering.begun_at if self.entering else self.door.clock()).astimezone(HERE)
        return f"{at.hour}:{at:%M}"


def asking(door: Door, request: Request) -> Viewer | None:
    """Who writes for others here; None for whoever is not signed in. Raises NotAllowed for other roles."""
    viewer = door.viewer(request)
    if viewer.staff_id is None:
        return None
    require(viewer, Permission.WRITE_FOR_OTHERS)
    return viewer


def arrive(door: Door, request: Request, viewer: Viewer) -> EntryVisit:
    """Open an entry for whoever began it, or begin one. Nobody else finds anything there."""
    try:
        draft_id = UUID(request.path_params["draft"])
    except ValueError:
        raise HTTPException(404) from None
    if request.method == "GET":
        being_kept.wait(str(draft_id))
    try:
        with door.store().reading() as session:
            entering = entry_drafts.load(session, draft_id, by=viewer)
    except NotAllowed:
        raise HTTPException(404) from None
    said = request.query_params.get("channel", "")
    if entering is None and said not in CHANNELS:
        raise HTTPException(404)
    channel = entering.channel if entering else Channel(said)
    beginning = {} if entering else _beginning(door, request, viewer)
    return EntryVisit(door, request, viewer, draft_id, channel, entering, beginning)


def _beginning(door: Door, request: Request, viewer: Viewer) -> dict[str, str]:
    """What an entry has before anything is typed: initials, and what the last sheet, event or link gives."""
    begins = {INITIALS: initials_of(viewer.name)}
    if like := _id_in(request, "like"):
        with door.store().reading() as session:
            begins |= entry_drafts.answers_like(session, like, by=viewer)
    if event := _id_in(request, "event"):
        begins |= {EVENT: str(event)} | _programme_of(door, event, viewer)
    if code := request.query_params.get("programme", ""):
        on = door.clock().astimezone(HERE).date()
        with door.store().reading() as session:
            own = programme_form(session, viewer, code, on=on)
        begins |= {PROGRAMME: str(own.id)} if own else {}
    return begins


def _programme_of(door: Door, event: UUID, viewer: Viewer) -> dict[str, str]:
    """The programme that an event was held for, if it was for one."""
    with door.store().reading() as session:
        held = events_of(session, viewer)
    found = next((one.programme_id for one in held if one.id == event), None)
    return {PROGRAMME: str(found)} if found else {}


def _id_in(request: Request, name: str) -> UUID | None:
    try:
        return UUID(request.query_params.get(name, ""))
    except ValueError:
        return None


def sign_in_first(request: Request) -> Response:
    """Lead whoever is not signed in to the sign-in page, and from there back."""
    path = request.url.path
    back = path if path.count("/") == 2 and path not in ("/entry/new", "/entry/practice") else START
    return RedirectResponse(f"/sign-in?next={back}", 303, NO_STORE)


def signed_out() -> Response:
    """The same for a script, which keeps what was typed until somebody has signed in again."""
    return JSONResponse({"signed_out": True}, 403, NO_STORE)


def is_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def script_is_told(answer: Answer) -> Answer:
    """The same; where the entry is nobody's or another's by now, a script gets a sentence to show."""

    @wraps(answer)
    def told(door: Door, request: Request, pairs: Pairs) -> Response:
        try:
            return answer(door, request, pairs)
        except (HTTPException, NotAllowed) as fault:
            if not is_script(request):
                raise
            status = fault.status_code if isinstance(fault, HTTPException) else 403
            return JSONResponse({"gone": said("not_yours")}, status, NO_STORE)

    return told


def said(key: str, **gaps: str) -> str:
    """Words of the page."""
    return words(f"phone.{key}", **gaps)
