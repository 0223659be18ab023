"""How is an answer read back to the person who gave it?"""

from collections.abc import Collection, Mapping

from content.question_set import (
    DONT_KNOW,
    NOT_LISTED,
    YES,
    Answers,
    Kind,
    Question,
    QuestionSet,
    Step,
    chosen,
    is_answered,
    questions_by_id,
    questions_on_path,
    shown,
)
from content.ways import Place
from content.ways import moves as moves_made
from content.words import ENGLISH, words
from models.words import is_blank


def said_back(
    question: Question,
    answers: Answers,
    *,
    services: Mapping[str, str],
    moves: Mapping[str, str] | None = None,
    language: str = ENGLISH,
) -> str:
    """One answer in words: what was chosen, several to a line each, or what was typed, untouched.

    `services` gives a service's name by its id, `moves` a move's by its number (`names_of_moves`). What
    was skipped is "Not answered".
    """
    said = answers.get(question.id, "")
    nothing = words("form.not_answered", language=language)
    if question.kind is Kind.TICK:
        return words("form.yes" if said == YES else "form.no", language=language)
    if question.kind is Kind.MONTH:
        return _month(question, answers, language=language) or nothing
    if is_blank(said):
        return nothing
    if question.kind is Kind.SERVICE:
        typed = answers.get(question.name_key, "")
        if said == NOT_LISTED:
            return words("form.not_listed", language=language) if is_blank(typed) else typed
        if said == DONT_KNOW:
            return words("form.dont_know", language=language)
        kind = question.option(said)
        return kind.label if kind else services.get(said, said)
    if question.kind is Kind.MOVE:
        return (moves or {}).get(said, said)
    if question.kind is Kind.TICKS:
        options = ((value, question.option(value)) for value in chosen(said))
        return "\n".join(option.label if option else value for value, option in options)
    option = question.option(said)
    return option.label if option else said


def to_read_back(step: Step, answers: Answers, *, faulty: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions of a step to read back before sending.

    One question alone always; of several, what was answered, what is at fault and every tick of consent.
    None for a step of several that was passed over: it is read back as a whole, as "Not answered".
    """
    asked = shown(step, answers)
    if len(asked) == 1:
        return asked
    return tuple(
        question
        for question in asked
        if question.kind is Kind.TICK or question.id in faulty or is_answered(question, answers)
    )


def names_of_questions(asked: QuestionSet) -> dict[str, str]:
    """What each question is called, by its id, where it stands alone: its title, if no other has the same."""
    questions = questions_by_id(asked)
    titles = [question.title for question in questions.values()]
    return {id_: one.title if titles.count(one.title) == 1 else one.short for id_, one in questions.items()}


def names_of_moves(
    asked: QuestionSet, answers: Answers, *, services: Mapping[str, str], language: str = ENGLISH
) -> dict[str, str]:
    """Each move that the answers tell of, by its number: what to choose from when asked which one.

    A service that isn't in the list is called by its kind, if one was chosen, or by its question, so no
    resident's words are among them.
    """
    answers = {**answers, **asked.fixed}
    made = moves_made(questions_on_path(asked, answers), answers)
    return {
        str(number): words(
            "form.move",
            language=language,
            start=_place(start, answers, services, language=language),
            end=_place(end, answers, services, language=language),
        )
        for number, (start, end) in enumerate(made, start=1)
    }


def _place(place: Place, answers: Answers, services: Mapping[str, str], *, language: str) -> str:
    if place.service_id and str(place.service_id) in services:
        return services[str(place.service_id)]
    if place.question is None:
        return words("form.no_name", language=language)
    is_kind = place.question.kind is Kind.SERVICE
    kind = place.question.option(answers.get(place.question.id, "")) if is_kind else None
    return kind.label if kind else place.question.title


def _month(question: Question, answers: Answers, *, language: str) -> str:
    if answers.get(question.id) == DONT_KNOW:
        return words("form.dont_know_when", language=language)
    month, year = answers.get(question.month_key, ""), answers.get(question.year_key, "")
    named = words(f"months.{month}", language=language) if month in map(str, range(1, 13)) else month
    return f"{named} {year}".strip()
