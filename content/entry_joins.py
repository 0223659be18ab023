"""Which joins were told of while somebody listened, and what of each?"""

from typing import NamedTuple
from uuid import UUID

from content.answers import Fault, take
from content.entry_keys import JOINS, SERVICES, join_key, questions_of_join
from content.question_set import DONT_KNOW, NOT_LISTED, Answers, Kind, Question, QuestionSet, chosen
from content.ways import NOT_NAMED_HERE, details_of_a_join, service_id_of, typed_name
from content.words import words
from models.feedback_draft import LONGEST_LINE, THEME_ID, HandoverDraft
from models.vocabulary import Sector
from models.words import canonical, is_blank

SECTOR = "sector:"
"""What stands before the kind of a service, where it is no service of the list."""


class End(NamedTuple):
    """Where a join begins or leads: a service of the list, or a kind of service, perhaps with a name."""

    service_id: UUID | None = None
    sector: Sector = Sector.UNKNOWN
    name: str = ""


class Join(NamedTuple):
    """One join under its number in the entry."""

    number: int
    start: End
    end: End
    told: HandoverDraft


def joins_in(asked: QuestionSet, answers: Answers) -> tuple[list[Join], list[Fault]]:
    """Every join of which anything was said, in order, and what in them needs another look."""
    joins: list[Join] = []
    faults: list[Fault] = []
    for number in JOINS:
        if not any(_is_of(key, number) and not is_blank(said) for key, said in answers.items()):
            continue
        found = _look_over(asked, answers, number)
        faults += found
        if not found:
            joins.append(_join(asked, answers, number))
    return joins, faults


def services_in(
    questions: tuple[Question, ...], joins: list[Join], answers: Answers
) -> tuple[list[UUID], str]:
    """The services that were named, each once, those of the joins first; and the names that were typed.

    A join with a name that was typed is written "Dr Ashe → …".
    """
    asked = [question for question in questions if question.kind is Kind.SERVICE]
    ids = [end.service_id for join in joins for end in (join.start, join.end)]
    ids += [service_id_of(question, answers) for question in asked]
    ids += [as_id(said) for said in chosen(answers.get(SERVICES, ""))]
    names = [
        f"{join.start.name or NOT_NAMED_HERE} \u2192 {join.end.name or NOT_NAMED_HERE}"
        for join in joins
        if join.start.name or join.end.name
    ]
    names += [typed_name(question, answers) for question in asked]
    return list(dict.fromkeys(filter(None, ids))), ", ".join(filter(None, names))


def as_id(said: str) -> UUID | None:
    """The id that an answer is; None where it is none."""
    try:
        return UUID(said)
    except ValueError:
        return None


def _is_of(key: str, number: int) -> bool:
    return key.startswith(join_key(number, ""))


def _join(asked: QuestionSet, answers: Answers, number: int) -> Join:
    start, end = (_end(answers, number, name) for name in ("from", "to"))
    told = HandoverDraft(
        from_service_id=start.service_id,
        from_sector=start.sector,
        to_service_id=end.service_id,
        to_sector=end.sector,
        problems=list(chosen(answers.get(join_key(number, "problems"), ""))),
        **details_of_a_join(questions_of_join(asked, number), answers),
    )
    return Join(number, start, end, told)


def _end(answers: Answers, number: int, name: str) -> End:
    said, typed = answers.get(join_key(number, name), ""), answers.get(join_key(number, f"{name}.name"), "")
    service_id = as_id(said)
    if service_id is not None:
        return End(service_id)
    sector = Sector(said.removeprefix(SECTOR)) if said.startswith(SECTOR) else Sector.UNKNOWN
    return End(None, sector, "" if is_blank(typed) else " ".join(canonical(typed).split()))


def _look_over(asked: QuestionSet, answers: Answers, number: int) -> list[Fault]:
    faults: list[Fault] = []
    for name in ("from", "to"):
        key = join_key(number, name)
        if not _is_an_end(answers.get(key, "")):
            faults.append(Fault(key, "end_unclear", words("entry.fault.end_unclear")))
        elif (used := len(_end(answers, number, name).name)) > LONGEST_LINE:
            gaps = {"limit": LONGEST_LINE, "used": used}
            faults.append(Fault(f"{key}.name", "line_too_long", gaps=gaps))
    problems = chosen(answers.get(join_key(number, "problems"), ""))
    if not all(THEME_ID.fullmatch(problem) for problem in problems):
        faults.append(Fault(join_key(number, "problems"), "choice_unclear"))
    for question in questions_of_join(asked, number):
        faults += take(question, answers, given={})
    return faults


def _is_an_end(said: str) -> bool:
    if is_blank(said) or said in (NOT_LISTED, DONT_KNOW) or as_id(said):
        return True
    return said.startswith(SECTOR) and said.removeprefix(SECTOR) in set(Sector)
