"""The form as plain pages: what to expect, then one question or a few that belong together at a time."""

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from actions.drafts import DraftState, code_for, new_key
from content.question_set import Kind, Question, Step, may_add, one_more, path, shown
from content.question_sets import ABOUT_YOU
from content.questions import to_keep_apart, to_put_right
from content.steps import CHECK, after, before, how_many, may_leave_the_rest, the_end
from models.feedback_draft import OLDEST_YEARS
from storage.queries.why_shut import WhyShut
from web.door import Door, Opener
from web.draft import OTHER_DOOR
from web.forgery import FIELD, is_ours
from web.forms import Pairs, read_pairs
from web.say_about_you import keep_answers, of_about_you
from web.say_fields import skipped, taken
from web.say_visit import (
    PURPOSE,
    SENT_AT,
    START,
    Visit,
    begin,
    first_answers,
    how_they_came,
    visit,
    with_query,
)

LARGEST = 1024 * 1024
"""More than anybody types: what is above our limits is handed back whole, with what to do beside it."""


def start_page(door: Opener, request: Request) -> Response:
    """Say what to expect, or why nothing can be sent today."""
    came = visit(door(), request)
    if came.facts.why_shut and not came.is_kept:
        return shut_page(came)
    is_under_way = came.is_kept and not came.state.reference
    begun = came if is_under_way else _begun(came)
    return came.draw(
        "say_start.html",
        title=begun.views_on or came.words("say.title"),
        lead=_lead(begun),
        other_door=with_query(OTHER_DOOR, how_they_came(came.request)),
        first=_first_address(came),
        resume=resume_address(came) if is_under_way else "",
        reference=came.state.reference,
    )


def step_page(door: Opener, request: Request) -> Response:
    """Draw one step with what was answered before; one that these answers don't lead to is left out."""
    came = visit(door(), request)
    if came.facts.why_shut and not came.is_kept:
        return shut_page(came)
    if came.state.reference and not of_about_you(request):
        if request.query_params.get("again") != "yes":
            return came.go(SENT_AT)
        came = replace(_begun(came), key=new_key(), is_kept=False)
    wanted = request.path_params["step"]
    step = next((step for step in came.steps if step.id == wanted), None)
    return draw_step(came, step) if step else came.go(START)


async def step_sent(door: Opener, request: Request) -> Response:
    """Keep what was answered, whichever button was pressed, and lead on."""
    pairs = await read_pairs(request, largest=LARGEST)
    return await run_in_threadpool(_step_sent, door(), request, pairs)


def shut_page(came: Visit) -> Response:
    """Why nothing can be sent here today, and whom to ring instead."""
    is_off = came.facts.why_shut is WhyShut.SWITCHED_OFF
    title = came.words("shut.off_title" if is_off else "shut.title")
    return came.draw("say_shut.html", title=title, why_shut=came.facts.why_shut)


def draw_step(
    came: Visit, step: Step, *, problems: dict[str, str] | None = None, notice: str = "", status: int = 200
) -> Response:
    """One step as a page; `problems` by question, `notice` about the page as a whole."""
    facts, answers = came.facts, came.state.answers
    asked = shown(step, answers)
    ids = [ahead.id for ahead in came.steps]
    total = how_many(came.asked, answers)
    return came.draw(
        "say_step.html",
        status=status,
        title=step.title,
        step=step,
        asked=asked,
        is_alone=len(asked) == 1 and asked[0].title == step.title,
        answers=answers,
        problems=({"": notice} if notice else {}) | (problems or {}),
        danger=came.danger if _words_are_near(came, step) else (),
        facts=facts,
        moves=came.moves,
        months={str(month): came.words(f"months.{month}") for month in range(1, 13)},
        years={year: year for year in (str(facts.today.year - back) for back in range(OLDEST_YEARS + 1))},
        place=ids.index(step.id) + 1 if step.id in ids else total,
        total=total,
        may_skip=step.may_skip and not any(question.needed for question in asked),
        may_add=may_add(step, answers),
        may_finish=may_leave_the_rest(came.asked, step, answers) and not _is_changing(came),
        is_changing=_is_changing(came),
        reference=came.state.reference,
        is_about_you=bool(came.state.reference),
        views_on=came.views_on,
        address=_address(came, step.id, **how_they_came(came.request)),
    )


