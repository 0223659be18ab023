"""The end of the plain form: check the answers, send them once, and be told the reference."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from actions import drafts
from actions.background import wake
from actions.form_limits import the_limits
from actions.hold import why_held
from actions.note_fault import note_fault
from actions.submit import submit
from content.question_set import Question, Step
from content.questions import beside, to_draft
from content.said_back import said_back, to_read_back
from models.errors import FeedbackError, Problems
from models.feedback_draft import FeedbackDraft
from models.vocabulary import Channel
from web.display import here
from web.door import Door, Opener
from web.draft import OTHER_DOOR
from web.forgery import FIELD, is_ours
from web.forms import read_form
from web.say import code_page, shut_page
from web.say_visit import ABOUT_YOU_AT, PURPOSE, SENT_AT, START, Visit, visit
from web.sign_in import address_of

TRAP = "leave_empty"
"""A field that people cannot see and programs fill in."""


def check_page(door: Opener, request: Request) -> Response:
    """Draw everything that will be sent, each answer with a way to change it."""
    came = visit(door(), request)
    if came.state.reference:
        return came.go(SENT_AT)
    return _draw(came) if came.is_kept else came.go(START)


async def check_sent(door: Opener, request: Request) -> Response:
    """Send, once however often it is pressed; or go back."""
    typed = await read_form(request)
    return await run_in_threadpool(_check_sent, door(), request, typed)


def sent_page(door: Opener, request: Request) -> Response:
    """Draw the reference and the second secret, and what happens next."""
    came = visit(door(), request)
    if not came.state.reference:
        return came.go(START)
    return came.draw("say_sent.html", title=came.words("sent.title"), state=came.state)


def _check_sent(door: Door, request: Request, typed: dict[str, str]) -> Response:
    came = visit(door, request)
    if came.state.reference:
        return came.go(ABOUT_YOU_AT)
    if not came.is_kept:
        return shut_page(came) if came.facts.why_shut else came.go(START)
    if not is_ours(door, request, PURPOSE, typed.get(FIELD, "")):
        return _draw(came, notice=came.words("say.stale"), status=403)
    action = typed.get("action", "send")
    if action == "back":
        return came.go(f"{START}/{came.steps[-1].id}")
    if action == "save":
        return code_page(came)
    return came.go(OTHER_DOOR) if action == "other" else _send(came, trap=typed.get(TRAP, ""))


def _send(came: Visit, *, trap: str) -> Response:
    asked, state = came.asked, came.state
    draft, problems = to_draft(
        asked,
        state.answers,
        token=state.token,
        told_on=came.facts.today,
        channel=Channel.ONLINE,
        secret=state.secret,
        programme_id=came.programme_id,
    )
    if draft is None:
        return _draw(came, problems=problems, status=422)
    try:
        _store(came, draft, trap=trap)
    except Problems as fault:
        found = {beside(asked, state.answers, field): said for field, said in fault.by_question.items()}
        return _draw(came, problems=found, status=422)
    except FeedbackError as fault:
        return _draw(came, notice=str(fault), status=503)
    except Exception as fault:  # whatever it was, an hour's words must outlive it
        reference = note_fault(fault, "have your say")
        said = came.words("problems.our_fault", reference=reference)
        return _draw(came, notice=said, status=500)
    wake()
    return came.go(ABOUT_YOU_AT)


def _store(came: Visit, draft: FeedbackDraft, *, trap: str) -> None:
    """The feedback, and that it was sent, in one transaction."""
    door, state, at = came.door, came.state, came.door.clock()
    is_many = the_limits.is_many(came.facts.watchdog.id, address_of(came.request))
    held = why_held(trap=trap, begun_at=state.begun_at, is_many=is_many, at=at)
    with door.store().writing() as session:
        draft = draft.model_copy(update={"language": here().display.language})
        receipt = submit(session, draft, by=came.viewer, at=at, held_because=held)
        sent = state.sent(receipt.reference, is_to_be_contacted=draft.consent_contact)
        drafts.save(session, came.key, sent, by=came.viewer, at=at)


def _draw(
    came: Visit, *, problems: dict[str, str] | None = None, notice: str = "", status: int = 200
) -> Response:
    problems = problems or {}
    return came.draw(
        "say_check.html",
        status=status,
        title=came.words("check.title"),
        groups=_groups(came, problems),
        problems=({"": notice} if notice else {}) | problems,
        danger=came.danger,
        trap=TRAP,
    )


def _groups(came: Visit, problems: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """What was answered, in words, by the title of the part of the form that asked."""
    groups: dict[str, list[dict[str, str]]] = {}
    for step in came.steps:
        rows = groups.setdefault(came.asked.groups[step.group], [])
        questions = to_read_back(step, came.state.answers, faulty=problems)
        rows += [_row(came, step, question) for question in questions]
        if not questions:
            nothing = came.words("form.not_answered")
            rows.append({"id": step.id, "short": step.title, "said": nothing, "address": _address(step)})
    return groups


def _row(came: Visit, step: Step, question: Question) -> dict[str, str]:
    said = said_back(
        question,
        came.state.answers,
        services=came.facts.names_said_back(),
        moves=came.moves,
        language=came.asked.language,
    )
    return {"id": question.id, "short": question.short, "said": said, "address": _address(step)}


def _address(step: Step) -> str:
    return f"{START}/{step.id}?change=yes"
