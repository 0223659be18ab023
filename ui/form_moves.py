"""Where in the form does somebody go next? The buttons' callbacks: they only set state."""

from datetime import date

from content import steps
from content.question_set import QuestionSet, Step, path
from content.questions import to_put_right
from content.steps import CHECK
from models.people import Permission, Viewer
from models.vocabulary import Channel
from ui import questions
from ui.state import form


def steps_ahead(asked: QuestionSet, viewer: Viewer) -> tuple[Step, ...]:
    """The steps that the answers so far lead through."""
    return path(asked, form()["answers"], for_workers=is_worker(viewer))


def is_worker(viewer: Viewer) -> bool:
    """Whether this is somebody at the watchdog, writing down what another person says."""
    return viewer.may(Permission.WRITE_FOR_OTHERS)


def current(asked: QuestionSet, viewer: Viewer) -> Step | None:
    """The step that somebody is at; None once they are checking their answers."""
    if is_worker(viewer):
        form()["answers"].setdefault("channel", Channel.PHONE.value)  # most often somebody is talking
    if form()["step"] == CHECK:
        return None
    ahead = steps_ahead(asked, viewer)
    return next((step for step in ahead if step.id == form()["step"]), ahead[0])


def may_leave_the_rest(asked: QuestionSet, step: Step) -> bool:
    """Whether somebody may go to the end from here; whoever changes one answer goes back there anyway."""
    return not form()["is_changing"] and steps.may_leave_the_rest(asked, step, form()["answers"])


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


def leave_the_rest(asked: QuestionSet, step: Step, viewer: Viewer) -> None:
    """Past everything that can be left out; what was answered on this page stays."""
    questions.keep(step)
    form()["problems"] = {}
    end = steps.the_end(asked, form()["answers"], for_workers=is_worker(viewer))
    ids = [ahead.id for ahead in steps_ahead(asked, viewer)]
    passed = ids[: ids.index(end)] if end in ids else ids
    form()["seen"] = list(dict.fromkeys([*form()["seen"], *passed]))
    form()["step"] = end


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
    form()["step"] = steps.before(asked, step, form()["answers"], for_workers=is_worker(viewer))


def change(step_id: str) -> None:
    """From checking the answers back to one of them; what it still needs stays beside it."""
    form()["step"], form()["is_changing"] = step_id, True


def _after(asked: QuestionSet, step: Step, viewer: Viewer) -> None:
    """Straight on; after a change, only to what that change asks for the first time."""
    if step.id not in form()["seen"]:
        form()["seen"].append(step.id)
    form()["step"] = steps.after(
        asked,
        step,
        form()["answers"],
        seen=form()["seen"],
        is_changing=form()["is_changing"],
        for_workers=is_worker(viewer),
    )
