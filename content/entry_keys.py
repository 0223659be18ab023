"""Which answers does an entry have, under which keys, and what does the set ask when somebody listens?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from content.question_set import Condition, Kind, Question, QuestionSet, Step
from content.question_sets import HAVE_YOUR_SAY, OF_A_JOIN, question_set, question_set_names
from content.words import words
from models.entry import ConsentUse, Interpreter
from models.feedback_draft import MOST_JOINS

# Every answer is text under its key, as in the form; what has another kind of answer there has its own keys
# here: a consent is asked aloud and signed, and the joins are as many as were told of.
JOINS = range(1, MOST_JOINS + 1)
JOIN_STEPS = frozenset({"places", "the_move"})
CONTACT = ("contact_name", "contact_telephone", "contact_email")
THEMES, SERVICES, DISMISSED = "themes", "services", "dismissed"
INITIALS = "initials"
DO_NOT_CALL = "do_not_call"
CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY = "callback.date", "callback.time", "callback.why"
SPOKEN_LANGUAGE, INTERPRETER = "spoken_language", "interpreter"
SAME_STORY, EVENT, COLLECTED_BY = "same_story_as", "event", "collected_by"
PROGRAMME = "programme"

SPOKEN = (
    *("ar", "bfi", "bn", "bg", "yue", "cs", "nl", "en", "fr", "de", "gu", "hi", "hu", "it", "ku", "lv", "lt"),
    *("ml", "zh", "ne", "ps", "fa", "pl", "pt", "pa", "ro", "ru", "sk", "so", "es", "sw", "ta", "te", "tr"),
    *("uk", "ur", "vi", "other"),
)
"""What people may have spoken, by the code of the language, in the order of their English names."""

_OF_A_JOIN = ("from", "to", "from.name", "to.name", "problems")
_OF_THE_ENTRY = frozenset(
    {THEMES, SERVICES, DISMISSED, INITIALS, DO_NOT_CALL, CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY}
    | {SPOKEN_LANGUAGE, INTERPRETER, SAME_STORY, EVENT, PROGRAMME, COLLECTED_BY, *CONTACT}
)
_INITIALS = re.compile(r"[^\W\d_]{1,10}")


def consent_key(use: ConsentUse) -> str:
    """Where it is kept what somebody said to one use: "yes", "no", or "" for not asked."""
    return f"consent.{use.value}"


def asked_at_key(use: ConsentUse) -> str:
    """Where it is kept when they were asked; nobody types this."""
    return f"{consent_key(use)}.at"


def join_key(number: int, name: str) -> str:
    """Where one answer about a join is kept: `join_key(2, "days_lost")` is "join_2.days_lost"."""
    return f"join_{number}.{name}"


def typed_in_entry(asked: QuestionSet) -> frozenset[str]:
    """Every key whose answer somebody types or chooses."""
    steps = in_entry(asked).steps
    of_the_set = {key for step in steps for question in step.questions for key in question.keys}
    grown = {step.shown_key for step in steps if step.grows_from}
    consents = {consent_key(use) for use in ConsentUse}
    joins = {
        join_key(number, name)
        for number in JOINS
        for name in (*_OF_A_JOIN, *(one.fills.removeprefix(OF_A_JOIN) for one in _told_of_a_join(asked)))
    }
    return frozenset(of_the_set | grown | consents | joins | _OF_THE_ENTRY)


def asked_in_entries() -> tuple[QuestionSet, ...]:
    """Every set that an entry may ask, the usual one first."""
    names = dict.fromkeys((HAVE_YOUR_SAY, *question_set_names()))
    return tuple(asked for asked in map(question_set, names) if not asked.is_kept_apart)


@lru_cache(maxsize=1)
def typed_in_any_entry() -> frozenset[str]:
    """The same, whichever set is asked: choosing another programme takes away nothing that was typed."""
    return frozenset().union(*map(typed_in_entry, asked_in_entries()))


def entry_keys(asked: QuestionSet) -> frozenset[str]:
    """Every key that may be kept: what is typed, and when each consent was asked."""
    return typed_in_entry(asked) | {asked_at_key(use) for use in ConsentUse}


def in_entry(asked: QuestionSet) -> QuestionSet:
    """The set as it is asked aloud: without its joins and consents, and always with how to reach them.

    A service that was named is there, even where the set asks for none.
    """
    steps = [_aloud(step) for step in asked.steps if step.id not in JOIN_STEPS]
    known = {step.id for step in asked.steps}
    steps += [
        replace(step, shown_when=Condition(step.questions[0].id))
        for step in question_set(HAVE_YOUR_SAY).steps
        if step.id not in known | JOIN_STEPS and step.questions[0].kind is Kind.SERVICE
    ]
    titles = Counter(question.title for step in steps for question in step.questions)
    return replace(asked, steps=tuple(_told_apart(step, titles) for step in steps if step.questions))


def asks_of_joins(asked: QuestionSet) -> QuestionSet:
    """The set that says what is asked of a join: the usual one where this one asks nothing of any."""
    return asked if any(_of_a_join(asked)) else question_set(HAVE_YOUR_SAY)


def questions_of_join(asked: QuestionSet, number: int) -> tuple[Question, ...]:
    """What the set asks about one move, as it is asked about a join of that number."""
    return tuple(
        replace(question, id=join_key(number, question.fills.removeprefix(OF_A_JOIN)), shown_when=None)
        for question in _told_of_a_join(asked)
        if question.kind is not Kind.TICKS
    )


def spoken_languages() -> dict[str, str]:
    """The languages that may be noted, by code, each by its English name."""
    return {code: words(f"named.spoken.{code}") for code in SPOKEN}


def interpreters() -> dict[str, str]:
    """Who may have helped somebody to tell us, by value."""
    return {one.value: words(f"named.interpreter.{one.value}") for one in Interpreter}


def initials_of(name: str) -> str:
    """The initials that somebody's name suggests.

    >>> initials_of("Maureen Bell")
    'MB'
    """
    return "".join(part[0] for part in name.split() if part[0].isalpha()).upper()[:10]


def are_initials(typed: str) -> bool:
    """Whether this can stand for whoever asked: 1 to 10 letters."""
    return _INITIALS.fullmatch(typed) is not None


def _aloud(step: Step) -> Step:
    asked = (question for question in step.questions if question.kind is not Kind.TICK)
    asked = (question for question in asked if question.fills != "channel")
    questions = tuple(
        replace(question, shown_when=None) if question.fills in CONTACT else question for question in asked
    )
    return replace(step, questions=questions)


def _told_apart(step: Step, titles: Counter[str]) -> Step:
    """The same on one page with the others: a title that stands there twice gives way to the short name."""
    return replace(
        step,
        questions=tuple(
            replace(question, title=question.short) if titles[question.title] > 1 else question
            for question in step.questions
        ),
    )


def _told_of_a_join(asked: QuestionSet) -> tuple[Question, ...]:
    return tuple(_of_a_join(asks_of_joins(asked)))


def _of_a_join(asked: QuestionSet) -> Iterator[Question]:
    questions = (question for step in asked.steps for question in step.questions)
    return (question for question in questions if question.fills.startswith(OF_A_JOIN))
