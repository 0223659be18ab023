"""Which question sets ship with this release, and what is in each file of them?"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from content.question_set import Condition, Kind, Option, Question, QuestionSet, Step
from content.words import ENGLISH, FOLDER
from models.feedback_draft import FeedbackDraft, HandoverDraft
from models.vocabulary import Channel, IsSorted, Journey, Rating, Sector, Speaker, Standing, WhoChased

HAVE_YOUR_SAY = "have_your_say"  # what the form on the site asks
ABOUT_YOU = "about_you"  # what may be answered after sending, and is kept apart
OF_A_JOIN = "handover."

VOCABULARIES: dict[str, type[StrEnum]] = {
    "channel": Channel,
    "journey": Journey,
    "rating": Rating,
    "speaker": Speaker,
    "standing": Standing,
    "handover.who_chased": WhoChased,
    "handover.is_sorted": IsSorted,
}
Options = dict[str, list[dict[str, Any]]]  # lists that several questions offer, by name
_WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.TICKS})
_TYPED = frozenset({Kind.WORDS, Kind.LINE})


def question_set_names(language: str = ENGLISH) -> tuple[str, ...]:
    """The name of every file of questions, in the order of the alphabet."""
    return tuple(sorted(file.stem for file in (FOLDER / language / "questions").glob("*.toml")))


def set_to_ask(names: Collection[str]) -> str:
    """The first of these that asks what happened, as a programme's own address does; else the usual one."""
    shipped = question_set_names()
    asked = (name for name in names if name in shipped and not question_set(name).is_kept_apart)
    return next(asked, HAVE_YOUR_SAY)


@lru_cache(maxsize=32)
def question_set(name: str, *, language: str = ENGLISH) -> QuestionSet:
    """The question set called `name`. Raises ValueError that names the file when it cannot be read."""
    file = FOLDER / language / "questions" / f"{name}.toml"
    try:
        return _read(tomllib.loads(file.read_text(encoding="utf-8")), language=language)
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{file}: {type(fault).__name__}: {fault}") from fault


def question_set_of(kept_as: str, *, language: str = ENGLISH) -> QuestionSet:
    """The questions behind answers that were kept under this name and version, as they are asked today.

    The usual ones for answers that have no name of a set that asks what happened.
    """
    return question_set(set_to_ask([kept_as.partition("/")[0]]), language=language)


def _read(given: dict[str, Any], *, language: str) -> QuestionSet:
    lender = question_set(given["like"], language=language) if "like" in given else None
    fixed, lists = given.get("fixed", {}), given.get("options", {})
    asked = QuestionSet(
        id=given["id"],
        version=given["version"],
        language=language,
        consent_wording=lender.consent_wording if lender else given.get("consent_wording", ""),
        groups={**(lender.groups if lender else {}), **given.get("groups", {})},
        steps=tuple(
            _lent(step, lender, fixed=fixed) if lender and "questions" not in step else _step(step, lists)
            for step in given["steps"]
        ),
        why=given.get("why", ""),
        fixed=fixed,
    )
    _check(asked)
    return asked


def _lent(given: dict[str, Any], lender: QuestionSet, *, fixed: dict[str, str]) -> Step:
    """A step of another set, asked here in the same words; to others than there, if it says to whom."""
    try:
        step = next(step for step in lender.steps if step.id == given["id"])
    except StopIteration:
        raise ValueError(f"{lender.id} has no step {given['id']!r}") from None
    condition = _condition(given.get("shown_when")) or step.shown_when
    if condition and condition.question in fixed:
        if not condition.holds(fixed):
            raise ValueError(f"step {step.id}: is never asked where {condition.question} is fixed")
        condition = None
    return replace(step, shown_when=condition)


def _step(given: dict[str, Any], lists: Options) -> Step:
    questions = tuple(_question(question, lists=lists) for question in given.pop("questions"))
    return Step(
        questions=questions,
        title=given.pop("title", questions[0].title),
        hint=given.pop("hint", questions[0].hint if len(questions) == 1 else ""),
        for_workers=given.pop("asked_of", "everybody") == "workers",
        shown_when=_condition(given.pop("shown_when", None)),
        **given,
    )


def _question(given: dict[str, Any], *, lists: Options) -> Question:
    options = given.pop("options", ())
    return Question(
        kind=Kind(given.pop("kind")),
        options=tuple(
            _option(option) for option in (lists[options] if isinstance(options, str) else options)
        ),
        sector=Sector(given.pop("sector", Sector.UNKNOWN)),
        shown_when=_condition(given.pop("shown_when", None)),
        **given,
    )


def _option(given: dict[str, Any]) -> Option:
    return Option(**given | ({"sector": Sector(given["sector"])} if "sector" in given else {}))


def _condition(given: dict[str, Any] | None) -> Condition | None:
    return Condition(given["question"], tuple(given.get("is", ()))) if given else None


def _check(asked: QuestionSet) -> None:
    _check_fixed(asked.fixed)
    earlier: dict[str, Question] = {}
    for step in asked.steps:
        if step.group not in asked.groups:
            raise ValueError(f"step {step.id}: there is no group {step.group!r}")
        if step.grows_from and (len({question.kind for question in step.questions}) > 1 or not step.add):
            raise ValueError(f"step {step.id}: what grows asks one kind of question, and says `add`")
        for question in step.questions:
            for condition in filter(None, (step.shown_when, question.shown_when)):
                if condition.question not in earlier:
                    raise ValueError(f"{question.id}: {condition.question!r} is not asked before it")
            if question.id in earlier:
                raise ValueError(f"{question.id}: asked twice")
            if question.kind in _TYPED and not question.fills and not asked.is_kept_apart:
                raise ValueError(f"{question.id}: what is typed needs a field of its own to fill")
            earlier[question.id] = question
            _check_question(question)
    first = next((step for step in asked.steps if not step.for_workers), None)
    if first and not asked.is_kept_apart and any(one.typed_keys for one in first.questions):
        raise ValueError(f"step {first.id}: begin with a choice, so that it is kept whose form it is")


def _check_fixed(fixed: Mapping[str, str]) -> None:
    for field, said in fixed.items():
        if field not in VOCABULARIES or said not in set(VOCABULARIES[field]):
            raise ValueError(f"[fixed] {field} can't be {said!r}")


def _check_question(question: Question) -> None:
    draft = HandoverDraft if question.fills.startswith(OF_A_JOIN) else FeedbackDraft
    field = question.fills.removeprefix(OF_A_JOIN)
    if field and field not in draft.model_fields:
        raise ValueError(f"{question.id}: feedback has no {field!r} to fill")
    is_service = question.kind is Kind.SERVICE
    if (question.kind in _WITH_OPTIONS) != bool(question.options) and not is_service:
        raise ValueError(f"{question.id}: a choice has options, and nothing else but a service has")
    if is_service and not all(option.sector for option in question.options):
        raise ValueError(f"{question.id}: each kind of service to choose from says its sector")
    vocabulary = VOCABULARIES.get(question.fills)
    for option in question.options:
        if vocabulary is not None and option.value not in set(vocabulary):
            raise ValueError(f"{question.id}: {option.value!r} is not a {vocabulary.__name__}")
        if question.kind is Kind.TICKS and ("," in option.value or option.hint):
            raise ValueError(
                f"{question.id}: {option.value!r} is one of several: no comma in it, and no hint"
            )