def _step_sent(door: Door, request: Request, pairs: Pairs) -> Response:
    came, typed = visit(door, request), dict(pairs)
    wanted = request.path_params["step"]
    step = next((step for step in came.asked.steps if step.id == wanted and not step.for_workers), None)
    if came.state.reference and not of_about_you(request):
        return came.go(SENT_AT)
    if step is None:
        raise HTTPException(404)
    if came.facts.why_shut and not came.is_kept:
        return shut_page(came)
    action = typed.get("action", "continue")
    found = taken(step, came.state.answers, pairs)
    if action == "add":
        found |= one_more(step, came.state.answers | found)
    if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
        here = replace(came, state=replace(came.state, answers=came.state.answers | found))
        return draw_step(here, step, notice=came.words("say.stale"), status=403)
    found = first_answers(came) | found
    answered = replace(came, state=_answered(came, step, found, action))
    new = _new(step, came.state.answers, answered.state.answers)
    problems = _problems(answered, step, but=new) if action == "continue" else {}
    stays = action in ("add", "save", "other") or (action == "continue" and (problems or new))
    following = step.id if stays else _following(answered, step, action)
    state = replace(answered.state, step=following)
    if state.reference:
        state = replace(state, question_set=ABOUT_YOU)
    kept = replace(answered, state=came.keep(state, {*step.keys, *found}), is_kept=True)
    if problems:
        return draw_step(kept, step, problems=problems, status=422)
    if action == "save":
        return code_page(kept)
    if action == "other":
        return kept.go(OTHER_DOOR)
    if following == step.id:
        return kept.go(_address(kept, step.id, anchor=new[0].id if new else step.id) if stays else START)
    is_about_you_answered = kept.state.reference and following == CHECK
    return keep_answers(kept) if is_about_you_answered else kept.go(_address(kept, following))


def _answered(came: Visit, step: Step, found: dict[str, str], action: str) -> DraftState:
    """The draft with this step answered, or skipped."""
    answers = came.state.answers | found
    if action == "skip":
        others = {key: said for key, said in answers.items() if key not in step.keys}
        answers = others | skipped(step, found, came.state.answers)
    passed = [step.id] if action in ("continue", "skip") else []
    if action == "finish":  # what was left out is not asked again by changing something else
        passed = [ahead.id for ahead in path(came.asked, answers)]
    return replace(came.state, answers=answers, seen=list(dict.fromkeys(came.state.seen + passed)))


def _following(came: Visit, step: Step, action: str) -> str:
    """The id of the step that a press leads to, or CHECK."""
    answers, is_changing = came.state.answers, _is_changing(came)
    if action == "back":
        return CHECK if is_changing else before(came.asked, step, answers)
    if action == "finish":
        return the_end(came.asked, answers)
    return after(came.asked, step, answers, seen=came.state.seen, is_changing=is_changing)


def _problems(came: Visit, step: Step, *, but: list[Question]) -> dict[str, str]:
    """What this step needs before going on, by question; nobody has seen those in `but` yet."""
    if came.state.reference:
        _, found = to_keep_apart(came.asked, came.state.answers)
    else:
        found = to_put_right(came.asked, step, came.state.answers, told_on=came.facts.today)
    seen = (question.id for question in step.questions if question not in but)
    return {question_id: found[question_id] for question_id in seen if question_id in found}


def _new(step: Step, already: dict[str, str], answers: dict[str, str]) -> list[Question]:
    """The questions of this page that its own answers have called for: they are asked before going on."""
    before_it = shown(step, already)
    return [question for question in shown(step, answers) if question not in before_it]


def _address(came: Visit, step_id: str, *, anchor: str = "", **query: str) -> str:
    if _is_changing(came) and step_id != CHECK:
        query["change"] = "yes"
    address = with_query(f"{came.base}/{step_id}", query)
    return f"{address}{'#' if anchor else ''}{anchor}"


def code_page(came: Visit) -> Response:
    with came.door.store().writing() as session:
        code = code_for(session, came.key, by=came.viewer, at=came.door.clock())
    return came.draw(
        "say_code.html", title=came.words("say.code_title"), code=code, go_on=resume_address(came)
    )


def _words_are_near(came: Visit, step: Step) -> bool:
    """Whether what happened is told on this page or was on the one before."""
    ids = {step.id, before(came.asked, step, came.state.answers)}
    return any(one.kind is Kind.WORDS for near in came.steps if near.id in ids for one in near.questions)


def _is_changing(came: Visit) -> bool:
    return came.request.query_params.get("change") == "yes"


def _begun(came: Visit) -> Visit:
    """The same with a new piece of feedback."""
    return replace(came, state=begin(came.door, came.request, came.facts))


def _lead(begun: Visit) -> str:
    """What the form is for."""
    watchdog = begun.facts.watchdog.name
    if begun.own_form is None:
        return begun.words("say.lead", watchdog=watchdog)
    why = begun.asked.why.replace("{watchdog}", watchdog)
    return why or begun.words("say.own_why", watchdog=watchdog, programme=begun.own_form.name)


def _first_address(came: Visit) -> str:
    """Where the first question is; after sending, the first of another piece."""
    begun = _begun(came)
    again = {"again": "yes"} if came.state.reference else {}
    return _address(begun, begun.steps[0].id, **how_they_came(came.request), **again)


def resume_address(came: Visit) -> str:
    """Where somebody who comes back goes on."""
    ids = [step.id for step in came.steps]
    return f"{came.base}/{came.state.step if came.state.step in (*ids, CHECK) else ids[0]}"
