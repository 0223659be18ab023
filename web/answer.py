"""The page of a link that a body was sent: what we asked of it, by when, and the form for its answer."""

from datetime import date
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.tries import Tries
from content.words import day_in_words, words
from models.errors import FeedbackError, Problems, StoreUnavailable
from models.people import body
from models.recommendation import StepKind
from models.recommendation_seen import RecommendationSeen
from models.watchdog import HERE, Watchdog
from models.words import canonical
from storage.queries.answer_links import asked_by_link
from web.answer_typed import CHOICES, FIELDS, Typed, back_in_fields, draft_of, put_right, to_be_copied
from web.door import Door, Opener
from web.drawing import draw
from web.forgery import FIELD, browser_key, form_token, is_ours, remember_browser
from web.forms import read_form
from web.link import UNTOLD
from web.sign_in import address_of

PURPOSE = "answer"
LARGEST = 1024 * 1024
"""Far more than the longest answer: one that is too long comes back to be made shorter."""

NOTED = {kind.value: kind for kind in (StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER)}
"""What the body tells with one press."""

ANSWERED = "answered"
UNFOUND = UNTOLD | {"X-Robots-Tag": "noindex, nofollow"}


class Answering:
    """The page, and its form sent. Links that open nothing are counted here, in this process.

    A link is too long to be guessed, so whoever has one that opens is never kept out by what others on the
    same line try.
    """

    def __init__(self, door: Opener) -> None:
        self._door, self._tries = door, Tries()

    def page(self, request: Request) -> Response:
        """Draw the page. Opening it does nothing by itself, for programs open the links in mail too."""
        return self._page(self._door(), request, {}, done=request.query_params.get("done", ""))

    async def sent(self, request: Request) -> Response:
        """Keep an answer or note a step; whatever was typed comes back until it is kept."""
        typed = await read_form(request, largest=LARGEST)
        said = {name: canonical(value) for name, value in typed.items()}
        return await to_thread.run_sync(partial(self._sent, request, said))

    def _sent(self, request: Request, typed: Typed) -> Response:
        door, act = self._door(), typed.get("act", "")
        again = partial(self._page, door, request, typed)
        if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
            return again(status=403, problems={"": words("answer.stale")})
        try:
            if not _keep(door, request.path_params["token"], act, typed):
                return again(status=410)
        except StoreUnavailable:
            return again(status=503, problems={"": words("answer.away")})
        except Problems as problems:
            return again(status=422, problems=problems.by_question)
        except FeedbackError as refusal:
            return again(status=422, problems={"": str(refusal)})
        if act in NOTED and any(typed.get(name) for name in FIELDS):
            return again(done=act)
        done = act if act in NOTED else ANSWERED
        headers = {"Cache-Control": "no-store"} | UNFOUND
        return RedirectResponse(f"{request.url.path}?done={done}", 303, headers)

    def _page(
        self,
        door: Door,
        request: Request,
        typed: Typed,
        *,
        status: int = 200,
        problems: dict[str, str] | None = None,
        done: str = "",
    ) -> Response:
        today = door.clock().astimezone(HERE).date()
        try:
            watchdog = door.watchdog()
            with door.store().reading() as session:
                token = request.path_params["token"]
                found = asked_by_link(session, body(watchdog.id), token, today=today)
        except StoreUnavailable:
            return _shut("away", typed, None, status=503)
        if found is None:
            return self._gone(watchdog, request, typed)
        one, until = found
        if one.sent_on is None:
            return _shut("not_sent", typed, watchdog, status=409 if request.method == "POST" else 200)
        key = browser_key(door, request)
        response = draw(
            "answer.html",
            watchdog,
            status=status,
            one=one,
            kind=one.kind.value,
            until=until,
            is_over=one.due_on is not None and one.due_on < today,
            longer=_longer(one, today),
            acknowledged=one.step(StepKind.ACKNOWLEDGED),
            takes_longer=one.step(StepKind.TAKES_LONGER),
            typed=back_in_fields(typed),
            is_open=bool(problems) or any(typed.get(name) for name in FIELDS),
            choices=CHOICES,
            form_token=form_token(door, PURPOSE, key),
            path=request.url.path,
            done=_done(one, done),
            has_answered=done == ANSWERED,
            problems=problems or {},
            day=day_in_words,
        )
        response.headers.update(UNFOUND)
        remember_browser(door, response, key)
        return response

    def _gone(self, watchdog: Watchdog, request: Request, typed: Typed) -> Response:
        try:
            self._tries.heed_address(watchdog.id, address_of(request))
        except FeedbackError:
            return _shut("too_many", typed, watchdog, status=429)
        return _shut("gone", typed, watchdog, status=410)


def _keep(door: Door, token: str, act: str, typed: Typed) -> bool:
    """Keep an answer or note a step; False for a link that opens nothing any more."""
    from actions.answer_through_link import LinkGone

    try:
        if act in NOTED:
            _note(door, token, NOTED[act])
        else:
            _answer(door, token, typed)
    except LinkGone:
        return False
    return True


def _note(door: Door, token: str, kind: StepKind) -> None:
    from actions.answer_through_link import note_through_link

    with door.store().writing() as session:
        note_through_link(session, token, kind, by=body(door.watchdog().id), at=door.clock())


def _answer(door: Door, token: str, typed: Typed) -> None:
    from actions.answer_through_link import LinkGone, answer_through_link

    by, at = body(door.watchdog().id), door.clock()
    with door.store().reading() as session:
        found = asked_by_link(session, by, token, today=at.astimezone(HERE).date())
    if found is None:
        raise LinkGone
    draft = draft_of(typed, found[0].kind)
    try:
        with door.store().writing() as session:
            answer_through_link(session, token, draft, by=by, at=at)
    except Problems as problems:
        raise Problems(put_right(problems.by_question, draft)) from None


def _longer(one: RecommendationSeen, today: date) -> date | None:
    """Until when there would be time if others had to be asked; None where that cannot be said any more."""
    sent = one.step(StepKind.SENT)
    if sent is None or sent.due_on is None or one.answer or one.step(StepKind.TAKES_LONGER):
        return None
    return sent.longer_due_on if today <= sent.due_on else None


def _done(one: RecommendationSeen, done: str) -> str:
    """What the page says was done just now; empty where it wasn't, as anybody may type an address."""
    if done in NOTED and one.step(NOTED[done]) and one.due_on:
        return words(f"answer.done_{done}", day=day_in_words(one.due_on))
    if done == ANSWERED and one.answer and not one.answer.is_public:
        return words("answer.done_answered", day=day_in_words(one.answer.received_on))
    return ""


def _shut(state: str, typed: Typed, watchdog: Watchdog | None, *, status: int) -> Response:
    """The page where there is nothing to answer, with what was typed, so that it can be copied."""
    shown = to_be_copied(typed)
    response = draw("answer_gone.html", watchdog, status=status, state=state, typed=shown)
    response.headers.update(UNFOUND)
    return response
