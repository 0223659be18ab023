"""The questions on paper, in large print: the same set that every other front door asks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from content.languages import is_open
from content.plain_words import plain
from content.question_set import Condition, Kind, Question, QuestionSet, Step
from content.question_sets import HAVE_YOUR_SAY, question_set
from content.signposting import said_in
from content.words import words
from reporting.pdf import as_html, as_pdf, unbroken

TEMPLATE = "paper_form.html"
ON_ONE_LINE = 70
"""Options with no more letters than this together stand side by side."""


class Ring(NamedTuple):
    """A number to ring: what kind it is, what it is for, and the number."""

    kind: str
    title: str
    number: str


@dataclass(frozen=True)
class PaperFacts:
    """What a form says of its watchdog. `post_to` is its postal address in lines; empty: it has none.

    `programme` is the name of the one whose own form it is; empty: the usual one.
    """

    watchdog: str
    area: str
    telephone: str
    address: str
    post_to: tuple[str, ...]
    contact_months: int
    words_months: int
    numbers: tuple[Ring, ...]
    programme: str = ""
    question_set: str = HAVE_YOUR_SAY
    form: str = "/say"


class Asked(NamedTuple):
    """A question as paper asks it. `only_if` says for whom it is, where that isn't everybody."""

    question: Question
    hint: str
    only_if: str
    is_on_one_line: bool


class Numbered(NamedTuple):
    """One step by its number on the form."""

    number: int
    step: Step
    hint: str
    asked: tuple[Asked, ...]


class Section(NamedTuple):
    """Steps that are for the same people. `only_if` says for whom; `go_on` where everybody else goes on."""

    title: str
    only_if: str
    go_on: str
    steps: tuple[Numbered, ...]


def paper_form(facts: PaperFacts, *, language: str) -> bytes:
    """The form as a PDF. Raises FeedbackError on a machine that can't make one."""
    return as_pdf(TEMPLATE, language=language, **_shown(facts, language))


def paper_form_html(facts: PaperFacts, *, language: str) -> str:
    """The form before it is set in pages."""
    return as_html(TEMPLATE, language=language, **_shown(facts, language))


def _shown(facts: PaperFacts, language: str) -> dict[str, object]:
    asked = question_set(facts.question_set, language=language)
    title, lead = plain("home.title", language), plain("home.lead", language)
    if facts.programme:
        title = words("say.own_title", language=language, programme=facts.programme)
        why = {"watchdog": facts.watchdog, "programme": facts.programme}
        lead = asked.why.replace("{watchdog}", facts.watchdog) or words(
            "say.own_why", language=language, **why
        )
    return {
        "title": title,
        "lead": lead,
        "facts": replace(facts, telephone=unbroken(facts.telephone)),
        "asked": asked,
        "sections": sections(asked, facts),
        "numbers": [
            Ring(one.kind, said_in(language, one.kind, "title", fallback=one.title), unbroken(one.number))
            for one in facts.numbers
        ],
        "is_draft": not is_open(language),
        "say": lambda key, **gaps: words(key, language=language, **gaps),
        "plain": lambda key, **gaps: plain(key, language, **gaps),
    }


def sections(asked: QuestionSet, facts: PaperFacts) -> tuple[Section, ...]:
    """The steps that people are asked, in order, as the sections of a form."""
    steps = [step for step in asked.steps if not step.for_workers]
    numbers = {step.id: number for number, step in enumerate(steps, 1)}
    paper = _Paper(asked, facts, numbers)
    found = []
    for condition, group in groupby(steps, key=lambda step: step.shown_when):
        together = list(group)
        for title, part in groupby(together, key=lambda step: asked.groups[step.group]):
            if condition is None:
                found.append(Section(title, "", "", tuple(map(paper.numbered, part))))
        if condition is not None:
            after = numbers[together[-1].id] + 1
            found.append(
                Section(
                    "",
                    paper.only_if(condition),
                    paper.go_on(after),
                    tuple(map(paper.numbered, together)),
                )
            )
    return tuple(found)


@dataclass(frozen=True)
class _Paper:
    """One set of questions on its way to paper."""

    asked: QuestionSet
    facts: PaperFacts
    numbers: dict[str, int]

    @cached_property
    def usual(self) -> tuple[Question, ...]:
        """The questions of the usual form: what paper says otherwise is about these."""
        usual = question_set(HAVE_YOUR_SAY, language=self.asked.language)
        return tuple(question for step in usual.steps for question in step.questions)

    def numbered(self, step: Step) -> Numbered:
        hint = "" if len(step.questions) == 1 else self._hint(step.hint)
        return Numbered(self.numbers[step.id], step, hint, tuple(self._questions(step)))

    def only_if(self, condition: Condition, *, on: Step | None = None) -> str:
        """For whom something is: "Only if you ticked “Leaving hospital” at question 1".

        Where a step, `on`, asks both, one under the other, its number would not say which is meant.
        """
        step, question = self._called(condition.question)
        said = [one.label for one in question.options if one.value in condition.is_one_of]
        if question.kind is Kind.TICK:
            said = [question.title]
        if not said:
            return self._say("paper.only_if_written", question=question.title)
        answers = f" {self._say('paper.or')} ".join(f"“{label}”" for label in said)
        if step == on and question.kind is not Kind.TICK:
            return self._say("paper.only_if_above", answers=answers)
        return self._say("paper.only_if", answers=answers, number=self.numbers[step.id])

    def go_on(self, number: int) -> str:
        if number > len(self.numbers):
            return self._say("paper.or_finish")
        return self._say("paper.go_on", number=number)

    def _questions(self, step: Step) -> Iterator[Asked]:
        before = None
        for question in step.questions:
            condition = question.shown_when
            only_if = self.only_if(condition, on=step) if condition and condition != before else ""
            letters = sum(len(option.label) + len(option.hint) for option in question.options)
            on_one_line = letters <= ON_ONE_LINE and not any(option.hint for option in question.options)
            of = question.id if question in self.usual else ""
            yield Asked(question, self._hint(question.hint, of=of), only_if, on_one_line)
            before = condition

    def _hint(self, hint: str, *, of: str = "") -> str:
        """A hint as paper says it: some speak of what only a screen does."""
        with suppress(KeyError):
            hint = self._say(f"paper.hint.{of}")
        return hint.replace("{watchdog}", self.facts.watchdog)

    def _called(self, question_id: str) -> tuple[Step, Question]:
        return next(
            (step, question)
            for step in self.asked.steps
            for question in step.questions
            if question.id == question_id
        )

    def _say(self, key: str, **gaps: str | int) -> str:
        return words(key, language=self.asked.language, **gaps)
