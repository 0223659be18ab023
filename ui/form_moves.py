"""Where in the form does somebody go next? The buttons' callbacks: they only set state."""

from datetime import date

from content.question_set import QuestionSet, Step, path
from content.questions import to_put_right
from models.people import Permission, Viewer
from models.vocabulary import Channel
from ui import questions
from ui.state import CHECK, form


def steps_ahead(asked: QuestionSet, viewer: Viewer) -> tuple[Step, ...]:
    """The steps that the answers so far lead through."""
    return path(asked, form()["answers"], for_workers=is_worker(viewer))


def is_worker(viewer: Viewer) -> bool:
    """Whether this is somebody at the watchdog, writing down what another person says."""
    return viewer.may(Permission.WRITE_FOR_OTHERS)


def how_many(asked: QuestionSet, viewer: Viewer) -> int:
    """How many questions to expect: until the first is answered, as many as the longest way has."""
    steps = steps_ahead(asked, viewer)
    first = next(question for step in asked.steps for question in step.questions if question.needed)
    if form()["answers"].get(first.id):
        return len(steps)
    ways = ({first.id: option.value} for option in first.options)
    return max(len(path(asked, way, for_workers=is_worker(viewer))) for way in ways)


def current(asked: QuestionSet, viewer: Viewer) -> Step | None:
    """The step that somebody is at; None once they are checking their answers."""
    if is_worker(viewer):
        form()["answers"].setdefault("channel", Channel.PHONE.value)  # most often somebody is talking
    if form()["step"] == CHECK:
        return None
    steps = steps_ahead(asked, viewer)
    return next((step for step in steps if step.id == form()["step"]), steps[0])


def go_on(asked: QuestionSet, step: Step, viewer: Viewer, today: date) -> None:
    """Keep the answers and go on, unless there is something to put right."""
    questions.keep(step)
    form()["notice"] = ""
    form()["problems"] = to_put_right(asked, step, form()["answers"], told_on=today)
    if not form()["problems"]:
        _after(asked, step, viewer)


def skip(asked: QuestionSet, step: Step, viewer: Viewer) -> None:
    questions.keep(step)
    questions.forget_choices(step)
    form()["problems"] = {}
    _after(asked, step, viewer)


def go_back(asked: QuestionSet, step: Step | None, viewer: Viewer) -> None:
    """To the step before, or from the last page to the last step; what was typed is kept as it is."""
    form()["problems"], form()["notice"] = {}, ""
    if step is None:
        form()["step"], form()["is_changing"] = steps_ahead(asked, viewer)[-1].id, False
        return
    questions.keep(step)
    if form()["is_changing"]:
        form()["step"] = CHECK
        return
    ids = [ahead.id for ahead in steps_ahead(asked, viewer)]
    form()["step"] = ids[max(0, ids.index(step.id) - 1)]


def change(step_id: str) -> None:
    """From checking the answers back to one of them; what it still needs stays beside it."""
    form()["step"], form()["is_changing"] = step_id, True


def _after(asked: QuestionSet, step: Step, viewer: Viewer) -> None:
    """Straight on; after a change, only to what that change asks for the first time."""
    seen = form()["seen"]
    if step.id not in seen:
        seen.append(step.id)
    ids = [ahead.id for ahead in steps_ahead(asked, viewer)]
    rest = ids[ids.index(step.id) + 1 :]
    if form()["is_changing"]:
        rest = [step_id for step_id in rest if step_id not in seen]
    form()["step"] = rest[0] if rest else CHECK
