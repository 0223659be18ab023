"""Which kinds of people can be counted beside the census? Those that everybody is asked about."""

from functools import lru_cache

from content.postcodes import first_half
from content.question_set import POSTCODE, Kind, Question
from content.question_sets import ABOUT_YOU, question_set


@lru_cache(maxsize=1)
def kinds_of_people() -> dict[str, Question]:
    """The questions whose answers are counted, by id: those that offer answers, and the area."""
    asked = (
        question
        for step in question_set(ABOUT_YOU).steps
        if not step.shown_when
        for question in step.questions
    )
    return {
        one.id: one
        for one in asked
        if not one.shown_when and (one.kind is Kind.CHOICE or one.input == POSTCODE)
    }


def groups_of(kind: str) -> dict[str, str]:
    """What each answer is called, by its code; empty for the area, of which there is no list."""
    return {one.value: one.label for one in kinds_of_people()[kind].options if not one.says_nothing}


def is_group(kind: str, answer: str) -> bool:
    """Whether the answer is one of the kind's: for the area, any first half of a postcode."""
    known = groups_of(kind)
    return answer in known if known else bool(answer) and first_half(answer) == answer


def group_called(kind: str, answer: str) -> str:
    """What people call a group: "80 or over", "MK9"."""
    return groups_of(kind).get(answer, answer)
