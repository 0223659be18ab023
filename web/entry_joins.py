"""How are the joins of an entry shown, and what may have gone wrong at one?"""

from typing import NamedTuple

from analysis.taxonomy import Tone, load_taxonomy
from content.entry_keys import JOINS, asks_of_joins, join_key, questions_of_join
from content.question_set import Answers, Question, QuestionSet
from content.question_sets import OF_A_JOIN
from models.words import is_blank
from web.say_facts import Names

GROUP = "joins"


class JoinShown(NamedTuple):
    """One join's fields. The first is always open, another once anything was said of it."""

    number: int
    is_open: bool
    questions: tuple[Question, ...]

    def key(self, name: str) -> str:
        return join_key(self.number, name)


def joins_shown(asked: QuestionSet, answers: Answers) -> list[JoinShown]:
    """As many as one piece of feedback holds."""
    return [
        JoinShown(number, number == 1 or _is_told(answers, number), questions_of_join(asked, number))
        for number in JOINS
    ]


def problems_asked(asked: QuestionSet) -> Names:
    """What the form asks of a join, by the id of its theme, what went wrong first."""
    return {theme: title for theme, title in _of_joins().items() if theme in _asked(asked)}


def problems_besides(asked: QuestionSet) -> Names:
    """What else somebody's words may speak of; drawn once it is chosen."""
    return {theme: title for theme, title in _of_joins().items() if theme not in _asked(asked)}


def _of_joins() -> Names:
    themes = [one for one in load_taxonomy().themes.values() if one.group == GROUP]
    return {one.id: one.title for one in sorted(themes, key=lambda one: one.tone is Tone.PRAISE)}


def _asked(asked: QuestionSet) -> frozenset[str]:
    questions = (question for step in asks_of_joins(asked).steps for question in step.questions)
    ticks = (one for one in questions if one.fills == f"{OF_A_JOIN}problems")
    return frozenset(option.value for question in ticks for option in question.options)


def _is_told(answers: Answers, number: int) -> bool:
    begins = join_key(number, "")
    return any(key.startswith(begins) and not is_blank(said) for key, said in answers.items())
