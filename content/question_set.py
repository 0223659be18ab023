"""Which questions are asked, in which order and words, and which of them apply to these answers?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from content.words import ENGLISH, FOLDER
from models.feedback import LONGEST_LINE, FeedbackDraft
from models.vocabulary import Channel, Journey, Rating, Sector, Speaker, Standing

# Every answer is text under the id of its question. A tick is YES or empty; a service is its id or one
# of the two words below, with a typed name under `name_key`; a month is DONT_KNOW or has two parts.
Answers = Mapping[str, str]
YES = "yes"
DONT_KNOW = "dont_know"
NOT_LISTED = "not_listed"

VOCABULARIES: dict[str, type[StrEnum]] = {
    "channel": Channel,
    "journey": Journey,
    "rating": Rating,
    "speaker": Speaker,
    "standing": Standing,
}


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SERVICE = "service"
    WORDS = "words"
    LINE = "line"
    MONTH = "month"
    TICK = "tick"


class End(StrEnum):
    """Which end of a move between services a question tells us."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True)
class Option:
    """One answer to choose. `says_nothing` is True for "I don't know"."""

    value: str
    label: str
    hint: str = ""
    sector: Sector | None = None
    says_nothing: bool = False


@dataclass(frozen=True)
class Condition:
    """A question or step is shown when an earlier answer is one of these."""

    question: str
    is_one_of: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.question, "") in self.is_one_of


@dataclass(frozen=True)
class Question:
    """One question. `fills` names a field of the draft; without it the answer is kept under `id`."""

    id: str
    kind: Kind
    title: str
    short: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    fills: str = ""
    join: End | None = None
    sector: Sector = Sector.UNKNOWN
    longest: int = LONGEST_LINE
    needed: str = ""
    input: str = ""
    shown_when: Condition | None = None

    @property
    def name_key(self) -> str:
        """Where the name of a service that isn't listed is kept among the answers."""
        return f"{self.id}.name"

    @property
    def month_key(self) -> str:
        return f"{self.id}.month"  # a number from 1 to 12

    @property
    def year_key(self) -> str:
        return f"{self.id}.year"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which an answer to this question is kept."""
        if self.kind is Kind.SERVICE:
            return (self.id, self.name_key)
        if self.kind is Kind.MONTH:
            return (self.id, self.month_key, self.year_key)
        return (self.id,)

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True)
class Step:
    """One page: most ask one question, whose title is then the page's.

    `{watchdog}` in a hint stands for the watchdog's name.
    """

    id: str
    group: str
    title: str
    hint: str
    questions: tuple[Question, ...]
    may_skip: bool = True
    for_workers: bool = False
    shown_when: Condition | None = None


@dataclass(frozen=True)
class QuestionSet:
    """The questions of one form, in order, as one version of them asks."""

    id: str
    version: str
    language: str
    consent_wording: str
    groups: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What is stored beside the answers: which set and which version of it."""
        return f"{self.id}/{self.version}"


def path(asked: QuestionSet, answers: Answers, *, for_workers: bool = False) -> tuple[Step, ...]:
    """The steps that these answers lead through, in order."""
    return tuple(
        step
        for step in asked.steps
        if (for_workers or not step.for_workers)
        and (step.shown_when is None or step.shown_when.holds(answers))
    )


def shown(step: Step, answers: Answers) -> tuple[Question, ...]:
    """The questions of a step that these answers call for."""
    return tuple(
        question
        for question in step.questions
        if question.shown_when is None or question.shown_when.holds(answers)
    )


def questions_on_path(asked: QuestionSet, answers: Answers) -> tuple[Question, ...]:
    """Every question that a resident with these answers is asked."""
    return tuple(question for step in path(asked, answers) for question in shown(step, answers))


@lru_cache(maxsize=16)
def question_set(name: str, *, language: str = ENGLISH) -> QuestionSet:
    """The question set called `name`. Raises ValueError that names the file when it cannot be read."""
    file = FOLDER / language / "questions" / f"{name}.toml"
    try:
        return _read(tomllib.loads(file.read_text(encoding="utf-8")), language=language)
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{file}: {type(fault).__name__}: {fault}") from fault


def _read(given: dict[str, Any], *, language: str) -> QuestionSet:
    asked = QuestionSet(
        id=given["id"],
        version=given["version"],
        language=language,
        consent_wording=given["consent_wording"],
        groups=given["groups"],
        steps=tuple(_step(step) for step in given["steps"]),
    )
    _check(asked)
    return asked


def _step(given: dict[str, Any]) -> Step:
    questions = tuple(_question(question) for question in given.pop("questions"))
    return Step(
        questions=questions,
        title=given.pop("title", questions[0].title),
        hint=given.pop("hint", questions[0].hint if len(questions) == 1 else ""),
        for_workers=given.pop("asked_of", "everybody") == "workers",
        shown_when=_condition(given.pop("shown_when", None)),
        **given,
    )


def _question(given: dict[str, Any]) -> Question:
    return Question(
        kind=Kind(given.pop("kind")),
        options=tuple(_option(option) for option in given.pop("options", ())),
        join=End(given.pop("join")) if "join" in given else None,
        sector=Sector(given.pop("sector", Sector.UNKNOWN)),
        shown_when=_condition(given.pop("shown_when", None)),
        **given,
    )


def _option(given: dict[str, Any]) -> Option:
    return Option(sector=Sector(given.pop("sector")) if "sector" in given else None, **given)


def _condition(given: dict[str, Any] | None) -> Condition | None:
    return Condition(given["question"], tuple(given["is"])) if given else None


def _check(asked: QuestionSet) -> None:
    earlier: dict[str, Question] = {}
    for step in asked.steps:
        if step.group not in asked.groups:
            raise ValueError(f"step {step.id}: there is no group {step.group!r}")
        for question in step.questions:
            for condition in filter(None, (step.shown_when, question.shown_when)):
                if condition.question not in earlier:
                    raise ValueError(f"{question.id}: {condition.question!r} is not asked before it")
            if question.id in earlier:
                raise ValueError(f"{question.id}: asked twice")
            earlier[question.id] = question
            _check_question(question)


def _check_question(question: Question) -> None:
    if question.fills and question.fills not in FeedbackDraft.model_fields:
        raise ValueError(f"{question.id}: feedback has no {question.fills!r} to fill")
    if (question.kind is Kind.CHOICE) != bool(question.options):
        raise ValueError(f"{question.id}: a choice has options, and nothing else has")
    vocabulary = VOCABULARIES.get(question.fills)
    for option in question.options:
        if vocabulary is not None and option.value not in set(vocabulary):
            raise ValueError(f"{question.id}: {option.value!r} is not a {vocabulary.__name__}")
