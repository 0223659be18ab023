"""Which questions are asked, in which order, and which of them apply to these answers?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.feedback_draft import LONGEST_LINE
from models.vocabulary import Sector
from models.words import is_blank

# Every answer is text under the id of its question. A tick is YES or empty; several of a list are their
# values with commas between; a service is its id or one of the two words below, with a typed name under
# `name_key`, or the value of a kind of service; a month is DONT_KNOW or has two parts; a move is its number,
# counted from 1.
Answers = Mapping[str, str]
YES = "yes"
DONT_KNOW = "dont_know"
NOT_LISTED = "not_listed"
COLLECTED_BY = "collected_by"
POSTCODE = "postal-code"
"""The `input` of a line that asks for the first half of a postcode, as a browser calls it."""


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    TICKS = "ticks"
    SERVICE = "service"
    MOVE = "move"
    WORDS = "words"
    LINE = "line"
    NUMBER = "number"
    MONTH = "month"
    TICK = "tick"


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
    """A question or step is shown when an earlier answer is one of these; with none, any answer will do.

    Of an answer that may be several, one of them is enough.
    """

    question: str
    is_one_of: tuple[str, ...] = ()

    def holds(self, answers: Answers) -> bool:
        said = answers.get(self.question, "")
        return not set(chosen(said)).isdisjoint(self.is_one_of) if self.is_one_of else not is_blank(said)


@dataclass(frozen=True)
class Question:
    """One question. `fills` names a field of the draft; without it the answer is kept under `id`.

    "handover.<field>" fills that field of one join. `place` is the number of the place, on a way from
    service to service, that the answer tells of; 0 for none. The options of a service are the kinds of
    service to choose from where it isn't known which one it was.
    """

    id: str
    kind: Kind
    title: str
    short: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    fills: str = ""
    place: int = 0
    sector: Sector = Sector.UNKNOWN
    longest: int = LONGEST_LINE
    most: int = 999
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

    @property
    def typed_keys(self) -> tuple[str, ...]:
        """Those of its keys whose answers people type; the others are chosen."""
        if self.kind is Kind.SERVICE:
            return (self.name_key,)
        return (self.id,) if self.kind in {Kind.WORDS, Kind.LINE, Kind.NUMBER} else ()

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True)
class Step:
    """One page: most ask one question, whose title is then the page's.

    `{watchdog}` in a hint stands for the watchdog's name. A step whose questions are of one kind, one
    after the other, may grow: it begins with `grows_from` of them, and has another when somebody asks.
    """

    id: str
    group: str
    title: str
    hint: str
    questions: tuple[Question, ...]
    may_skip: bool = True
    grows_from: int = 0
    add: str = ""
    for_workers: bool = False
    shown_when: Condition | None = None

    @property
    def shown_key(self) -> str:
        """Where it is kept how many questions of a growing step are shown."""
        return f"{self.id}.shown"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which an answer of this step is kept."""
        return (self.shown_key, *(key for question in self.questions for key in question.keys))


@dataclass(frozen=True)
class QuestionSet:
    """The questions of one form, in order, as one version of them asks.

    `why` says to those who are asked what it is for. `fixed` is what the form itself says, by field, and
    asks nobody.
    """

    id: str
    version: str
    language: str
    consent_wording: str
    groups: Mapping[str, str]
    steps: tuple[Step, ...]
    why: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What is stored beside the answers: which set and which version of it."""
        return f"{self.id}/{self.version}"

    @property
    def is_kept_apart(self) -> bool:
        """Whether the answers fill no field of the feedback, and are kept beside it, sealed."""
        return not any(question.fills for step in self.steps for question in step.questions)


def path(asked: QuestionSet, answers: Answers, *, for_workers: bool = False) -> tuple[Step, ...]:
    """The steps that these answers lead through, in order; one with nothing to ask is left out."""
    return tuple(
        step
        for step in asked.steps
        if (for_workers or not step.for_workers)
        and (step.shown_when is None or step.shown_when.holds(answers))
        and shown(step, answers)
    )


def shown(step: Step, answers: Answers) -> tuple[Question, ...]:
    """The questions of a step that these answers call for."""
    if step.grows_from:
        return step.questions[: _how_many(step, answers)]
    return tuple(
        question
        for question in step.questions
        if question.shown_when is None or question.shown_when.holds(answers)
    )


def may_add(step: Step, answers: Answers) -> bool:
    """Whether the step has another question to show to somebody who asks for it."""
    return step.grows_from > 0 and _how_many(step, answers) < len(step.questions)


def one_more(step: Step, answers: Answers) -> dict[str, str]:
    """What to put among the answers so that a growing step shows one more question."""
    return {step.shown_key: str(min(_how_many(step, answers) + 1, len(step.questions)))}


def questions_by_id(asked: QuestionSet) -> dict[str, Question]:
    """Every question of a set, to read answers back with."""
    return {question.id: question for step in asked.steps for question in step.questions}


def is_answered(question: Question, answers: Answers) -> bool:
    """Whether anything was said to this question, "I don't know" included."""
    return any(not is_blank(answers.get(key, "")) for key in question.keys)


def chosen(said: str) -> tuple[str, ...]:
    """The values of an answer that may be several, each once, in their order.

    >>> chosen("lost,late,lost")
    ('lost', 'late')
    """
    return tuple(dict.fromkeys(value for value in said.split(",") if value))


def questions_on_path(
    asked: QuestionSet, answers: Answers, *, for_workers: bool = False
) -> tuple[Question, ...]:
    """Every question that somebody with these answers is asked."""
    steps = path(asked, answers, for_workers=for_workers)
    return tuple(question for step in steps for question in shown(step, answers))


def _how_many(step: Step, answers: Answers) -> int:
    """How many of a growing step's questions are shown: as many as were asked for, or answered."""
    asked_for = answers.get(step.shown_key, "")
    number = int(asked_for) if asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 4 else 0
    answered = [place for place, asked in enumerate(step.questions, 1) if is_answered(asked, answers)]
    return min(max(step.grows_from, number, *answered), len(step.questions))
