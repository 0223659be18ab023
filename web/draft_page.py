"""Come back to what was typed, with a code; delete it; and, while somebody types, keep it."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from actions import drafts
from actions.form_limits import the_limits
from content.question_sets import HAVE_YOUR_SAY, question_set, question_set_names
from models.errors import FeedbackError
from models.people import resident
from models.words import canonical
from web.door import Door, Opener
from web.draft import being_kept, key_of
from web.forgery import FIELD, is_from_here, is_ours
from web.forms import read_form
from web.say import LARGEST, resume_address
from web.say_visit import PURPOSE, Visit, visit
from web.sign_in import address_of

PATH = "/draft"


def draft_page(door: Opener, request: Request) -> Response:
    """Ask for the code of what was saved, or whether to delete what is here."""
    return _page(visit(door(), request))


async def draft_sent(door: Opener, request: Request) -> Response:
    """One of the page's forms; or, where it has no `act`, what a script saw somebody typing."""
    opened = door()
    with being_kept.keeping(key_of(request, over_tls=opened.over_tls)):
        typed = await read_form(request, largest=LARGEST)
        if "act" not in typed:
            return await run_in_threadpool(_typing, opened, request, typed)
    return await run_in_threadpool(_acted, opened, request, typed)


def _typing(door: Door, request: Request, typed: dict[str, str]) -> Response:
    """Keep the answers that are named. Only our own pages may ask for it, and only for what people type.

    Signed with the cookie alone: what another site could make a browser send here is turned away by
    where it came from, and would change nothing but a draft.
    """
    key = key_of(request, over_tls=door.over_tls)
    if is_from_here(request) is False:  # a browser that doesn't say is too old to
        return Response(status_code=403)
    if not key:
        return Response(status_code=409)
    known = {name: canonical(said) for name, said in typed.items() if name in _typed_keys()}
    watchdog_id, at = door.watchdog().id, door.clock()
    try:
        the_limits.heed_save(watchdog_id, address_of(request))
    except FeedbackError:
        return Response(status_code=429)
    if known:
        with door.store().writing() as session:
            drafts.keep(session, key, known, question_set=HAVE_YOUR_SAY, by=resident(watchdog_id), at=at)
    return Response(status_code=204)


@lru_cache(maxsize=1)
def _typed_keys() -> frozenset[str]:
    sets = (question_set(name) for name in question_set_names())
    return frozenset(
        key for asked in sets for step in asked.steps for one in step.questions for key in one.typed_keys
    )


def _acted(door: Door, request: Request, typed: dict[str, str]) -> Response:
    came = visit(door, request)
    act = ACTS.get(typed["act"])
    if act is None or not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
        return _page(came, problems={"": came.words("say.stale")}, status=403)
    return act(came, typed)


def _come_back(came: Visit, typed: dict[str, str]) -> Response:
    door, watchdog_id = came.door, came.facts.watchdog.id
    try:
        the_limits.heed_code(watchdog_id, address_of(came.request))
        with door.store().writing() as session:
            key = drafts.take_up(session, typed.get("code", ""), by=came.viewer, at=door.clock())
    except FeedbackError as refusal:
        return _page(came, code=typed.get("code", ""), problems={"code": str(refusal)}, status=422)
    with door.store().reading() as session:
        state = drafts.load(session, key, by=came.viewer, at=door.clock())
    taken_up = replace(came, key=key, state=state) if state else came
    return taken_up.go(resume_address(taken_up))


def _delete(came: Visit, _typed: dict[str, str]) -> Response:
    """Delete it, and change the key: what a page that is still open sends late belongs to nobody."""
    with came.door.store().writing() as session:
        drafts.delete(session, came.key, by=came.viewer)
    title, was_sent = came.words("draft.gone_title"), bool(came.state.reference)
    return replace(came, key=drafts.new_key()).draw("draft_gone.html", title=title, was_sent=was_sent)


ACTS: dict[str, Callable[[Visit, dict[str, str]], Response]] = {"come_back": _come_back, "delete": _delete}


def _page(
    came: Visit, *, code: str = "", problems: dict[str, str] | None = None, status: int = 200
) -> Response:
    is_under_way = came.is_kept and not came.state.reference
    is_deleting = came.request.query_params.get("delete") == "yes"
    return came.draw(
        "draft.html",
        status=status,
        code=code[:40],
        problems=problems or {},
        is_under_way=is_under_way,
        title=came.words("draft.delete_title" if is_deleting else "draft.title"),
        is_deleting=is_deleting,
        go_on=resume_address(came) if is_under_way else "",
    )
