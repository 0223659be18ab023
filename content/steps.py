"""Where in the form does somebody go next, and how far is it still? For every door that asks step by step."""

from collections.abc import Collection

from content.question_set import Answers, QuestionSet, Step, is_answered, path

CHECK = "check"  # the page after the last step


def after(
    asked: QuestionSet,
    step: Step,
    answers: Answers,
    *,
    seen: Collection[str],
    is_changing: bool,
    for_workers: bool = False,
) -> str:
    """The id of the step after this one, or CHECK.

    Whoever came from checking their answers to change one goes back there, by way of what that change
    asks for the first time.
    """
    ids = [ahead.id for ahead in path(asked, answers, for_workers=for_workers)]
    rest = ids[ids.index(step.id) + 1 :] if step.id in ids else ids
    if is_changing:
        rest = [step_id for step_id in rest if step_id not in seen]
    return rest[0] if rest else CHECK


def before(asked: QuestionSet, step: Step, answers: Answers, *, for_workers: bool = False) -> str:
    """The id of the step before this one; of the first, itself."""
    ids = [ahead.id for ahead in path(asked, answers, for_workers=for_workers)]
    return ids[max(0, ids.index(step.id) - 1)] if step.id in ids else ids[0]


def how_many(asked: QuestionSet, answers: Answers, *, for_workers: bool = False) -> int:
    """How many steps to expect: until the first choice is made, as many as the longest way has."""
    first = next((one for step in asked.steps for one in step.questions if one.needed), None)
    if first is None or answers.get(first.id):
        return len(path(asked, answers, for_workers=for_workers))
    ways = ({first.id: option.value} for option in first.options)
    return max(len(path(asked, way, for_workers=for_workers)) for way in ways)


def the_end(asked: QuestionSet, answers: Answers, *, for_workers: bool = False) -> str:
    """Where somebody goes who leaves out the rest: the last step that can't be skipped, else CHECK."""
    steps = reversed(path(asked, answers, for_workers=for_workers))
    return next((step.id for step in steps if not step.may_skip), CHECK)


def may_leave_the_rest(asked: QuestionSet, step: Step, answers: Answers) -> bool:
    """Whether the rest may be left out from here: somebody has said what happened in their own words.

    Where no words are asked for, as about somebody themselves, it always may.
    """
    told = [one for ahead in asked.steps for one in ahead.questions if one.fills == "words"]
    is_told = all(is_answered(one, answers) and one not in step.questions for one in told)
    return step.may_skip and is_told
