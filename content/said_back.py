"""How is an answer read back to the person who gave it?"""

from collections.abc import Mapping

from content.question_set import DONT_KNOW, NOT_LISTED, YES, Answers, Kind, Question
from content.words import ENGLISH, words
from models.words import is_blank


def said_back(
    question: Question, answers: Answers, *, services: Mapping[str, str], language: str = ENGLISH
) -> str:
    """One answer in words: what was chosen, or what was typed, untouched.

    `services` gives a service's name by its id. What was skipped is "Not answered".
    """
    said = answers.get(question.id, "")
    nothing = words("form.not_answered", language=language)
    if question.kind is Kind.TICK:
        return words("form.yes" if said == YES else "form.no", language=language)
    if question.kind is Kind.MONTH:
        return _month(question, answers, language=language) or nothing
    if question.kind is Kind.SERVICE and said:
        typed = answers.get(question.name_key, "")
        if said == NOT_LISTED:
            return words("form.not_listed", language=language) if is_blank(typed) else typed
        return words("form.dont_know", language=language) if said == DONT_KNOW else services.get(said, said)
    option = question.option(said)
    return option.label if option else said if not is_blank(said) else nothing


def _month(question: Question, answers: Answers, *, language: str) -> str:
    if answers.get(question.id) == DONT_KNOW:
        return words("form.dont_know_when", language=language)
    month, year = answers.get(question.month_key, ""), answers.get(question.year_key, "")
    named = words(f"months.{month}", language=language) if month in map(str, range(1, 13)) else month
    return f"{named} {year}".strip()
